// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

/** Parquet's encodings of values that are written, with their numbers in headers. */
public enum Encoding {
  PLAIN(0),
  RLE(3),
  DELTA_BINARY_PACKED(5),
  DELTA_LENGTH_BYTE_ARRAY(6),
  DELTA_BYTE_ARRAY(7),
  RLE_DICTIONARY(8),
  BYTE_STREAM_SPLIT(9);

  /** The numbers of encodings are below this. */
  public static final int NUMBERS = 10;

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
