// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values of type {@code double}. */
public final class DoubleColumn extends Column {
  private double[] values = new double[16];

  DoubleColumn(NestedField field) {
    super(field);
  }

  /** The values; the first {@link #size()} of them count. */
  public double[] values() {
    return values;
  }

  /** A value; for a null, anything. */
  public double value(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void append(double value) {
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
    append(((DoubleColumn) source).values[index]);
  }
}
