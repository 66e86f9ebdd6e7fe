// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file that says how far a run came, and of what it is: everything before is where it should be.
 *
 * @param file the file
 * @param run what the run is made with; another run does not go on with it
 */
public record Checkpoint(Path file, Map<String, String> run) {
  private static final String BEGIN = "begin";
  private static final String NEXT_ROW = "nextRow";
  private static final String SENT = "sent";

  /**
   * Where a run goes on.
   *
   * @param begin the first row of which an event may still be due; that of the run, until it ends
   * @param nextRow the first row that was not sent
   * @param sent how many events were sent before it
   */
  public record Position(long begin, long nextRow, long sent) {}

  /** Where to go on: at a row, with nothing sent, when there is no file yet. */
  public Position read(long otherwise) {
    if (!Files.exists(file)) {
      return new Position(otherwise, otherwise, 0);
    }
    if (!(Document.read(file).root() instanceof MapNode root)) {
      throw invalid("it is no object");
    }
    run.forEach(
        (key, mine) -> {
          String theirs = root.text(key).orElse("");
          if (!theirs.equals(mine)) {
            throw invalid(
                "it belongs to another run, whose "
                    + key
                    + " is '"
                    + theirs
                    + "' and not '"
                    + mine
                    + "'; take another file, or remove it to begin anew");
          }
        });
    return new Position(number(root, BEGIN), number(root, NEXT_ROW), number(root, SENT));
  }

  private long number(MapNode root, String key) {
    BigDecimal number =
        root.scalar(key)
            .filter(ScalarNode::isNumber)
            .map(ScalarNode::decimal)
            .orElseThrow(() -> invalid("it has no number '" + key + "'"));
    try {
      long value = number.longValueExact();
      if (value >= 0) {
        return value;
      }
    } catch (ArithmeticException notWhole) {
      // Told below, as all that is no row.
    }
    throw invalid(
        "its '" + key + "' is " + number.toPlainString() + " (0 or a whole number above)");
  }

  private MeshException invalid(String why) {
    return new MeshException(
        ProducerError.CHECKPOINT_INVALID, "Cannot go on from checkpoint '" + file + "': " + why);
  }

  /** Replaces the file, in one step that survives a loss of power. */
  public void write(Position position) {
    MapNode.Builder root = MapNode.builder();
    run.forEach(root::put);
    root.put(BEGIN, position.begin());
    root.put(NEXT_ROW, position.nextRow());
    root.put(SENT, position.sent());
    byte[] text =
        Document.write(root.build(), DocumentFormat.JSON).getBytes(StandardCharsets.UTF_8);
    Path whole = file.toAbsolutePath();
    Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
    try {
      Files.createDirectories(whole.getParent());
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new MeshException(
          ProducerError.CHECKPOINT_INVALID,
          "Cannot write checkpoint '" + file + "': " + e.getMessage(),
          e);
    }
  }
}
