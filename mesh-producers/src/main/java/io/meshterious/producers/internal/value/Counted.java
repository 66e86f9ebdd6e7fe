// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;

/**
 * Numbers that count up with the rows, and begin anew after some.
 *
 * @param first the number of row 0
 * @param step from one to the next
 * @param offset how many rows the count is ahead
 * @param size how many numbers there are
 */
public record Counted(long first, long step, long offset, long size) implements LongValue {
  @Override
  public long at(long row) {
    long place = row + offset;
    return first + (place < size ? place : place % size) * step;
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }
}
