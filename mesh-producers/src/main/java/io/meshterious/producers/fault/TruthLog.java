// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.column.TextValue;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A file with a line of JSON for each {@link Fault}, in the order of rows. What pipelines reject,
 * recognise or report is compared with it. For one thread at a time.
 */
public final class TruthLog implements Consumer<Fault>, Closeable {
  private final Path file;
  private final FileOutputStream bytes;
  private final BufferedWriter out;

  /** A log at the end of a file, or in place of what it held. */
  private TruthLog(Path file, boolean append) throws IOException {
    this.file = file;
    // Not a channel, which an interrupt would close.
    this.bytes = new FileOutputStream(file.toFile(), append);
    this.out = new BufferedWriter(new OutputStreamWriter(bytes, UTF_8));
  }

  /** An empty log in a file; what it held is gone. */
  public static TruthLog create(Path file) {
    try {
      return new TruthLog(file, false);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /**
   * The log in a file, to go on with from a row: entries of this row and later ones, and a last
   * line that was not finished, are cut off. A file that is not there is made.
   */
  public static TruthLog resume(Path file, long row) {
    return resume(file, it -> it.row() < row);
  }

  /** The log in a file, to go on with after the entries that are kept. */
  public static TruthLog resume(Path file, Predicate<Fault> kept) {
    Path whole = file.resolveSibling(file.getFileName() + ".cut");
    try {
      if (Files.notExists(file)) {
        return create(file);
      }
      try (BufferedWriter copy = Files.newBufferedWriter(whole)) {
        read(
            file,
            fault -> {
              if (kept.test(fault)) {
                write(fault, copy, whole);
              }
            });
      }
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return new TruthLog(file, true);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** Appends an entry. It is in the file after {@link #flush}. */
  @Override
  public void accept(Fault fault) {
    write(fault, out, file);
  }

  /** Writes what was appended, so that it outlives a power failure. */
  public void flush() {
    try {
      out.flush();
      if (Files.isRegularFile(file)) {
        bytes.getFD().sync();
      }
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /**
   * Reads the entries of a log, in order. A last line that was not finished is left out.
   *
   * @throws MeshException when a line is no entry, naming it
   */
  public static void read(Path file, Consumer<Fault> entries) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      boolean ended = endsWithALine(file);
      String line = in.readLine();
      for (int number = 1; line != null; number++) {
        String next = in.readLine();
        Optional<Fault> entry = Optional.empty();
        try {
          entry = Optional.of(entry(file, number, line));
        } catch (MeshException problem) {
          if (next != null || ended) {
            throw problem;
          }
        }
        entry.ifPresent(entries);
        line = next;
      }
    } catch (CharacterCodingException e) {
      throw invalid(file, "which is not in UTF-8");
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static boolean endsWithALine(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(Math.max(0, channel.size() - 1));
      return channel.read(last) < 1 || last.get(0) == '\n';
    }
  }

  private static void write(Fault fault, BufferedWriter out, Path file) {
    StringBuilder line = new StringBuilder(256);
    line.append("{\"row\":").append(fault.row()).append(",\"step\":").append(fault.step());
    member(line, "id", fault.id());
    member(line, "kind", fault.kind().label());
    fault.field().ifPresent(it -> member(line, "field", it));
    member(line, "contract", fault.contract());
    member(line, "version", fault.version());
    member(line, "table", fault.table());
    fault.publisher().ifPresent(it -> member(line, "publisher", it));
    member(line, "expect", fault.expect().label());
    member(line, "digest", fault.digest());
    try {
      out.append(line.append("}\n"));
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private static void member(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"").append(TextValue.escaped(value)).append('"');
  }

  private static Fault entry(Path file, int number, String line) {
    String where = "line " + number + ": ";
    try {
      if (Document.parse(line, DocumentFormat.JSON, "line").root() instanceof MapNode map) {
        return new Fault(
            whole(map, "row"),
            whole(map, "step"),
            text(map, "id"),
            FaultKind.of(text(map, "kind"))
                .orElseThrow(() -> new IllegalArgumentException("'kind' is none that is known")),
            map.text("field"),
            text(map, "contract"),
            text(map, "version"),
            text(map, "table"),
            map.text("publisher"),
            Arrays.stream(Expectation.values())
                .filter(it -> map.text("expect").equals(Optional.of(it.label())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'expect' is none that is known")),
            text(map, "digest"));
      }
      throw invalid(file, where + "it is no JSON object");
    } catch (DocumentException e) {
      throw invalid(file, where + "it is no JSON");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw invalid(file, where + e.getMessage());
    }
  }

  private static long whole(MapNode map, String name) {
    return map.scalar(name)
        .filter(ScalarNode::isInteger)
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no whole number"))
        .decimal()
        .longValueExact();
  }

  private static String text(MapNode map, String name) {
    return map.text(name)
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no text"));
  }

  private static MeshException invalid(Path file, String why) {
    return new MeshException(
        ProducerError.TRUTH_LOG_INVALID, "Cannot read the truth log '" + file + "', " + why);
  }

  private static MeshException failed(String what, Path file, IOException e) {
    return new MeshException(
        ProducerError.TRUTH_LOG_INVALID,
        "Cannot "
            + what
            + " the truth log '"
            + file
            + "': "
            + e.getClass().getSimpleName()
            + " ("
            + e.getMessage()
            + ")",
        e);
  }
}
