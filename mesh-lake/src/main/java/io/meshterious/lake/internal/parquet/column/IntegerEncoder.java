// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.LongBounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.Scratch;
import org.apache.iceberg.types.Types;

/** Pages of whole numbers, dates, times and decimals of at most 18 digits. */
public final class IntegerEncoder extends NumberEncoder<LongBounds> {
  private final long leastAllowed;
  private final long mostAllowed;

  public IntegerEncoder(Leaf leaf, EncoderOptions options, Scratch scratch) {
    super(leaf, options, scratch, LongBounds::new);
    if (leaf.field().type() instanceof Types.DecimalType decimal) {
      mostAllowed = powerOfTen(decimal.precision()) - 1;
      leastAllowed = -mostAllowed;
    } else {
      mostAllowed = Long.MAX_VALUE;
      leastAllowed = Long.MIN_VALUE;
    }
  }

  private static long powerOfTen(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  @Override
  public void take(Column column, int from, int count) {
    if (column instanceof LongColumn longs) {
      words(longs.values(), from);
      return;
    }
    int[] values = ((IntColumn) column).values();
    long[] wide = scratch().words(count);
    for (int i = 0; i < count; i++) {
      wide[i] = values[from + i];
    }
    words(wide, 0);
  }

  @Override
  public void gather(Column column, int[] slots, int from, int count) {
    long[] wide = scratch().words(count);
    if (column instanceof LongColumn longs) {
      long[] values = longs.values();
      for (int i = 0; i < count; i++) {
        wide[i] = values[slots[from + i]];
      }
    } else {
      int[] values = ((IntColumn) column).values();
      for (int i = 0; i < count; i++) {
        wide[i] = values[slots[from + i]];
      }
    }
    words(wide, 0);
  }

  @Override
  public void measure(int count) {
    long[] values = words();
    int from = first();
    long least = values[from];
    long greatest = least;
    for (int i = from + 1; i < from + count; i++) {
      long value = values[i];
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    if (greatest > mostAllowed || least < leastAllowed) {
      throw new MeshException(
          EncodeError.VALUE_OUT_OF_RANGE,
          "Cannot write column '"
              + leaf().name()
              + "': a value has more digits than its type "
              + leaf().field().type());
    }
    page().set(least, greatest);
  }

  @Override
  public void nextDecision() {
    // Deltas need no decision: a page for which they do not pay is plain.
  }

  @Override
  public Encoding encodeUncoded(int count) {
    ByteSink page = scratch().page;
    scratch().deltas.put(words(), first(), count, narrow() ? 32 : 64, page);
    int width = narrow() ? 4 : 8;
    if (page.size() > (long) count * width) {
      page.clear();
      return plain(count);
    }
    return Encoding.DELTA_BINARY_PACKED;
  }
}
