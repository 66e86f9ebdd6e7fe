// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Bounds of whole numbers: booleans as 0 and 1, and decimals by their unscaled values. */
public final class LongBounds extends Bounds<LongBounds> {
  private final Leaf leaf;
  private long least;
  private long greatest;

  public LongBounds(Leaf leaf) {
    this.leaf = leaf;
  }

  public void set(long newLeast, long newGreatest) {
    least = newLeast;
    greatest = newGreatest;
    found();
  }

  @Override
  public void set(LongBounds other) {
    least = other.least;
    greatest = other.greatest;
  }

  @Override
  public void widen(LongBounds other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  @Override
  public int compareLeast(LongBounds other) {
    return Long.compare(least, other.least);
  }

  @Override
  public int compareGreatest(LongBounds other) {
    return Long.compare(greatest, other.greatest);
  }

  @Override
  public boolean writeLeast(ByteSink sink, int most) {
    write(least, sink);
    return true;
  }

  @Override
  public boolean writeGreatest(ByteSink sink, int most) {
    write(greatest, sink);
    return true;
  }

  private void write(long value, ByteSink sink) {
    switch (leaf.physical()) {
      case BOOLEAN -> sink.put((int) value);
      case INT32 -> sink.putInt((int) value);
      default -> sink.putLong(value);
    }
  }

  @Override
  public @Nullable ByteBuffer lower(int length) {
    return iceberg(least);
  }

  @Override
  public @Nullable ByteBuffer upper(int length) {
    return iceberg(greatest);
  }

  private ByteBuffer iceberg(long value) {
    if (leaf.isDecimal()) {
      return ByteBuffer.wrap(BigInteger.valueOf(value).toByteArray());
    }
    return switch (leaf.physical()) {
      case BOOLEAN -> ByteBuffer.wrap(new byte[] {(byte) value});
      case INT32 -> ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) value);
      default -> ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    };
  }
}
