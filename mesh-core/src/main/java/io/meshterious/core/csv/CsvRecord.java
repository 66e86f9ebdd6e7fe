// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The cells of a record, one after the other in one array that is used again. */
public final class CsvRecord {
  private byte[] bytes = new byte[1024];
  private int[] ends = new int[32];
  private boolean[] quoted = new boolean[32];
  private int length;
  private int cells;

  /** A record without cells. */
  public CsvRecord() {}

  void clear() {
    length = 0;
    cells = 0;
  }

  void put(byte value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = value;
  }

  void endCell(boolean wasQuoted) {
    if (cells == ends.length) {
      ends = Arrays.copyOf(ends, cells * 2);
      quoted = Arrays.copyOf(quoted, cells * 2);
    }
    ends[cells] = length;
    quoted[cells] = wasQuoted;
    cells++;
  }

  /** How many bytes its cells have. */
  public int length() {
    return length;
  }

  /** How many cells it has. */
  public int cells() {
    return cells;
  }

  /** Whether a cell has nothing, not even quotes. */
  public boolean absent(int cell) {
    return from(cell) == ends[cell] && !quoted[cell];
  }

  /** The bytes that the cells are in, not a copy: the next record changes them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a cell begins. */
  public int from(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  /** Where a cell ends. */
  public int to(int cell) {
    return ends[cell];
  }

  /** The text of a cell. */
  public String text(int cell) {
    return new String(bytes, from(cell), to(cell) - from(cell), StandardCharsets.UTF_8);
  }
}
