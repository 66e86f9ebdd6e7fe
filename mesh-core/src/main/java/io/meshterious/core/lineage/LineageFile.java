// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A file of facts, one line of JSON for each, to which new ones are appended. Safe for use by
 * several threads, and by several processes where the system appends at once.
 *
 * <pre>{@code
 * {"when":"2026-03-14T09:00:10Z","stage":"ingest","job":"orders",
 *  "inputs":[{"name":"amqp://localhost/?queue=orders","at":{},"counts":{}}],
 *  "outputs":[{"name":"raw.orders","at":{"snapshot":"4711"},"counts":{"rows":900}}]}
 * }</pre>
 */
public final class LineageFile implements LineageSink, AutoCloseable {
  private final Path path;
  private final FileChannel file;

  private LineageFile(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a file, which is made if it is not there.
   *
   * @throws MeshException when it cannot be written
   */
  public static LineageFile open(Path path) {
    try {
      return new LineageFile(
          path,
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /**
   * Appends a fact.
   *
   * @throws MeshException when it cannot be written
   */
  @Override
  public synchronized void tell(LineageFact fact) {
    String line = json(fact) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** A fact as a line of JSON. */
  static String json(LineageFact fact) {
    MapNode node =
        MapNode.builder()
            .put("when", fact.when().toString())
            .put("stage", fact.stage())
            .put("job", fact.job())
            .put("inputs", list(fact.inputs()))
            .put("outputs", list(fact.outputs()))
            .build();
    // Line breaks in texts are written as escapes: those that are there indent.
    return Document.write(node, DocumentFormat.JSON).replaceAll("\n *", "");
  }

  private static ListNode list(List<LineageData> all) {
    return ListNode.of(
        all.stream()
            .map(
                it ->
                    MapNode.builder()
                        .put("name", it.name())
                        .put("at", map(it.at()))
                        .put("counts", map(it.counts()))
                        .build())
            .toList());
  }

  private static MapNode map(Map<String, ?> values) {
    MapNode.Builder node = MapNode.builder();
    values.forEach(node::put);
    return node.build();
  }

  private static MeshException failed(Path path, IOException e) {
    return new MeshException(
        LineageError.LINEAGE_UNWRITABLE,
        "Cannot write facts of lineage to '" + path + "': " + reason(e),
        e);
  }

  private static String reason(IOException e) {
    return e instanceof ClosedChannelException
        ? "the file is closed"
        : String.valueOf(e.getMessage());
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(path, e);
    }
  }
}
