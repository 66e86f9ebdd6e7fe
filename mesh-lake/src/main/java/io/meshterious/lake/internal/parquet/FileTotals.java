// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

/** Sums over the chunks of a column in a file, for Iceberg's metrics. */
final class FileTotals {
  private long size;
  private long entries;
  private long nulls;
  private long nans;

  void clear() {
    size = 0;
    entries = 0;
    nulls = 0;
    nans = 0;
  }

  void add(long moreSize, long moreEntries, long moreNulls) {
    size += moreSize;
    entries += moreEntries;
    nulls += moreNulls;
  }

  void nans(long more) {
    nans += more;
  }

  long size() {
    return size;
  }

  long entries() {
    return entries;
  }

  long nulls() {
    return nulls;
  }

  long nans() {
    return nans;
  }
}
