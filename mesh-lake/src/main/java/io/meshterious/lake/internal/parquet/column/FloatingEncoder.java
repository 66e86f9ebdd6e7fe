// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.FloatingBounds;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.Scratch;

/** Pages of floats and doubles. */
public final class FloatingEncoder extends NumberEncoder<FloatingBounds> {
  private boolean undecided = true;
  private boolean split;

  public FloatingEncoder(Leaf leaf, EncoderOptions options, Scratch scratch) {
    super(leaf, options, scratch, FloatingBounds::new);
  }

  @Override
  public void take(Column column, int from, int count) {
    long[] words = scratch().words(count);
    if (column instanceof DoubleColumn doubles) {
      double[] values = doubles.values();
      for (int i = 0; i < count; i++) {
        words[i] = Double.doubleToRawLongBits(values[from + i]);
      }
    } else {
      float[] values = ((FloatColumn) column).values();
      for (int i = 0; i < count; i++) {
        words[i] = Float.floatToRawIntBits(values[from + i]);
      }
    }
    words(words, 0);
  }

  @Override
  public void gather(Column column, int[] slots, int from, int count) {
    long[] words = scratch().words(count);
    if (column instanceof DoubleColumn doubles) {
      double[] values = doubles.values();
      for (int i = 0; i < count; i++) {
        words[i] = Double.doubleToRawLongBits(values[slots[from + i]]);
      }
    } else {
      float[] values = ((FloatColumn) column).values();
      for (int i = 0; i < count; i++) {
        words[i] = Float.floatToRawIntBits(values[slots[from + i]]);
      }
    }
    words(words, 0);
  }

  @Override
  public void measure(int count) {
    long[] words = words();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    int nans = 0;
    boolean narrow = narrow();
    for (int i = 0; i < count; i++) {
      double value =
          narrow ? Float.intBitsToFloat((int) words[i]) : Double.longBitsToDouble(words[i]);
      if (value < least) {
        least = value;
      }
      if (value > greatest) {
        greatest = value;
      }
      nans += Double.isNaN(value) ? 1 : 0;
    }
    nans(nans);
    if (nans < count) {
      page().set(least, greatest);
    }
  }

  @Override
  public void nextDecision() {
    undecided = true;
    split = false;
  }

  @Override
  public Encoding encodeUncoded(int count) {
    if (undecided && count > 0) {
      undecided = false;
      split = splitPays(count);
    }
    return split ? split(count, scratch().page) : plain(count);
  }

  /** Whether bytes of the same place together compress better than values one after the other. */
  private boolean splitPays(int count) {
    Scratch scratch = scratch();
    if (!scratch.compressor().compresses() || count < 64) {
      return false;
    }
    plain(count);
    scratch.packed.clear();
    scratch.compressor().compress(scratch.page.array(), 0, scratch.page.size(), scratch.packed);
    int plainSize = scratch.packed.size();
    scratch.page.clear();
    scratch.other.clear();
    split(count, scratch.other);
    scratch.packed.clear();
    scratch.compressor().compress(scratch.other.array(), 0, scratch.other.size(), scratch.packed);
    return scratch.packed.size() < plainSize;
  }

  private Encoding split(int count, ByteSink page) {
    int width = narrow() ? 4 : 8;
    page.reserve((long) count * width);
    byte[] target = page.array();
    long[] words = words();
    for (int part = 0; part < width; part++) {
      int place = page.size() + part * count;
      int shift = part * 8;
      for (int i = 0; i < count; i++) {
        target[place + i] = (byte) (words[i] >>> shift);
      }
    }
    page.size(page.size() + count * width);
    return Encoding.BYTE_STREAM_SPLIT;
  }
}
