// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.util.Arrays;

/**
 * Parquet's DELTA_BINARY_PACKED: differences of neighbours, packed in blocks of 128 in four parts
 * of 32, each part with as many bits as its largest difference above the block's least needs.
 */
public final class DeltaPacker {
  private static final int BLOCK = 128;
  private static final int PARTS = 4;
  private static final int PART = BLOCK / PARTS;

  private final long[] deltas = new long[BLOCK];

  /** A packer, with space for one block. */
  public DeltaPacker() {}

  /**
   * Appends numbers.
   *
   * @param bits 32 for {@code INT32}, whose differences are of 32 bits; otherwise 64
   */
  public void put(long[] values, int from, int count, int bits, ByteSink sink) {
    header(count, count == 0 ? 0 : values[from], sink);
    int shift = 64 - bits;
    int end = from + count;
    for (int next = from + 1; next < end; next += BLOCK) {
      int length = Math.min(BLOCK, end - next);
      long least = Long.MAX_VALUE;
      long[] block = deltas;
      for (int i = 0; i < length; i++) {
        long delta = (values[next + i] - values[next + i - 1]) << shift >> shift;
        block[i] = delta;
        least = Math.min(least, delta);
      }
      block(length, least, sink);
    }
  }

  /** Appends the distances between neighbouring offsets: the lengths of so many values. */
  public void putLengths(int[] offsets, int from, int count, ByteSink sink) {
    header(count, count == 0 ? 0 : offsets[from + 1] - offsets[from], sink);
    int end = from + count;
    for (int next = from + 1; next < end; next += BLOCK) {
      int length = Math.min(BLOCK, end - next);
      long least = Long.MAX_VALUE;
      long[] block = deltas;
      for (int i = 0; i < length; i++) {
        int at = next + i;
        long delta = offsets[at + 1] - 2L * offsets[at] + offsets[at - 1];
        block[i] = delta;
        least = Math.min(least, delta);
      }
      block(length, least, sink);
    }
  }

  private static void header(int count, long first, ByteSink sink) {
    sink.putVarint(BLOCK);
    sink.putVarint(PARTS);
    sink.putVarint(count);
    sink.putZigzag(first);
  }

  private void block(int length, long least, ByteSink sink) {
    sink.putZigzag(least);
    sink.reserve(PARTS + BLOCK * 8 + 16);
    byte[] target = sink.array();
    int widths = sink.size();
    int place = widths + PARTS;
    long[] block = deltas;
    if (length < BLOCK) {
      Arrays.fill(block, length, BLOCK, least);
    }
    for (int part = 0; part < PARTS; part++) {
      int start = part * PART;
      if (start >= length) {
        target[widths + part] = 0;
        continue;
      }
      long all = 0;
      for (int i = start; i < start + PART; i++) {
        long above = block[i] - least;
        block[i] = above;
        all |= above;
      }
      int width = 64 - Long.numberOfLeadingZeros(all);
      target[widths + part] = (byte) width;
      place = BitPacker.pack(block, start, PART, width, target, place);
    }
    sink.size(place);
  }
}
