// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

/**
 * Whether the pages of a chunk are compressed: the first page is tried, and when that does not pay,
 * only every {@value #AGAIN}th page after it.
 */
final class Compression {
  /** A page of fewer bytes is never compressed. */
  static final int LEAST = 128;

  private static final int AGAIN = 16;

  private int pages;
  private boolean pays = true;

  void clear() {
    pages = 0;
    pays = true;
  }

  /** Whether to try a page of so many bytes. */
  boolean tries(int bytes) {
    if (bytes < LEAST) {
      return false;
    }
    return pages++ % AGAIN == 0 || pays;
  }

  /** Whether a page is stored compressed: when that saves at least a sixteenth. */
  boolean pays(int plain, int packed) {
    pays = packed < plain - (plain >>> 4);
    return pays;
  }
}
