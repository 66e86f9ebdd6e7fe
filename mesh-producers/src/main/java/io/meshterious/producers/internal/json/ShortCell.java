// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;

/** A value of a few bytes, whose place need not be checked at each of them. */
abstract class ShortCell implements Cell {
  private final int most;
  private final long[] alone = new long[1];
  private final int[] place = new int[1];

  /** A value of so many bytes at most. */
  ShortCell(int most) {
    this.most = most;
  }

  /** How many bytes it has at most. */
  final int most() {
    return most;
  }

  /**
   * Writes the values of some rows, as {@link io.meshterious.producers.column.ShortText#put(long[],
   * int, byte[], int[])} does with texts.
   */
  abstract void put(long[] rows, int count, byte[] into, int[] places);

  @Override
  public final void write(long row, EventBuffer out) {
    alone[0] = row;
    place[0] = out.reserve(most);
    put(alone, 1, out.array(), place);
    out.end(place[0]);
  }
}
