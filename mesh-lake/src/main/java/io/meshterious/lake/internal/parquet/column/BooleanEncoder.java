// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.column;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.bounds.LongBounds;
import io.meshterious.lake.internal.parquet.encoding.BitPacker;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.XxHash64;
import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.BloomFilter;
import io.meshterious.lake.internal.parquet.page.Scratch;

/** Pages of bits. */
public final class BooleanEncoder extends ColumnEncoder<LongBounds> {
  private int[] bits = new int[0];

  public BooleanEncoder(Leaf leaf, EncoderOptions options, Scratch scratch) {
    super(leaf, options, scratch, LongBounds::new);
  }

  @Override
  public void take(Column column, int from, int count) {
    boolean[] values = ((BooleanColumn) column).values();
    bits = scratch().codes(count);
    for (int i = 0; i < count; i++) {
      bits[i] = values[from + i] ? 1 : 0;
    }
  }

  @Override
  public void gather(Column column, int[] slots, int from, int count) {
    boolean[] values = ((BooleanColumn) column).values();
    bits = scratch().codes(count);
    for (int i = 0; i < count; i++) {
      bits[i] = values[slots[from + i]] ? 1 : 0;
    }
  }

  @Override
  public long plainBytes(Column column, int slot) {
    return 1;
  }

  @Override
  public Encoding encode(int count) {
    int set = 0;
    for (int i = 0; i < count; i++) {
      set += bits[i];
    }
    if (count > 0) {
      page().set(set == count ? 1 : 0, set == 0 ? 0 : 1);
      BloomFilter bloom = bloom();
      if (bloom != null) {
        addToBloom(bloom, set > 0, set < count);
      }
    }
    ByteSink page = scratch().page;
    page.reserve(count / 8 + 16L);
    page.size(BitPacker.pack(bits, 0, count, 1, page.array(), page.size()));
    return Encoding.PLAIN;
  }

  private static void addToBloom(BloomFilter bloom, boolean yes, boolean no) {
    byte[] one = new byte[1];
    if (no) {
      bloom.add(XxHash64.of(one, 0, 1));
    }
    if (yes) {
      one[0] = 1;
      bloom.add(XxHash64.of(one, 0, 1));
    }
  }

  @Override
  public void nextChunk() {
    // Pages of bits do not depend on those before them.
  }
}
