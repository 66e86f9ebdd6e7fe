// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of floats and doubles. NaN does not count; a least zero is -0 and a greatest zero +0, so
 * that both zeros lie inside.
 */
final class FloatingBounds extends Bounds<FloatingBounds> {
  private final boolean narrow;
  private double least;
  private double greatest;

  FloatingBounds(Leaf leaf) {
    narrow = leaf.physical() == Physical.FLOAT;
  }

  void set(double newLeast, double newGreatest) {
    least = newLeast == 0.0 ? -0.0 : newLeast;
    greatest = newGreatest == 0.0 ? 0.0 : newGreatest;
    found();
  }

  @Override
  void set(FloatingBounds other) {
    least = other.least;
    greatest = other.greatest;
  }

  @Override
  void widen(FloatingBounds other) {
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
  }

  @Override
  int compareLeast(FloatingBounds other) {
    return Double.compare(least, other.least);
  }

  @Override
  int compareGreatest(FloatingBounds other) {
    return Double.compare(greatest, other.greatest);
  }

  @Override
  boolean writeLeast(ByteSink sink, int most) {
    write(least, sink);
    return true;
  }

  @Override
  boolean writeGreatest(ByteSink sink, int most) {
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
  @Nullable ByteBuffer lower(int length) {
    return iceberg(least);
  }

  @Override
  @Nullable ByteBuffer upper(int length) {
    return iceberg(greatest);
  }

  private ByteBuffer iceberg(double value) {
    return narrow
        ? ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, (float) value)
        : ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, value);
  }
}
