// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.encoding.BlockFilter;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Bloom filter of a column chunk in the making. Unless it is said how many distinct values to
 * expect, their hashes are kept until the chunk is complete and the filter's size is known, or
 * until there are so many that the filter has its largest size anyway.
 */
public final class BloomFilter {
  private final ColumnOptions options;
  private final int most;
  private long[] hashes = new long[64];
  private int size;
  private @Nullable BlockFilter filter;

  public BloomFilter(ColumnOptions options) {
    this.options = options;
    int values = 1;
    while (values < 1 << 24
        && BlockFilter.bytes(values, options.bloomFalse(), Integer.MAX_VALUE)
            < options.bloomBytes()) {
      values *= 2;
    }
    most = values;
    clear();
  }

  public void clear() {
    size = 0;
    filter = options.bloomValues() > 0 ? filter(options.bloomValues()) : null;
  }

  /** Adds a value by its hash. */
  public void add(long hash) {
    BlockFilter sized = filter;
    if (sized != null) {
      sized.add(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash;
    if (size > most) {
      compact();
    }
  }

  /** Keeps each hash once; when there are too many, they go into a filter of the largest size. */
  private void compact() {
    Arrays.sort(hashes, 0, size);
    int distinct = 1;
    for (int i = 1; i < size; i++) {
      if (hashes[i] != hashes[i - 1]) {
        hashes[distinct++] = hashes[i];
      }
    }
    size = distinct;
    if (distinct > most / 2) {
      filter = sized(most);
    }
  }

  /** Appends the filter as a Parquet file has it. */
  public void write(ByteSink sink) {
    BlockFilter sized = filter;
    if (sized == null) {
      sized = sized(distinct());
    }
    sized.write(sink);
  }

  /**
   * About how many different hashes there are. Each sets one of at least four times as many bits:
   * what stays free tells how many met the same.
   */
  private long distinct() {
    int bits = Math.max(Long.SIZE, Integer.highestOneBit(Math.max(1, size)) * 8);
    int shift = Long.SIZE - Integer.numberOfTrailingZeros(bits);
    long[] words = new long[bits / Long.SIZE];
    for (int i = 0; i < size; i++) {
      int bit = (int) (hashes[i] >>> shift);
      words[bit >>> 6] |= 1L << bit;
    }
    int free = bits;
    for (long word : words) {
      free -= Long.bitCount(word);
    }
    return Math.min(size, Math.round(bits * Math.log((double) bits / free)));
  }

  private BlockFilter sized(long values) {
    BlockFilter sized = filter(values);
    for (int i = 0; i < size; i++) {
      sized.add(hashes[i]);
    }
    return sized;
  }

  private BlockFilter filter(long values) {
    return new BlockFilter(BlockFilter.bytes(values, options.bloomFalse(), options.bloomBytes()));
  }
}
