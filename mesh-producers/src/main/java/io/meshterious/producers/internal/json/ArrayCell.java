// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.util.function.Supplier;

/**
 * An array. Its items are rows of their own: item i of row n is row n × {@value Column#ITEMS} + i.
 */
public final class ArrayCell implements Cell {
  private static final int TRIES = 1000;

  private final LongValue sizes;
  private final Cell item;
  private final boolean distinct;
  private final int least;
  private final Supplier<MeshException> tooFew;
  private final int[] ends;

  /**
   * An array.
   *
   * @param sizes how many items each row has, less than {@value Column#ITEMS}
   * @param item an item
   * @param distinct whether no two items may be the same; one that is gets another row, and is left
   *     out when that does not help
   * @param least how many items there have to be
   * @param tooFew the error when fewer differ
   */
  public ArrayCell(
      LongValue sizes, Cell item, boolean distinct, int least, Supplier<MeshException> tooFew) {
    this.sizes = sizes;
    this.item = item;
    this.distinct = distinct;
    this.least = least;
    this.tooFew = tooFew;
    this.ends = new int[distinct ? Column.ITEMS + 1 : 0];
  }

  @Override
  public void write(long row, EventBuffer out) {
    out.put('[');
    long size = sizes.at(row);
    int written = 0;
    for (int i = 0; i < size; i++) {
      int before = out.length();
      if (written > 0) {
        out.put(',');
      }
      int start = out.length();
      item.write(Column.item(row, i), out);
      if (distinct && !settle(Column.item(row, i), start, written, out)) {
        out.truncate(before);
      } else {
        written++;
        if (distinct) {
          ends[written] = out.length();
        }
      }
    }
    if (written < least) {
      throw tooFew.get();
    }
    out.put(']');
  }

  /** Writes an item anew until it is none of those before it. */
  private boolean settle(long place, int start, int written, EventBuffer out) {
    ends[0] = written == 0 ? start : ends[0];
    for (int attempt = 1; repeated(start, written, out); attempt++) {
      if (attempt == TRIES) {
        return false;
      }
      out.truncate(start);
      item.write(Draw.elsewhere(place, attempt), out);
    }
    return true;
  }

  private boolean repeated(int start, int written, EventBuffer out) {
    for (int i = 0; i < written; i++) {
      int from = i == 0 ? ends[0] : ends[i] + 1;
      if (out.same(from, ends[i + 1], start, out.length())) {
        return true;
      }
    }
    return false;
  }
}
