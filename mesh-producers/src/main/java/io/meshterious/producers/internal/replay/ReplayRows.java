// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.replay.Replay;
import io.meshterious.producers.replay.RowProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, one after the other. Rows that are none are told and passed over, unless
 * the replay is strict. For one thread at a time.
 */
public final class ReplayRows implements Closeable {
  private static final int BLOCK = 1 << 16;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Replay replay;
  private final InputStream in;
  private final RowSource rows;
  private final EventFields fields;
  private final Consumer<RowProblem> problems;
  private final EventBuffer body = new EventBuffer();
  private long row = -1;

  private ReplayRows(
      Replay replay,
      InputStream in,
      RowSource rows,
      EventFields fields,
      Consumer<RowProblem> problems) {
    this.replay = replay;
    this.in = in;
    this.rows = rows;
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * Opens a file.
   *
   * @param table the table whose events they are
   * @param problems told of each row that is no event
   * @throws MeshException when it cannot be read, or its header does not fit the table
   */
  public static ReplayRows open(Replay replay, Table table, Consumer<RowProblem> problems) {
    Path file = replay.file();
    try {
      InputStream in = Files.newInputStream(file);
      try {
        InputStream plain = plain(in, replay.compressed());
        RowSource rows =
            replay.format() == Replay.Format.CSV
                ? new RecordSource(plain, replay.longestRow(), table, replay.mapping())
                : new LineSource(plain, replay.longestRow());
        return new ReplayRows(replay, in, rows, new EventFields(table), problems);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw invalid(file, "there is no such file", e);
    } catch (IOException e) {
      throw unreadable(file, "", e);
    }
  }

  /** The text of a file: unpacked, and without the mark that says it is UTF-8. */
  private static InputStream plain(InputStream in, boolean compressed) throws IOException {
    InputStream unpacked = compressed ? new GZIPInputStream(in, BLOCK) : in;
    PushbackInputStream text = new PushbackInputStream(unpacked, MARK.length);
    byte[] first = text.readNBytes(MARK.length);
    if (first.length >= 2
        && (first[0] == -1 && first[1] == -2 || first[0] == -2 && first[1] == -1)) {
      throw new IOException("it is in UTF-16; UTF-8 is needed");
    } else if (!Arrays.equals(first, MARK)) {
      text.unread(first);
    }
    return text;
  }

  /** Goes to the next event; false when there is none. */
  public boolean next() {
    try {
      while (rows.next()) {
        row++;
        body.clear();
        Optional<String> problem = rows.write(body);
        if (problem.isEmpty()) {
          problem = fields.read(body.array());
        }
        if (problem.isEmpty()) {
          return true;
        } else if (replay.isStrict()) {
          throw invalid(replay.file(), "line " + line() + ": " + problem.get(), null);
        }
        problems.accept(new RowProblem(line(), problem.get()));
      }
      return false;
    } catch (IOException e) {
      throw unreadable(replay.file(), "line " + line() + " or after: ", e);
    }
  }

  /** The number of the event's row in the file, from 0; rows that are no events count. */
  public long row() {
    return row;
  }

  /** The line that the event's row begins in, from 1. */
  public long line() {
    return rows.line();
  }

  /** Adds the event's JSON. */
  public void json(EventBuffer into) {
    int at = into.reserve(body.length());
    System.arraycopy(body.array(), 0, into.array(), at, body.length());
    into.end(at + body.length());
  }

  /** The event's id; empty when its table has none. */
  public String id() {
    return fields.id();
  }

  /** When the event happened, in nanoseconds since 1970; 0 when its table has no such time. */
  public long nanos() {
    return fields.nanos();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(replay.file(), "", e);
    }
  }

  private static MeshException unreadable(Path file, String where, IOException e) {
    String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return invalid(file, where + why, e);
  }

  private static MeshException invalid(Path file, String why, @Nullable Throwable cause) {
    return new MeshException(
        ProducerError.REPLAY_INVALID, "Cannot replay '" + file + "': " + why, cause);
  }
}
