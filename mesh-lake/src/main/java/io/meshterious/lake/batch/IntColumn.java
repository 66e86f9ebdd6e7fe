// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values of 32 bits: {@code int}, and {@code date} as days since 1970-01-01. */
public final class IntColumn extends Column {
  private int[] values = new int[16];

  IntColumn(NestedField field) {
    super(field);
  }

  /** The values; the first {@link #size()} of them count. */
  public int[] values() {
    return values;
  }

  /** A value; for a null, anything. */
  public int value(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void append(int value) {
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
    append(((IntColumn) source).values[index]);
  }
}
