// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of 128-bit values: decimals in the order of signed numbers, UUIDs in that of unsigned
 * bytes.
 */
public final class WideBounds extends Bounds<WideBounds> {
  private final Leaf leaf;

  /** Turns the order of upper halves into the signed one. */
  private final long flip;

  private long leastHigh;
  private long leastLow;
  private long greatestHigh;
  private long greatestLow;

  public WideBounds(Leaf leaf) {
    this.leaf = leaf;
    this.flip = leaf.isDecimal() ? 0 : Long.MIN_VALUE;
  }

  /** Sets the bounds of some values. */
  public void of(long[] high, long[] low, int from, int count) {
    int least = from;
    int greatest = from;
    long leastKey = high[from] ^ flip;
    long greatestKey = leastKey;
    for (int i = from + 1; i < from + count; i++) {
      long key = high[i] ^ flip;
      if (key <= leastKey && (key < leastKey || Long.compareUnsigned(low[i], low[least]) < 0)) {
        leastKey = key;
        least = i;
      }
      if (key >= greatestKey
          && (key > greatestKey || Long.compareUnsigned(low[i], low[greatest]) > 0)) {
        greatestKey = key;
        greatest = i;
      }
    }
    leastHigh = high[least];
    leastLow = low[least];
    greatestHigh = high[greatest];
    greatestLow = low[greatest];
    found();
  }

  @Override
  public void set(WideBounds other) {
    leastHigh = other.leastHigh;
    leastLow = other.leastLow;
    greatestHigh = other.greatestHigh;
    greatestLow = other.greatestLow;
  }

  @Override
  public void widen(WideBounds other) {
    if (other.compareLeast(this) < 0) {
      leastHigh = other.leastHigh;
      leastLow = other.leastLow;
    }
    if (other.compareGreatest(this) > 0) {
      greatestHigh = other.greatestHigh;
      greatestLow = other.greatestLow;
    }
  }

  @Override
  public int compareLeast(WideBounds other) {
    return compare(leastHigh, leastLow, other.leastHigh, other.leastLow);
  }

  @Override
  public int compareGreatest(WideBounds other) {
    return compare(greatestHigh, greatestLow, other.greatestHigh, other.greatestLow);
  }

  private int compare(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compare(high ^ flip, otherHigh ^ flip);
    return order != 0 ? order : Long.compareUnsigned(low, otherLow);
  }

  @Override
  public boolean writeLeast(ByteSink sink, int most) {
    write(leastHigh, leastLow, sink);
    return true;
  }

  @Override
  public boolean writeGreatest(ByteSink sink, int most) {
    write(greatestHigh, greatestLow, sink);
    return true;
  }

  private void write(long high, long low, ByteSink sink) {
    sink.reserve(16);
    sink.put(bytes(high, low), 16 - leaf.length(), leaf.length());
  }

  private static byte[] bytes(long high, long low) {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public @Nullable ByteBuffer lower(int length) {
    return iceberg(leastHigh, leastLow);
  }

  @Override
  public @Nullable ByteBuffer upper(int length) {
    return iceberg(greatestHigh, greatestLow);
  }

  private ByteBuffer iceberg(long high, long low) {
    byte[] bytes = bytes(high, low);
    return ByteBuffer.wrap(leaf.isDecimal() ? new BigInteger(bytes).toByteArray() : bytes);
  }
}
