// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;

/** A value of a few bytes, whose place need not be checked at each of them. */
abstract class ShortCell implements Cell {
  private final int most;
  private final Constant opening;
  private final Constant closing;
  private final long[] alone = new long[1];
  private final int[] place = new int[1];

  /**
   * A value of so many bytes at most.
   *
   * @param opening what every value begins with
   * @param most how many bytes follow at most
   * @param closing what every value ends with
   */
  ShortCell(String opening, int most, String closing) {
    this.most = most;
    this.opening = Constant.of(opening);
    this.closing = Constant.of(closing);
  }

  /** How many bytes there are at most between the opening and the closing. */
  final int most() {
    return most;
  }

  /** What every value begins with. */
  final String opening() {
    return opening.toString();
  }

  /** What every value ends with. */
  final String closing() {
    return closing.toString();
  }

  /**
   * Writes what is between the opening and the closing for some rows, as {@link
   * io.meshterious.producers.column.ShortText#put(long[], int, byte[], int[])} does with texts.
   */
  abstract void put(long[] rows, int count, byte[] into, int[] places);

  @Override
  public final void write(long row, EventBuffer out) {
    int at = out.reserve(opening.length() + most + closing.length());
    alone[0] = row;
    place[0] = opening.put(out.array(), at);
    put(alone, 1, out.array(), place);
    out.end(closing.put(out.array(), place[0]));
  }
}
