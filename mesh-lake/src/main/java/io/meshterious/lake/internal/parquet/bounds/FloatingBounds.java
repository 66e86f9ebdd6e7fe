// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of floats and doubles. NaN does not count; a least zero is -0 and a greatest zero +0, so
 * that both zeros lie inside.
 */
public final class FloatingBounds extends Bounds<FloatingBounds> {
  private final boolean narrow;
  private double least;
  private double greatest;

  public FloatingBounds(Leaf leaf) {
    narrow = leaf.physical() == Physical.FLOAT;
  }

  public void set(double newLeast, double newGreatest) {
    least = newLeast == 0.0 ? -0.0 : newLeast;
    greatest = newGreatest == 0.0 ? 0.0 : newGreatest;
    found();
  }

  @Override
  public void set(FloatingBounds other) {
    least = other.least;
    greatest = other.greatest;
  }

  @Override
  public void widen(FloatingBounds other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  @Override
  public int compareLeast(FloatingBounds other) {
    return Double.compare(least, other.least);
  }

  @Override
  public int compareGreatest(FloatingBounds other) {
    return Double.compare(greatest, other.greatest);
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

  private void write(double value, ByteSink sink) {
    if (narrow) {
      sink.putInt(Float.floatToRawIntBits((float) value));
    } else {
      sink.putLong(Double.doubleToRawLongBits(value));
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

  private ByteBuffer iceberg(double value) {
    return narrow
        ? ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, (float) value)
        : ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, value);
  }
}
