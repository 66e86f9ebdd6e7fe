// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.util.Arrays;

/** Distinct runs of bytes and their codes, which count from 0 in the order of first appearance. */
public final class BytesDictionary {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final ByteSink bytes = new ByteSink(1 << 10);
  private int[] offsets = new int[65];
  private int[] hashes = new int[64];
  private int size;

  /** Open addressing: a code plus one, or 0 where there is none. */
  private int[] table = new int[128];

  /** A dictionary without entries. */
  public BytesDictionary() {}

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** The bytes of all entries, one after the other. */
  public byte[] bytes() {
    return bytes.array();
  }

  /** How many bytes the entries have together. */
  public int byteCount() {
    return bytes.size();
  }

  /** Where entries begin and end: the entry of code i is from offset i to offset i + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** Drops all entries and keeps the arrays. */
  public void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      size = 0;
      bytes.clear();
    }
  }

  /** Forgets the entries from a code on. */
  public void truncate(int newSize) {
    if (newSize < size) {
      size = newSize;
      bytes.size(offsets[size]);
      rehash(table.length);
    }
  }

  /** The code of a run of bytes, which is added if it is not there yet. */
  public int add(byte[] source, int from, int length) {
    int hash = hash(source, from, length);
    int mask = table.length - 1;
    int place = hash & mask;
    int code;
    while ((code = table[place] - 1) >= 0) {
      if (hashes[code] == hash
          && Arrays.equals(
              source, from, from + length, bytes.array(), offsets[code], offsets[code + 1])) {
        return code;
      }
      place = place + 1 & mask;
    }
    bytes.put(source, from, length);
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2 + 1);
    }
    hashes[size++] = hash;
    offsets[size] = bytes.size();
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
    int mask = length - 1;
    for (int code = 0; code < size; code++) {
      int place = hashes[code] & mask;
      while (table[place] != 0) {
        place = place + 1 & mask;
      }
      table[place] = code + 1;
    }
  }

  private static int hash(byte[] source, int from, int length) {
    long hash = length * SPREAD;
    int at = from;
    int end = from + length;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) ByteSink.LONG.get(source, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | source[at] & 0xFF;
    }
    hash = (hash ^ rest) * SPREAD;
    return (int) (hash >>> 32) ^ (int) hash >>> 7;
  }
}
