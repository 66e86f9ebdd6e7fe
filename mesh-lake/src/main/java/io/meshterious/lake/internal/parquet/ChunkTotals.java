// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import java.util.Arrays;

/** Sums over the pages of a column chunk. */
final class ChunkTotals {
  private final int[] pages = new int[Encoding.ALL.length];
  private long entries;
  private long nulls;
  private long rows;
  private long raw;
  private boolean packed;
  private boolean dictionary;

  void clear() {
    Arrays.fill(pages, 0);
    entries = 0;
    nulls = 0;
    rows = 0;
    raw = 0;
    packed = false;
    dictionary = false;
  }

  /** Adds a page whose header and values had so many bytes before compression. */
  void page(
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

  void dictionary(int bytes) {
    raw += bytes;
    dictionary = true;
  }

  int pages(Encoding encoding) {
    return pages[encoding.ordinal()];
  }

  long entries() {
    return entries;
  }

  long nulls() {
    return nulls;
  }

  long rows() {
    return rows;
  }

  long raw() {
    return raw;
  }

  /** Whether a page is compressed. */
  boolean packed() {
    return packed;
  }

  /** The numbers of the encodings used, that of levels included. */
  int[] encodings() {
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
  int[] pageCounts() {
    int[] counts = Arrays.copyOf(pages, pages.length + 1);
    counts[pages.length] = dictionary ? 1 : 0;
    return counts;
  }
}
