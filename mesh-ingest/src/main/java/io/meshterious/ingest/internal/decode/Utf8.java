// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

/** Characters as bytes. */
public final class Utf8 {
  private static final int CONTINUES = 0x80;
  private static final int REST = 0x3F;

  private Utf8() {}

  /** How many bytes the character at a place has, which is not ASCII; -1 when it is none. */
  public static int size(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    int size = lead < 0xC2 ? -1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : -1;
    if (size < 0 || at + size > end) {
      return -1;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != CONTINUES) {
        return -1;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean shorter = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
    boolean surrogate = lead == 0xED && second >= 0xA0;
    boolean beyond = lead == 0xF4 && second >= 0x90;
    return shorter || surrogate || beyond ? -1 : size;
  }

  /** Writes a character, and returns how many bytes it has. */
  static int put(int character, byte[] into, int at) {
    if (character < 0x80) {
      into[at] = (byte) character;
      return 1;
    } else if (character < 0x800) {
      into[at] = (byte) (0xC0 | character >> 6);
      into[at + 1] = (byte) (CONTINUES | character & REST);
      return 2;
    } else if (character < 0x10000) {
      into[at] = (byte) (0xE0 | character >> 12);
      into[at + 1] = (byte) (CONTINUES | character >> 6 & REST);
      into[at + 2] = (byte) (CONTINUES | character & REST);
      return 3;
    }
    into[at] = (byte) (0xF0 | character >> 18);
    into[at + 1] = (byte) (CONTINUES | character >> 12 & REST);
    into[at + 2] = (byte) (CONTINUES | character >> 6 & REST);
    into[at + 3] = (byte) (CONTINUES | character & REST);
    return 4;
  }

  /** How many characters valid bytes have. */
  public static int characters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) != CONTINUES ? 1 : 0;
    }
    return count;
  }
}
