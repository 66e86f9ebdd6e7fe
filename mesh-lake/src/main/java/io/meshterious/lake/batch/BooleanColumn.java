// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values that are true or false. */
public final class BooleanColumn extends Column {
  private boolean[] values = new boolean[16];

  BooleanColumn(NestedField field) {
    super(field);
  }

  /** The values; the first {@link #size()} of them count. */
  public boolean[] values() {
    return values;
  }

  /** A value; for a null, anything. */
  public boolean value(int index) {
    return values[index];
  }

  /** Appends a value. */
  public void append(boolean value) {
    int slot = grown();
    if (slot == values.length) {
      values = Arrays.copyOf(values, longer(slot, slot + 1));
    }
    values[slot] = value;
  }

  @Override
  void appendEmpty() {
    append(false);
  }

  @Override
  void copy(Column source, int index) {
    append(((BooleanColumn) source).values[index]);
  }
}
