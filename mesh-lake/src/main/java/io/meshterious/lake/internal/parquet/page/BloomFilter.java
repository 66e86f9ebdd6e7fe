// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.encoding.BlockFilter;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.LongDictionary;
import org.jspecify.annotations.Nullable;

/**
 * The Bloom filter of a column chunk in the making. Unless it is said how many distinct values to
 * expect, their hashes are kept until the chunk is complete and the filter's size is known, or
 * until there are so many that the filter has its largest size anyway.
 */
public final class BloomFilter {
  private final ColumnOptions options;
  private final LongDictionary hashes = new LongDictionary();
  private final int most;
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
    hashes.clear();
    filter = options.bloomValues() > 0 ? filter(options.bloomValues()) : null;
  }

  /** Adds a value by its hash. */
  public void add(long hash) {
    BlockFilter sized = filter;
    if (sized != null) {
      sized.add(hash);
      return;
    }
    hashes.add(hash);
    if (hashes.size() >= most) {
      filter = sized(most);
    }
  }

  /** Appends the filter as a Parquet file has it. */
  public void write(ByteSink sink) {
    BlockFilter sized = filter;
    if (sized == null) {
      sized = sized(hashes.size());
    }
    sized.write(sink);
  }

  private BlockFilter sized(int values) {
    BlockFilter sized = filter(values);
    long[] entries = hashes.entries();
    for (int i = 0; i < hashes.size(); i++) {
      sized.add(entries[i]);
    }
    return sized;
  }

  private BlockFilter filter(long values) {
    return new BlockFilter(BlockFilter.bytes(values, options.bloomFalse(), options.bloomBytes()));
  }
}
