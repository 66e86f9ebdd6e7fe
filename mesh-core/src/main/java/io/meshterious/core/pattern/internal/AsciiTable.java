// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

/**
 * An automaton for texts of ASCII, as one table: what follows a state and a byte is one look away.
 * Bytes that are never told apart share a column, so that the table stays in the fastest memory.
 * Where every place of a text has one range of bytes, whatever stood before, as in {@code
 * ORD-[0-9]{8}}, eight places are compared at once.
 */
final class AsciiTable {
  private static final int BYTES = 128;
  private static final int DEAD = 0;

  private final byte[] columns;
  private final int width;
  private final int[] next;
  private final boolean[] accepts;
  private final int first;
  private final AsciiRanges ranges;

  /**
   * A table.
   *
   * @param columns the column of each byte
   * @param width how many columns there are
   * @param next the state after state s and a byte of column c at width × s + c, times the width;
   *     state 0 is left by nothing
   * @param accepts which states end a text that matches
   */
  AsciiTable(byte[] columns, int width, int[] next, boolean[] accepts, int first) {
    this.columns = columns;
    this.width = width;
    this.next = next;
    this.accepts = accepts;
    this.first = first * width;
    this.ranges = ranges();
  }

  private int after(int state, int value) {
    return next[state + columns[value]];
  }

  private boolean accepts(int state) {
    return accepts[state / width];
  }

  private AsciiRanges ranges() {
    AsciiRanges.Builder builder = new AsciiRanges.Builder();
    int state = first;
    while (builder.place(accepts(state))) {
      int least = 0;
      while (least < BYTES && after(state, least) == DEAD) {
        least++;
      }
      if (least == BYTES) {
        return builder.build();
      }
      int most = least;
      int after = after(state, least);
      while (most + 1 < BYTES && after(state, most + 1) == after) {
        most++;
      }
      for (int b = most + 1; b < BYTES; b++) {
        if (after(state, b) != DEAD) {
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
    int all = 0;
    for (int i = from; i < to; i++) {
      int value = text[i];
      all |= value;
      state = next[state + columns[value & BYTES - 1]];
    }
    return all < 0 ? -1 : accepts(state) ? 1 : 0;
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
