// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds texts by their bytes. Those of up to sixteen bytes are told apart by two words; longer ones
 * are compared to their end.
 */
public final class NameTable {
  private static final int WORDS = 2 * Long.BYTES;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final long[] first;
  private final long[] second;
  private final int[] lengths;
  private final int[] numbers;
  private final byte[][] texts;
  private final int mask;

  /** A table of different texts; their numbers are their places. */
  public NameTable(List<String> names) {
    int size = Integer.highestOneBit(Math.max(2, names.size()) * 4 - 1);
    first = new long[size];
    second = new long[size];
    lengths = new int[size];
    numbers = new int[size];
    texts = new byte[size][];
    mask = size - 1;
    Arrays.fill(numbers, -1);
    for (int i = 0; i < names.size(); i++) {
      byte[] text = names.get(i).getBytes(StandardCharsets.UTF_8);
      byte[] padded = Arrays.copyOf(text, text.length + WORDS);
      int place = place(padded, 0, text.length);
      while (numbers[place] >= 0) {
        if (Arrays.equals(texts[place], text)) {
          throw new IllegalArgumentException("'" + names.get(i) + "' is there twice");
        }
        place = place + 1 & mask;
      }
      first[place] = firstWord(padded, 0, text.length);
      second[place] = secondWord(padded, 0, text.length);
      lengths[place] = text.length;
      numbers[place] = i;
      texts[place] = text;
    }
  }

  /** The number of a text, or -1; sixteen bytes from its beginning must be readable. */
  public int find(byte[] bytes, int at, int length) {
    long one = firstWord(bytes, at, length);
    long two = secondWord(bytes, at, length);
    int place = hash(one, two, length);
    while (numbers[place] >= 0) {
      if (first[place] == one
          && second[place] == two
          && lengths[place] == length
          && (length <= WORDS || Arrays.equals(bytes, at, at + length, texts[place], 0, length))) {
        return numbers[place];
      }
      place = place + 1 & mask;
    }
    return -1;
  }

  private int place(byte[] bytes, int at, int length) {
    return hash(firstWord(bytes, at, length), secondWord(bytes, at, length), length);
  }

  private int hash(long one, long two, int length) {
    long mixed = (one ^ Long.rotateLeft(two, 23) ^ length) * FACTOR;
    return (int) (mixed >>> 40) & mask;
  }

  private static long firstWord(byte[] bytes, int at, int length) {
    return Words.word(bytes, at) & Words.mask(length);
  }

  private static long secondWord(byte[] bytes, int at, int length) {
    return length <= Long.BYTES
        ? 0
        : Words.word(bytes, at + Long.BYTES) & Words.mask(length - Long.BYTES);
  }
}
