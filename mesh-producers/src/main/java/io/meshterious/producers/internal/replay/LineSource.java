// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.json.JsonCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Rows that are lines of JSON. Blank lines are passed over. */
final class LineSource implements RowSource {
  private final InputStream in;
  private final int longest;
  private final JsonCheck check = new JsonCheck();
  private final byte[] block = new byte[1 << 16];
  private byte[] row = new byte[1024];
  private int at;
  private int filled;
  private int length;
  private boolean tooLong;
  private long line;

  LineSource(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  @Override
  public boolean next() throws IOException {
    boolean more = readLine();
    while (more && length == 0) {
      more = readLine();
    }
    return more;
  }

  /** Reads a line; false when there is none. */
  private boolean readLine() throws IOException {
    length = 0;
    tooLong = false;
    if (!fill()) {
      return false;
    }
    line++;
    boolean ended = false;
    while (!ended && fill()) {
      int end = at;
      while (end < filled && block[end] != '\n') {
        end++;
      }
      ended = end < filled;
      take(end - at);
      at = ended ? end + 1 : end;
    }
    while (length > 0 && row[length - 1] <= ' ' && row[length - 1] >= 0) {
      length--;
    }
    return true;
  }

  private void take(int count) {
    int taken = Math.min(count, longest - length);
    tooLong |= taken < count;
    if (row.length - length < taken) {
      row = Arrays.copyOf(row, (int) Math.min(longest, Math.max(2L * row.length, length + taken)));
    }
    System.arraycopy(block, at, row, length, taken);
    length += taken;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(block));
    }
    return at < filled;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public Optional<String> write(EventBuffer out) {
    if (tooLong) {
      return Optional.of("it is longer than " + longest + " bytes");
    }
    Optional<String> problem = check.object(row, 0, length);
    if (problem.isEmpty()) {
      int place = out.reserve(length);
      System.arraycopy(row, 0, out.array(), place, length);
      out.end(place + length);
    }
    return problem;
  }
}
