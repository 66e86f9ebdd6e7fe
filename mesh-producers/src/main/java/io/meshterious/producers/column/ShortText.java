// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer;

/** A text of a few bytes, whose place need not be checked at each of them. */
public abstract class ShortText implements TextValue {
  private final int most;

  /** A text of so many bytes at most. */
  protected ShortText(int most) {
    this.most = most;
  }

  /** How many bytes it has at most. */
  public final int most() {
    return most;
  }

  /**
   * Writes the text from a place on, as it stands between the quotes of JSON. Up to {@link
   * EventBuffer#SLACK} bytes after it may be written over.
   *
   * @return the place after the text
   */
  public abstract int put(long row, byte[] into, int at);

  /**
   * Writes the texts of some rows.
   *
   * @param rows the rows
   * @param count how many there are
   * @param into the bytes
   * @param places where each text begins; afterwards, the places after them
   */
  public void put(long[] rows, int count, byte[] into, int[] places) {
    for (int i = 0; i < count; i++) {
      places[i] = put(rows[i], into, places[i]);
    }
  }

  @Override
  public final void write(long row, EventBuffer out) {
    int at = out.reserve(most);
    out.end(put(row, out.array(), at));
  }

  @Override
  public final ShortText at(LongValue rows) {
    ShortText mine = this;
    return new ShortText(most) {
      private long[] elsewhere = {};

      @Override
      public int put(long row, byte[] into, int at) {
        return mine.put(rows.at(row), into, at);
      }

      @Override
      public void put(long[] here, int count, byte[] into, int[] places) {
        elsewhere = LongValue.room(elsewhere, count);
        rows.fill(here, count, elsewhere);
        mine.put(elsewhere, count, into, places);
      }
    };
  }
}
