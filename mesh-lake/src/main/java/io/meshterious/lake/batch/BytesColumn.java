// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values that are runs of bytes: {@code string} in UTF-8, {@code binary} and {@code fixed}. */
public final class BytesColumn extends Column {
  private static final int WORDS = 2 * Long.BYTES;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[256];
  private int[] offsets = new int[17];

  BytesColumn(NestedField field) {
    super(field);
  }

  /** The bytes of all values, one after the other. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where values begin and end: value i is from offset i to offset i + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** Appends a run of bytes. */
  public void append(byte[] source, int from, int length) {
    int start = offsets[size()];
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, longer(bytes.length, end));
    }
    if (length <= WORDS && from + WORDS <= source.length && start + WORDS <= bytes.length) {
      // Two words cost less than a call; what is behind the value is written over by the next.
      WORD.set(bytes, start, (long) WORD.get(source, from));
      WORD.set(bytes, start + Long.BYTES, (long) WORD.get(source, from + Long.BYTES));
    } else {
      System.arraycopy(source, from, bytes, start, length);
    }
    end(end);
  }

  /** Appends bytes. */
  public void append(byte[] value) {
    append(value, 0, value.length);
  }

  /** Appends text as UTF-8. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void appendEmpty() {
    end(offsets[size()]);
  }

  @Override
  void copy(Column source, int index) {
    BytesColumn other = (BytesColumn) source;
    append(other.bytes, other.offsets[index], other.offsets[index + 1] - other.offsets[index]);
  }

  private void end(int end) {
    int slot = grown() + 1;
    if (slot == offsets.length) {
      offsets = Arrays.copyOf(offsets, longer(slot, slot + 1));
    }
    offsets[slot] = end;
  }
}
