// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

/** Numbers of a few bits each, one after the other, the lowest bit first. */
public final class BitPacker {
  private BitPacker() {}

  /** How many bits the numbers from 0 to a largest one need. */
  public static int width(int largest) {
    return 32 - Integer.numberOfLeadingZeros(largest);
  }

  /**
   * Packs numbers whose bits together fill whole bytes: a count that is a multiple of eight.
   *
   * @param to where the first byte goes; eight bytes after the last must exist
   * @return where the next byte goes
   */
  public static int pack(long[] values, int from, int count, int width, byte[] target, int to) {
    if (width == 0) {
      return to;
    }
    int place = to;
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      word |= value << bits;
      bits += width;
      if (bits >= 64) {
        ByteSink.LONG.set(target, place, word);
        place += 8;
        bits -= 64;
        word = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    ByteSink.LONG.set(target, place, word);
    return place + (bits >>> 3);
  }

  /**
   * Packs numbers, and zeros after them until their count is a multiple of eight.
   *
   * @param to where the first byte goes; sixteen bytes after the last must exist
   * @return where the next byte goes
   */
  public static int pack(int[] values, int from, int count, int width, byte[] target, int to) {
    int place = to;
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      word |= (long) values[i] << bits;
      bits += width;
      if (bits >= 32) {
        ByteSink.INT.set(target, place, (int) word);
        place += 4;
        bits -= 32;
        word >>>= 32;
      }
    }
    int end = to + (count + 7 >>> 3) * width;
    while (place < end) {
      ByteSink.INT.set(target, place, (int) word);
      place += 4;
      word = 0;
    }
    return end;
  }
}
