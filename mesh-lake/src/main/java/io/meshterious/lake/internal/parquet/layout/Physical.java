// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

/** Parquet's physical types that are written, with their numbers in the footer. */
public enum Physical {
  BOOLEAN(0, 0),
  INT32(1, 4),
  INT64(2, 8),
  FLOAT(4, 4),
  DOUBLE(5, 8),
  BYTE_ARRAY(6, 0),
  FIXED(7, 0);

  private final int number;
  private final int width;

  Physical(int number, int width) {
    this.number = number;
    this.width = width;
  }

  public int number() {
    return number;
  }

  /** How many bytes a plain value has; 0 where that differs. */
  public int width() {
    return width;
  }
}
