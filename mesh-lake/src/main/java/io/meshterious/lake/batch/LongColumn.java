// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Values of 64 bits: {@code long}, {@code time} as microseconds of the day, timestamps as
 * microseconds or nanoseconds since 1970-01-01, and decimals of at most 18 digits as unscaled
 * numbers.
 */
public final class LongColumn extends Column {
  private long[] values = new long[16];

  LongColumn(NestedField field) {
    super(field);
  }

  /** The values; the first {@link #size()} of them count. */
  public long[] values() {
    return values;
  }

  /** A value; for a null, anything. */
  public long value(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void append(long value) {
    int slot = grown();
    if (slot == values.length) {
      values = Arrays.copyOf(values, longer(slot, slot + 1));
    }
    values[slot] = value;
  }

  @Override
  void appendEmpty() {
    append(0);
  }

  @Override
  void copy(Column source, int index) {
    append(((LongColumn) source).values[index]);
  }
}
