// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

/**
 * Whether the pages of a chunk are compressed: the first page is tried, and when that does not pay,
 * only every {@value #AGAIN}th page after it.
 */
public final class Compression {
  /** A page of fewer bytes is never compressed. */
  public static final int LEAST = 128;

  private static final int AGAIN = 16;

  private int pages;
  private boolean pays = true;

  public void clear() {
    pages = 0;
    pays = true;
  }

  /** Whether to try a page of so many bytes. */
  public boolean tries(int bytes) {
    if (bytes < LEAST) {
      return false;
    }
    return pages++ % AGAIN == 0 || pays;
  }

  /** Whether a page is stored compressed: when that saves at least a sixteenth. */
  public boolean pays(int plain, int packed) {
    pays = packed < plain - (plain >>> 4);
    return pays;
  }
}
