// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import java.util.Arrays;

/**
 * A set of rows of one file: sorted positions, or bits when more than one row in 64 is set. It does
 * not change once made and may be read by several threads.
 */
public final class RowMask {
  /** No row at all. */
  public static final RowMask NONE = new RowMask(new long[0], false);

  private final long[] words;
  private final boolean bits;

  private RowMask(long[] words, boolean bits) {
    this.words = words;
    this.bits = bits;
  }

  /**
   * A set of positions.
   *
   * @param positions the positions in any order, possibly repeated; the array is not kept
   * @param count how many of them count
   */
  public static RowMask of(long[] positions, int count) {
    if (count == 0) {
      return NONE;
    }
    long[] sorted = Arrays.copyOf(positions, count);
    Arrays.sort(sorted);
    long last = sorted[count - 1];
    if (sorted[0] < 0 || last / 64 >= Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a position is out of range: " + sorted[0] + ", " + last);
    }
    if (last / 64 >= count) {
      return new RowMask(sorted, false);
    }
    long[] words = new long[(int) (last / 64) + 1];
    for (long position : sorted) {
      words[(int) (position >>> 6)] |= 1L << position;
    }
    return new RowMask(words, true);
  }

  /** Whether a row is in the set. */
  public boolean isSet(long row) {
    if (bits) {
      int word = (int) (row >>> 6);
      return word < words.length && (words[word] >>> row & 1) != 0;
    }
    return Arrays.binarySearch(words, row) >= 0;
  }
}
