// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.layout.Encoding;
import java.util.Arrays;

/** Sums over the pages of a column chunk. */
@SuppressWarnings("EnumOrdinal") // pages are counted by encoding
public final class ChunkTotals {
  private final int[] pages = new int[Encoding.ALL.length];
  private long entries;
  private long nulls;
  private long rows;
  private long raw;
  private boolean packed;
  private boolean dictionary;

  public void clear() {
    Arrays.fill(pages, 0);
    entries = 0;
    nulls = 0;
    rows = 0;
    raw = 0;
    packed = false;
    dictionary = false;
  }

  /** Adds a page whose header and values had so many bytes before compression. */
  public void page(
      Encoding encoding,
      int moreEntries,
      int moreNulls,
      int moreRows,
      int bytes,
      boolean isPacked) {
    pages[encoding.ordinal()]++;
    entries += moreEntries;
    nulls += moreNulls;
    rows += moreRows;
    raw += bytes;
    packed |= isPacked;
  }

  public void dictionary(int bytes) {
    raw += bytes;
    dictionary = true;
  }

  public int pages(Encoding encoding) {
    return pages[encoding.ordinal()];
  }

  public long entries() {
    return entries;
  }

  public long nulls() {
    return nulls;
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

  /** The numbers of the encodings used, that of levels included. */
  public int[] encodings() {
    int[] numbers = new int[pages.length + 1];
    int count = 0;
    for (Encoding encoding : Encoding.ALL) {
      boolean entriesOrLevels =
          encoding == Encoding.RLE || encoding == Encoding.PLAIN && dictionary;
      if (pages[encoding.ordinal()] > 0 || entriesOrLevels) {
        numbers[count++] = encoding.number();
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  /** How many pages there are of each encoding, and at the end of dictionaries. */
  public int[] pageCounts() {
    int[] counts = Arrays.copyOf(pages, pages.length + 1);
    counts[pages.length] = dictionary ? 1 : 0;
    return counts;
  }
}
