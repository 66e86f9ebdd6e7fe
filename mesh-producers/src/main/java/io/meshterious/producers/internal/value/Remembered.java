// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import java.util.Arrays;

/** Numbers that several ask for: those of the rows asked for last are remembered. */
public final class Remembered implements LongValue {
  private final LongValue values;
  private long[] rows = {};
  private long[] numbers = {};
  private int count;

  /** Remembers some values. */
  public Remembered(LongValue values) {
    this.values = values;
  }

  @Override
  public long at(long row) {
    return values.at(row);
  }

  @Override
  public void fill(long[] asked, int size, long[] into) {
    if (size != count || !Arrays.equals(asked, 0, size, rows, 0, size)) {
      rows = LongValue.room(rows, size);
      numbers = LongValue.room(numbers, size);
      count = 0;
      System.arraycopy(asked, 0, rows, 0, size);
      values.fill(asked, size, numbers);
      count = size;
    }
    System.arraycopy(numbers, 0, into, 0, size);
  }
}
