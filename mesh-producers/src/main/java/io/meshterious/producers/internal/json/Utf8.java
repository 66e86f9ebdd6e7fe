// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

/** Bytes of UTF-8. */
public final class Utf8 {
  private Utf8() {}

  /** Whether bytes are UTF-8. */
  public static boolean valid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = bytes[at] >= 0 ? 1 : length(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** How many bytes the character has that begins here; 0 when none does. */
  static int length(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first > 0xF4 || at + length > to) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = length > 1 ? bytes[at + 1] & 0xFF : 0;
    boolean tooLong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
    boolean beyond = first == 0xED && second > 0x9F || first == 0xF4 && second > 0x8F;
    return tooLong || beyond ? 0 : length;
  }
}
