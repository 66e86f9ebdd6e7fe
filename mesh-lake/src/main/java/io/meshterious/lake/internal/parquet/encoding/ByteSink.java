// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes that grow at their end and are used again after {@link #clear()}. Loops that write many
 * values take {@link #array()} after {@link #reserve}, write into it, and set {@link #size(int)}.
 */
public final class ByteSink {
  /** An {@code int} in a byte array, lowest byte first. */
  public static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A {@code long} in a byte array, lowest byte first. */
  public static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** A {@code long} in a byte array, highest byte first. */
  public static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private byte[] array;
  private int size;

  /** A sink without bytes, and space for some. */
  public ByteSink(int capacity) {
    array = new byte[capacity];
  }

  /** The bytes; the first {@link #size()} of them count. Replaced when the sink grows. */
  public byte[] array() {
    return array;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Says how many bytes there are, after some were written into the array. */
  public void size(int newSize) {
    size = newSize;
  }

  /** Drops all bytes and keeps the array. */
  public void clear() {
    size = 0;
  }

  /** Makes space for so many bytes more. */
  public void reserve(long more) {
    long needed = size + more;
    if (needed > array.length) {
      if (needed > LONGEST) {
        throw new IllegalStateException("Cannot buffer " + needed + " bytes: the limit is 2 GiB");
      }
      array = Arrays.copyOf(array, (int) Math.min(LONGEST, Math.max(needed, array.length * 2L)));
    }
  }

  /** Appends the lowest byte of a number. */
  public void put(int oneByte) {
    reserve(1);
    array[size++] = (byte) oneByte;
  }

  /** Appends four bytes, the lowest first. */
  public void putInt(int value) {
    reserve(4);
    INT.set(array, size, value);
    size += 4;
  }

  /** Appends eight bytes, the lowest first. */
  public void putLong(long value) {
    reserve(8);
    LONG.set(array, size, value);
    size += 8;
  }

  /** Appends bytes. */
  public void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, array, size, length);
    size += length;
  }

  /** Appends the bytes of another sink. */
  public void put(ByteSink other) {
    put(other.array, 0, other.size);
  }

  /** Appends an unsigned number in groups of seven bits, the lowest first. */
  public void putVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      array[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[size++] = (byte) rest;
  }

  /** Appends a signed number as an unsigned one whose lowest bit is the sign. */
  public void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }
}
