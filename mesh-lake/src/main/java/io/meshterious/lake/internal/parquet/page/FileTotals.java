// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

/** Sums over the chunks of a column in a file, for Iceberg's metrics. */
public final class FileTotals {
  private long size;
  private long entries;
  private long nulls;
  private long nans;

  public void clear() {
    size = 0;
    entries = 0;
    nulls = 0;
    nans = 0;
  }

  public void add(long moreSize, long moreEntries, long moreNulls) {
    size += moreSize;
    entries += moreEntries;
    nulls += moreNulls;
  }

  public void nans(long more) {
    nans += more;
  }

  public long size() {
    return size;
  }

  public long entries() {
    return entries;
  }

  public long nulls() {
    return nulls;
  }

  public long nans() {
    return nans;
  }
}
