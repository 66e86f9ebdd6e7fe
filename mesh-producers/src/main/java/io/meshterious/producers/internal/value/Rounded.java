// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;

/** Whole steps between two bounds, nearest to a number. */
public final class Rounded implements LongValue {
  private final DoubleValue values;
  private final double scale;
  private final long least;
  private final long most;
  private final long step;
  private double[] numbers = {};

  /**
   * Rounded numbers.
   *
   * @param values the numbers, in units of one
   * @param scale how many a unit is
   * @param step by how much two differ at least
   */
  public Rounded(DoubleValue values, double scale, long least, long most, long step) {
    this.values = values;
    this.scale = scale;
    this.least = least;
    this.most = most;
    this.step = step;
  }

  @Override
  public long at(long row) {
    return within(values.at(row) * scale);
  }

  private long within(double unscaled) {
    long whole = (long) Math.rint(unscaled);
    long stepped = step == 1 ? whole : Math.floorDiv(whole, step) * step;
    return Math.min(most, Math.max(least, stepped));
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    numbers = DoubleValue.room(numbers, count);
    values.fill(rows, count, numbers);
    for (int i = 0; i < count; i++) {
      into[i] = within(numbers[i] * scale);
    }
  }
}
