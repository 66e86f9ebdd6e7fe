// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.WideBounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.BloomFilter;
import io.meshterious.lake.internal.parquet.page.Scratch;
import java.math.BigInteger;
import org.apache.iceberg.types.Types;

/** Pages of UUIDs, and of decimals of more than 18 digits: plain, the highest byte first. */
public final class WideEncoder extends ColumnEncoder<WideBounds> {
  private final WideBounds allowed;
  private long[] high = new long[0];
  private long[] low = new long[0];
  private long[] gatheredHigh = new long[0];
  private long[] gatheredLow = new long[0];
  private int first;

  public WideEncoder(Leaf leaf, EncoderOptions options, Scratch scratch) {
    super(leaf, options, scratch, WideBounds::new);
    allowed = new WideBounds(leaf);
    if (leaf.field().type() instanceof Types.DecimalType decimal) {
      BigInteger most = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
      BigInteger least = most.negate();
      allowed.of(
          new long[] {most.shiftRight(64).longValue(), least.shiftRight(64).longValue()},
          new long[] {most.longValue(), least.longValue()},
          0,
          2);
    }
  }

  @Override
  public void take(Column column, int from, int count) {
    WideColumn wide = (WideColumn) column;
    high = wide.high();
    low = wide.low();
    first = from;
  }

  @Override
  public void gather(Column column, int[] slots, int from, int count) {
    WideColumn wide = (WideColumn) column;
    long[] fromHigh = wide.high();
    long[] fromLow = wide.low();
    if (gatheredHigh.length < count) {
      gatheredHigh = new long[Math.max(count, gatheredHigh.length * 2)];
      gatheredLow = new long[gatheredHigh.length];
    }
    for (int i = 0; i < count; i++) {
      int slot = slots[from + i];
      gatheredHigh[i] = fromHigh[slot];
      gatheredLow[i] = fromLow[slot];
    }
    high = gatheredHigh;
    low = gatheredLow;
    first = 0;
  }

  @Override
  public Encoding encode(int count) {
    if (count > 0) {
      page().of(high, low, first, count);
      if (leaf().isDecimal()
          && (page().compareLeast(allowed) < 0 || page().compareGreatest(allowed) > 0)) {
        throw new MeshException(
            EncodeError.VALUE_OUT_OF_RANGE,
            "Cannot write column '"
                + leaf().name()
                + "': a value has more digits than its type "
                + leaf().field().type());
      }
    }
    int length = leaf().length();
    ByteSink page = scratch().page;
    page.reserve((long) count * length + 16);
    byte[] target = page.array();
    int place = page.size();
    long[] upper = high;
    long[] lower = low;
    int from = first;
    if (length == 16) {
      for (int i = 0; i < count; i++) {
        ByteSink.BIG_LONG.set(target, place + i * 16, upper[from + i]);
        ByteSink.BIG_LONG.set(target, place + i * 16 + 8, lower[from + i]);
      }
    } else {
      // 9 to 15 bytes: the upper part is shifted so that its lowest byte ends where the lower
      // part begins, and what it writes too much is overwritten.
      int upperBytes = length - 8;
      int shift = 64 - upperBytes * 8;
      for (int i = 0; i < count; i++) {
        int at = place + i * length;
        ByteSink.BIG_LONG.set(target, at, upper[from + i] << shift);
        ByteSink.BIG_LONG.set(target, at + upperBytes, lower[from + i]);
      }
    }
    page.size(place + count * length);
    BloomFilter bloom = bloom();
    if (bloom != null) {
      for (int i = 0; i < count; i++) {
        bloom.add(XxHash64.of(target, place + i * length, length));
      }
    }
    return Encoding.PLAIN;
  }

  @Override
  public void nextChunk() {
    // Plain pages do not depend on those before them.
  }
}
