// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.layout.Encoding;
import io.meshterious.lake.internal.parquet.layout.PageCounts;

/** Sums over the pages of a column chunk. */
public final class ChunkTotals {
  private final PageCounts pages = new PageCounts();
  private long entries;
  private long nulls;
  private long nans;
  private long rows;
  private long raw;
  private boolean packed;

  public void clear() {
    pages.clear();
    entries = 0;
    nulls = 0;
    nans = 0;
    rows = 0;
    raw = 0;
    packed = false;
  }

  /** Adds a page whose header and values had so many bytes before compression. */
  public void page(
      Encoding encoding,
      int moreEntries,
      int moreNulls,
      int moreRows,
      int bytes,
      boolean isPacked) {
    pages.page(encoding);
    entries += moreEntries;
    nulls += moreNulls;
    rows += moreRows;
    raw += bytes;
    packed |= isPacked;
  }

  public void dictionary(int bytes) {
    raw += bytes;
    pages.dictionary();
  }

  public int pages(Encoding encoding) {
    return pages.pages(encoding);
  }

  public long entries() {
    return entries;
  }

  public long nulls() {
    return nulls;
  }

  public void nans(long more) {
    nans += more;
  }

  public long nans() {
    return nans;
  }

  public long rows() {
    return rows;
  }

  public long raw() {
    return raw;
  }

  /** Whether a page is compressed. */
  public boolean packed() {
    return packed;
  }

  /** The pages by encoding, as they are now. */
  public PageCounts pages() {
    return pages.copy();
  }
}
