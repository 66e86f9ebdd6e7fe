// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

/** Where the bytes of JSON are written, one after the other. */
public interface JsonOutput {
  /** Writes a byte. */
  void put(int value);

  /** Writes some of the bytes of an array. */
  void put(byte[] bytes, int from, int to);

  /** How many bytes were written. */
  int length();

  /** Goes back to a length there was before. */
  void truncate(int before);
}
