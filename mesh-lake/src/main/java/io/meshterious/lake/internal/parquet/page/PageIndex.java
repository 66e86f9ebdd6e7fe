// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import java.util.Arrays;

/**
 * Where the pages of a column chunk are and what lies between their bounds: Parquet's column index
 * and offset index.
 */
public final class PageIndex {
  private static final int UNORDERED = 0;
  private static final int ASCENDING = 1;
  private static final int DESCENDING = 2;

  private int pages;
  private int[] offsets = new int[32];
  private int[] sizes = new int[32];
  private long[] firstRows = new long[32];
  private long[] nulls = new long[32];

  /** Where the bounds of pages end: two for each page. */
  private int[] boundEnds = new int[64];

  private final ByteSink bounds = new ByteSink(1 << 9);
  private boolean[] empty = new boolean[32];
  private boolean ascending;
  private boolean descending;
  private boolean complete;

  public PageIndex() {
    clear();
  }

  public void clear() {
    pages = 0;
    bounds.clear();
    ascending = true;
    descending = true;
    complete = true;
  }

  /** The sink for the bounds of the page that is added next. */
  public ByteSink bounds() {
    return bounds;
  }

  /** Notes how many bytes the bounds have after the least (0) or the greatest (1) was written. */
  public void bound(int which) {
    if (pages * 2 + 2 > boundEnds.length) {
      boundEnds = Arrays.copyOf(boundEnds, boundEnds.length * 2);
    }
    boundEnds[pages * 2 + which] = bounds.size();
  }

  /** Notes that pages with values have bounds that do not rise, or do not fall. */
  public void order(boolean rising, boolean falling) {
    ascending &= rising;
    descending &= falling;
  }

  /** Notes that a page has values and no bounds, so that the column has no index of values. */
  public void incomplete() {
    complete = false;
  }

  public void add(int offset, int size, long firstRow, long nullCount, boolean onlyNulls) {
    if (pages == offsets.length) {
      int length = pages * 2;
      offsets = Arrays.copyOf(offsets, length);
      sizes = Arrays.copyOf(sizes, length);
      firstRows = Arrays.copyOf(firstRows, length);
      nulls = Arrays.copyOf(nulls, length);
      empty = Arrays.copyOf(empty, length);
    }
    offsets[pages] = offset;
    sizes[pages] = size;
    firstRows[pages] = firstRow;
    nulls[pages] = nullCount;
    empty[pages] = onlyNulls;
    pages++;
  }

  /** Writes the column index; false when there is none. */
  public boolean writeColumnIndex(ThriftWriter thrift) {
    if (!complete) {
      return false;
    }
    thrift.begin();
    thrift.list(1, ThriftWriter.BOOL, pages);
    for (int i = 0; i < pages; i++) {
      thrift.element(empty[i]);
    }
    for (int which = 0; which < 2; which++) {
      thrift.list(2 + which, ThriftWriter.BINARY, pages);
      for (int i = 0; i < pages; i++) {
        int at = i * 2 + which;
        int from = at == 0 ? 0 : boundEnds[at - 1];
        thrift.element(bounds.array(), from, boundEnds[at] - from);
      }
    }
    thrift.i32(4, ascending ? ASCENDING : descending ? DESCENDING : UNORDERED);
    thrift.list(5, ThriftWriter.I64, pages);
    for (int i = 0; i < pages; i++) {
      thrift.element(nulls[i]);
    }
    thrift.end();
    return true;
  }

  /** Writes the offset index of pages whose first byte lies at a place in the file. */
  public void writeOffsetIndex(long start, ThriftWriter thrift) {
    thrift.begin();
    thrift.list(1, ThriftWriter.STRUCT, pages);
    for (int i = 0; i < pages; i++) {
      thrift.begin();
      thrift.i64(1, start + offsets[i]);
      thrift.i32(2, sizes[i]);
      thrift.i64(3, firstRows[i]);
      thrift.end();
    }
    thrift.end();
  }
}
