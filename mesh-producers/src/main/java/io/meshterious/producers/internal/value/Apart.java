// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;

/**
 * Some time before or after.
 *
 * @param nanos the time
 * @param key what the distance follows from
 * @param first the least distance, in units; below zero for before
 * @param size how many distances there are
 * @param unit the unit, in nanoseconds
 */
public record Apart(LongValue nanos, long key, long first, long size, long unit)
    implements LongValue {
  @Override
  public long at(long row) {
    return nanos.at(row) + distance(row);
  }

  private long distance(long row) {
    return (first + Draw.below(Draw.bits(key, row), size)) * unit;
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    long[] times = into == rows ? new long[count] : into;
    nanos.fill(rows, count, times);
    for (int i = 0; i < count; i++) {
      into[i] = times[i] + distance(rows[i]);
    }
  }
}
