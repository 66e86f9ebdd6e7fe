// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

/**
 * An automaton for texts of ASCII, as one table: what follows a state and a byte is one look away.
 * Where every place of a text has one range of bytes, whatever stood before, as in {@code
 * ORD-[0-9]{8}}, eight places are compared at once.
 */
final class AsciiTable {
  private static final int BYTES = 128;
  private static final int DEAD = 0;

  private final short[] next;
  private final boolean[] accepts;
  private final int first;
  private final AsciiRanges ranges;

  /**
   * A table.
   *
   * @param next the state after state s and byte b at 128 s + b; state 0 is left by nothing
   * @param accepts which states end a text that matches
   */
  AsciiTable(short[] next, boolean[] accepts, int first) {
    this.next = next;
    this.accepts = accepts;
    this.first = first;
    this.ranges = ranges();
  }

  private AsciiRanges ranges() {
    AsciiRanges.Builder builder = new AsciiRanges.Builder();
    int state = first;
    while (builder.place(accepts[state])) {
      int least = 0;
      while (least < BYTES && next[state * BYTES + least] == DEAD) {
        least++;
      }
      if (least == BYTES) {
        return builder.build();
      }
      int most = least;
      int after = next[state * BYTES + least];
      while (most + 1 < BYTES && next[state * BYTES + most + 1] == after) {
        most++;
      }
      for (int b = most + 1; b < BYTES; b++) {
        if (next[state * BYTES + b] != DEAD) {
          return AsciiRanges.NONE;
        }
      }
      builder.range(least, most);
      state = after;
    }
    return AsciiRanges.NONE;
  }

  /** Whether a text matches as a whole: 1 when it does, 0 when not, -1 when it is not of ASCII. */
  int matches(byte[] text, int from, int to) {
    if (ranges.known() && from + AsciiRanges.READ <= text.length) {
      return ranges.match(text, from, to - from) ? 1 : no(text, from, to);
    }
    int state = first;
    for (int i = from; i < to; i++) {
      int value = text[i];
      if (value < 0) {
        return -1;
      }
      state = next[state * BYTES + value];
      if (state == DEAD) {
        return no(text, i + 1, to);
      }
    }
    return accepts[state] ? 1 : 0;
  }

  /** The answer for a text that does not match as far as it is of ASCII. */
  private static int no(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < 0) {
        return -1;
      }
    }
    return 0;
  }
}
