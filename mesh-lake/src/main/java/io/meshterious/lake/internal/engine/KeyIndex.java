// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import java.util.Arrays;

/**
 * The rows that whole numbers stand for, each number once. Where the numbers are close to each
 * other it is an array that they count into, else a hash table.
 */
public final class KeyIndex {
  private static final int NONE = -1;

  /** So many places for each key are still better than hashing. */
  private static final long DENSE = 16;

  private static final int BYTES_OF_HASHED_KEY = 4 * (Long.BYTES + Integer.BYTES);

  private final long handle;
  private final long least;
  private final long greatest;
  private final int shift;
  private final long[] keys;
  private final int[] rows;
  private long repeated;

  private KeyIndex(long handle, long least, long greatest, int shift, long[] keys, int[] rows) {
    this.handle = handle;
    this.least = least;
    this.greatest = greatest;
    this.shift = shift;
    this.keys = keys;
    this.rows = rows;
    Arrays.fill(rows, NONE);
  }

  /** The most bytes that an index of so many keys takes. */
  static long bytes(long count) {
    return count * Math.max(BYTES_OF_HASHED_KEY, DENSE * Integer.BYTES);
  }

  /** An empty index for so many keys from the least to the greatest. */
  static KeyIndex of(long handle, long least, long greatest, long count) {
    long places = greatest - least + 1;
    if (places > 0 && places <= DENSE * count) {
      return new KeyIndex(
          handle, least, greatest, 0, new long[0], new int[Math.toIntExact(places)]);
    }
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, 2 * count - 1));
    return new KeyIndex(
        handle, least, greatest, 64 - bits, new long[1 << bits], new int[1 << bits]);
  }

  /** Adds a key, unless it is there already. */
  void add(long key, int row) {
    int place = place(key);
    if (rows[place] == NONE) {
      rows[place] = row;
      if (keys.length > 0) {
        keys[place] = key;
      }
    } else {
      repeated++;
    }
  }

  /** The row of a key; below zero for none. */
  int find(long key) {
    return key < least || key > greatest ? NONE : rows[place(key)];
  }

  /** Where the key is, or would be. */
  private int place(long key) {
    if (keys.length == 0) {
      return (int) (key - least);
    }
    int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
    while (rows[place] != NONE && keys[place] != key) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  /** How often a key was added that was there already. */
  public synchronized long repeated() {
    return repeated;
  }

  /** The SQL that adds keys with rows, both expressions of whole numbers; it is always true. */
  public String add(String key, String row) {
    return KeyIndexes.ADD + "(" + handle + ", " + key + ", " + row + ")";
  }

  /** The SQL that finds the row of a key, an expression; null or below zero for none. */
  public String find(String key) {
    return KeyIndexes.FIND + "(" + handle + ", " + key + ")";
  }

  long handle() {
    return handle;
  }
}
