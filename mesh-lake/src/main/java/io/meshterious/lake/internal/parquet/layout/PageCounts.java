// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import java.util.Arrays;

/** How many pages of each encoding a column chunk has, and whether it has a dictionary. */
public final class PageCounts {
  private static final int DICTIONARY_PAGE = 2;
  private static final int DATA_PAGE = 3;

  /** By the numbers of encodings. */
  private final int[] pages = new int[Encoding.NUMBERS];

  private boolean dictionary;

  public PageCounts() {}

  public void clear() {
    Arrays.fill(pages, 0);
    dictionary = false;
  }

  public void page(Encoding encoding) {
    pages[encoding.number()]++;
  }

  public void dictionary() {
    dictionary = true;
  }

  public int pages(Encoding encoding) {
    return pages[encoding.number()];
  }

  public PageCounts copy() {
    PageCounts copy = new PageCounts();
    System.arraycopy(pages, 0, copy.pages, 0, pages.length);
    copy.dictionary = dictionary;
    return copy;
  }

  /** Whether an encoding is used: by pages, by the dictionary, or for levels. */
  private boolean uses(int encoding) {
    return pages[encoding] > 0
        || encoding == Encoding.RLE.number()
        || dictionary && encoding == Encoding.PLAIN.number();
  }

  /** Writes a list of the encodings that are used. */
  void writeEncodings(ThriftWriter thrift, int field) {
    int count = 0;
    for (int encoding = 0; encoding < pages.length; encoding++) {
      count += uses(encoding) ? 1 : 0;
    }
    thrift.list(field, ThriftWriter.I32, count);
    for (int encoding = 0; encoding < pages.length; encoding++) {
      if (uses(encoding)) {
        thrift.element(encoding);
      }
    }
  }

  /** Writes a list of the pages' kinds, encodings and counts. */
  void writeCounts(ThriftWriter thrift, int field) {
    int kinds = dictionary ? 1 : 0;
    for (int count : pages) {
      kinds += count > 0 ? 1 : 0;
    }
    thrift.list(field, ThriftWriter.STRUCT, kinds);
    if (dictionary) {
      write(thrift, DICTIONARY_PAGE, Encoding.PLAIN.number(), 1);
    }
    for (int encoding = 0; encoding < pages.length; encoding++) {
      if (pages[encoding] > 0) {
        write(thrift, DATA_PAGE, encoding, pages[encoding]);
      }
    }
  }

  private static void write(ThriftWriter thrift, int kind, int encoding, int count) {
    thrift.begin();
    thrift.i32(1, kind);
    thrift.i32(2, encoding);
    thrift.i32(3, count);
    thrift.end();
  }
}
