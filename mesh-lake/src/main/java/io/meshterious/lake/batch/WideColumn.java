// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Values of 128 bits: {@code uuid}, and decimals of more than 18 digits as unscaled numbers in
 * two's complement.
 */
public final class WideColumn extends Column {
  private long[] high = new long[16];
  private long[] low = new long[16];

  WideColumn(NestedField field) {
    super(field);
  }

  /** The upper halves of the values; the first {@link #size()} of them count. */
  public long[] high() {
    return high;
  }

  /** The lower halves of the values; the first {@link #size()} of them count. */
  public long[] low() {
    return low;
  }

  /** Appends a value. */
  public void append(long highHalf, long lowHalf) {
    int slot = grown();
    if (slot == high.length) {
      int length = longer(slot, slot + 1);
      high = Arrays.copyOf(high, length);
      low = Arrays.copyOf(low, length);
    }
    high[slot] = highHalf;
    low[slot] = lowHalf;
  }

  @Override
  void appendEmpty() {
    append(0, 0);
  }

  @Override
  void copy(Column source, int index) {
    WideColumn wide = (WideColumn) source;
    append(wide.high[index], wide.low[index]);
  }
}
