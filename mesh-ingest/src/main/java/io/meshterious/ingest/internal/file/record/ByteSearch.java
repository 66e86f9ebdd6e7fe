// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The next byte of a value, eight at a time. */
final class ByteSearch {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private ByteSearch() {}

  /**
   * The place of the first byte of a value, or -1.
   *
   * @param bytes has at least seven more bytes, of whatever, behind the last one
   */
  static int find(byte[] bytes, int from, int to, byte value) {
    long pattern = (value & 0xFFL) * ONES;
    for (int i = from; i < to; i += Long.BYTES) {
      long hits = zeros((long) WORDS.get(bytes, i) ^ pattern);
      if (hits != 0) {
        return within(i, hits, to);
      }
    }
    return -1;
  }

  /** The place of the first byte of one of two values, or -1. */
  static int find(byte[] bytes, int from, int to, byte one, byte other) {
    long first = (one & 0xFFL) * ONES;
    long second = (other & 0xFFL) * ONES;
    for (int i = from; i < to; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long hits = zeros(word ^ first) | zeros(word ^ second);
      if (hits != 0) {
        return within(i, hits, to);
      }
    }
    return -1;
  }

  /** The top bits of bytes that are zero; above the lowest of them, others may be set. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & TOPS;
  }

  private static int within(int from, long hits, int to) {
    int place = from + (Long.numberOfTrailingZeros(hits) >> 3);
    return place < to ? place : -1;
  }
}
