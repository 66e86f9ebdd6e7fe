// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;

/** Unscaled digits as the number they stand for. */
public final class Scaled implements DoubleValue {
  private final LongValue values;
  private final double scale;
  private long[] numbers = {};

  /** Numbers of which a unit is so many. */
  public Scaled(LongValue values, double scale) {
    this.values = values;
    this.scale = scale;
  }

  @Override
  public double at(long row) {
    return values.at(row) / scale;
  }

  @Override
  public void fill(long[] rows, int count, double[] into) {
    numbers = LongValue.room(numbers, count);
    values.fill(rows, count, numbers);
    for (int i = 0; i < count; i++) {
      into[i] = numbers[i] / scale;
    }
  }
}
