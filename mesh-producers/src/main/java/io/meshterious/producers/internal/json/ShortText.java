// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;

/** A text of a few bytes. */
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

  /** Writes the text as {@link ShortCell#put} does. */
  public abstract int put(long row, byte[] into, int at);

  @Override
  public final void write(long row, EventBuffer out) {
    int at = out.reserve(most);
    out.end(put(row, out.array(), at));
  }

  @Override
  public final ShortText at(LongValue rows) {
    ShortText mine = this;
    return new ShortText(most) {
      @Override
      public int put(long row, byte[] into, int at) {
        return mine.put(rows.at(row), into, at);
      }
    };
  }

  /** The text with quotes around it. */
  final ShortCell quoted() {
    ShortText mine = this;
    return new ShortCell() {
      @Override
      public int most() {
        return most + 2;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        into[at] = '"';
        int end = mine.put(row, into, at + 1);
        into[end] = '"';
        return end + 1;
      }
    };
  }
}
