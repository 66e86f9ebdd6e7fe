// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

/**
 * Parquet's hybrid of runs and packed numbers, for dictionary codes and levels.
 *
 * <pre>
 * run      varint(count << 1), the number in as few whole bytes as its width needs
 * packed   varint(groups << 1 | 1), groups of eight numbers packed in width bits each
 * </pre>
 *
 * A run is written for at least {@value #LEAST_RUN} equal numbers; packed parts end at a multiple
 * of eight, so a run gives the numbers before it what they lack.
 */
public final class RleEncoder {
  private static final int LEAST_RUN = 16;

  private RleEncoder() {}

  /** Appends numbers of at most so many bits. */
  public static void put(int[] values, int from, int count, int width, ByteSink sink) {
    int end = from + count;
    int packedFrom = from;
    int i = from;
    while (i < end) {
      int value = values[i];
      int runEnd = i + 1;
      while (runEnd < end && values[runEnd] == value) {
        runEnd++;
      }
      int lacking = -(i - packedFrom) & 7;
      if (runEnd - i - lacking >= LEAST_RUN) {
        int runFrom = i + lacking;
        packed(values, packedFrom, runFrom - packedFrom, width, sink);
        run(value, runEnd - runFrom, width, sink);
        packedFrom = runEnd;
      }
      i = runEnd;
    }
    packed(values, packedFrom, end - packedFrom, width, sink);
  }

  /** Appends numbers as packed ones, whether they repeat or not. */
  public static void packed(int[] values, int from, int count, int width, ByteSink sink) {
    if (count == 0) {
      return;
    }
    int groups = count + 7 >>> 3;
    sink.putVarint((long) groups << 1 | 1);
    sink.reserve((long) groups * width + 16);
    sink.size(BitPacker.pack(values, from, count, width, sink.array(), sink.size()));
  }

  /** Appends a number that repeats. */
  public static void run(int value, int count, int width, ByteSink sink) {
    if (count == 0) {
      return;
    }
    sink.putVarint((long) count << 1);
    for (int bits = 0; bits < width; bits += 8) {
      sink.put(value >>> bits);
    }
  }

  /**
   * Appends definition levels of 0 where a bit is set and 1 where it is not.
   *
   * @param nulls the bits, which begin at bit {@code from}
   */
  public static void bits(long[] nulls, int from, int count, ByteSink sink) {
    int groups = count + 7 >>> 3;
    sink.putVarint((long) groups << 1 | 1);
    sink.reserve(groups + 8L);
    byte[] target = sink.array();
    int place = sink.size();
    int shift = from & 63;
    int word = from >>> 6;
    for (int done = 0; done < count; done += 64) {
      long bits = word < nulls.length ? nulls[word] >>> shift : 0;
      word++;
      if (shift != 0 && word < nulls.length) {
        bits |= nulls[word] << (64 - shift);
      }
      ByteSink.LONG.set(target, place + (done >>> 3), ~bits);
    }
    sink.size(place + groups);
  }
}
