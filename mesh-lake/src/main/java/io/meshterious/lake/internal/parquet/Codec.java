// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

/** How pages are compressed, with the number in the footer and the range of levels. */
public enum Codec {
  /** Pages are stored as they are. */
  NONE(0, 0, 0, 0),
  /** DEFLATE in a gzip frame. */
  GZIP(2, 1, 6, 9),
  /** Zstandard. */
  ZSTD(6, 1, 1, 22);

  private final int number;
  private final int leastLevel;
  private final int usualLevel;
  private final int mostLevel;

  Codec(int number, int leastLevel, int usualLevel, int mostLevel) {
    this.number = number;
    this.leastLevel = leastLevel;
    this.usualLevel = usualLevel;
    this.mostLevel = mostLevel;
  }

  public int number() {
    return number;
  }

  /** The lowest level. */
  public int leastLevel() {
    return leastLevel;
  }

  /** The level when none is asked for. */
  public int usualLevel() {
    return usualLevel;
  }

  /** The highest level. */
  public int mostLevel() {
    return mostLevel;
  }
}
