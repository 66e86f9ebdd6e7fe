// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.bounds;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shorter bounds of long values: prefixes below them, and prefixes made greater above them. */
public final class Truncation {
  private static final int FIRST_SURROGATE = 0xD800;
  private static final int AFTER_SURROGATES = 0xE000;

  private Truncation() {}

  /** The length of the longest prefix of whole code points that has at most so many bytes. */
  public static int textWithin(byte[] utf8, int length, int most) {
    if (length <= most) {
      return length;
    }
    int cut = most;
    while (cut > 0 && (utf8[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }

  /** The length of the prefix that has at most so many code points. */
  public static int codePoints(byte[] utf8, int length, int most) {
    int seen = 0;
    for (int i = 0; i < length; i++) {
      if ((utf8[i] & 0xC0) != 0x80 && ++seen > most) {
        return i;
      }
    }
    return length;
  }

  /**
   * The shortest text that is greater than every text with a prefix: its last code point that can
   * be raised is, and what follows is dropped.
   *
   * @return null when there is none, or the prefix is not UTF-8
   */
  public static byte @Nullable [] textAbove(byte[] utf8, int length) {
    int end = length;
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
        start--;
      }
      int point = codePoint(utf8, start, end);
      if (point < 0) {
        return null;
      }
      if (point < Character.MAX_CODE_POINT) {
        int next = point + 1 == FIRST_SURROGATE ? AFTER_SURROGATES : point + 1;
        byte[] above = Arrays.copyOf(utf8, start + encodedLength(next));
        encode(next, above, start);
        return above;
      }
      end = start;
    }
    return null;
  }

  /** The shortest run of bytes above all with a prefix; null when all bytes are 0xFF. */
  public static byte @Nullable [] bytesAbove(byte[] bytes, int length) {
    for (int last = length - 1; last >= 0; last--) {
      if (bytes[last] != (byte) 0xFF) {
        byte[] above = Arrays.copyOf(bytes, last + 1);
        above[last]++;
        return above;
      }
    }
    return null;
  }

  /** The code point of some bytes, or -1 when they are not one in UTF-8. */
  private static int codePoint(byte[] utf8, int start, int end) {
    int first = utf8[start] & 0xFF;
    int length = end - start;
    int point;
    if (length == 1 && first < 0x80) {
      return first;
    } else if (length == 2 && first >>> 5 == 0b110) {
      point = first & 0x1F;
    } else if (length == 3 && first >>> 4 == 0b1110) {
      point = first & 0x0F;
    } else if (length == 4 && first >>> 3 == 0b11110) {
      point = first & 0x07;
    } else {
      return -1;
    }
    for (int i = start + 1; i < end; i++) {
      point = point << 6 | utf8[i] & 0x3F;
    }
    boolean valid =
        point <= Character.MAX_CODE_POINT
            && encodedLength(point) == length
            && (point < FIRST_SURROGATE || point >= AFTER_SURROGATES);
    return valid ? point : -1;
  }

  private static int encodedLength(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }

  private static void encode(int point, byte[] target, int at) {
    int length = encodedLength(point);
    if (length == 1) {
      target[at] = (byte) point;
      return;
    }
    int rest = point;
    for (int i = at + length - 1; i > at; i--) {
      target[i] = (byte) (0x80 | rest & 0x3F);
      rest >>>= 6;
    }
    target[at] = (byte) (0xF0 << (4 - length) | rest);
  }
}
