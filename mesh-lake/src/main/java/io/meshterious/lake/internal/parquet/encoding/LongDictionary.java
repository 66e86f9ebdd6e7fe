// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.util.Arrays;

/** Distinct 64-bit numbers and their codes, which count from 0 in the order of first appearance. */
public final class LongDictionary {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] entries = new long[64];
  private int size;

  /** Open addressing: a code plus one, or 0 where there is none. */
  private int[] table = new int[128];

  private int shift = 64 - 7;

  /** A dictionary without entries. */
  public LongDictionary() {}

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** The entries by their codes; the first {@link #size()} of them count. */
  public long[] entries() {
    return entries;
  }

  /** Drops all entries and keeps the arrays. */
  public void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      size = 0;
    }
  }

  /** The code of a number, which is added if it is not there yet. */
  public int add(long value) {
    int mask = table.length - 1;
    int place = (int) (value * SPREAD >>> shift);
    while (true) {
      int code = table[place] - 1;
      if (code < 0) {
        return insert(value, place);
      }
      if (entries[code] == value) {
        return code;
      }
      place = place + 1 & mask;
    }
  }

  /**
   * Looks many numbers up and adds those that are not there yet, until there are too many.
   *
   * @param most how many entries there may be
   * @return how many numbers have got their code; less than {@code count} when there were too many
   */
  public int add(long[] values, int from, int count, int[] codes, int most) {
    int[] slots = table;
    long[] known = entries;
    int mask = slots.length - 1;
    int right = shift;
    for (int i = 0; i < count; i++) {
      long value = values[from + i];
      int place = (int) (value * SPREAD >>> right);
      int code;
      while ((code = slots[place] - 1) >= 0 && known[code] != value) {
        place = place + 1 & mask;
      }
      if (code < 0) {
        if (size >= most) {
          return i;
        }
        code = insert(value, place);
        slots = table;
        known = entries;
        mask = slots.length - 1;
        right = shift;
      }
      codes[i] = code;
    }
    return count;
  }

  /** Forgets the entries from a code on. */
  public void truncate(int newSize) {
    if (newSize < size) {
      size = newSize;
      rehash(table.length);
    }
  }

  private int insert(long value, int place) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = value;
    table[place] = size;
    if (size * 2 > table.length) {
      rehash(table.length * 2);
    }
    return size - 1;
  }

  private void rehash(int length) {
    if (length == table.length) {
      Arrays.fill(table, 0);
    } else {
      table = new int[length];
    }
    shift = 64 - Integer.numberOfTrailingZeros(length);
    int mask = length - 1;
    for (int code = 0; code < size; code++) {
      int place = (int) (entries[code] * SPREAD >>> shift);
      while (table[place] != 0) {
        place = place + 1 & mask;
      }
      table[place] = code + 1;
    }
  }
}
