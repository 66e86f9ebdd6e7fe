// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct runs of bytes and their codes, which count from 0 in the order of their first
 * appearance. It only grows: a code stays what it is. Not safe for use by several threads.
 */
public final class Dictionary {
  private byte[] bytes = new byte[256];
  private int[] offsets = new int[17];
  private int size;
  private int longest;

  /** Open addressing: a code plus one, or 0 where there is none. */
  private int[] table = new int[32];

  /** A dictionary without entries. */
  public Dictionary() {}

  /** A dictionary of some texts, whose codes are their places. */
  public static Dictionary of(Iterable<String> texts) {
    Dictionary dictionary = new Dictionary();
    for (String text : texts) {
      dictionary.add(text);
    }
    return dictionary;
  }

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** How many bytes the longest entry has. */
  public int longest() {
    return longest;
  }

  /** The bytes of all entries, one after the other. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where entries begin and end: the entry of code i is from offset i to offset i + 1. */
  public int[] offsets() {
    return offsets;
  }

  /** The code of some text, which is added if it is not there yet. */
  public int add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return add(utf8, 0, utf8.length);
  }

  /** The code of a run of bytes, which is added if it is not there yet. */
  public int add(byte[] source, int from, int length) {
    int mask = table.length - 1;
    int place = hash(source, from, length) & mask;
    while (table[place] != 0) {
      int code = table[place] - 1;
      if (Arrays.equals(source, from, from + length, bytes, offsets[code], offsets[code + 1])) {
        return code;
      }
      place = place + 1 & mask;
    }
    int start = offsets[size];
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Column.longer(bytes.length, end));
    }
    System.arraycopy(source, from, bytes, start, length);
    longest = Math.max(longest, length);
    size++;
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, Column.longer(size, size + 1));
    }
    offsets[size] = end;
    table[place] = size;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  int add(Dictionary other, int code) {
    return add(other.bytes, other.offsets[code], other.offsets[code + 1] - other.offsets[code]);
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int code = 0; code < size; code++) {
      int place = hash(bytes, offsets[code], offsets[code + 1] - offsets[code]) & mask;
      while (table[place] != 0) {
        place = place + 1 & mask;
      }
      table[place] = code + 1;
    }
  }

  private static int hash(byte[] source, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = hash * 31 + source[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
