// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers and times as bytes. Every method writes from a place on and returns the place after; it
 * may write over {@link EventBuffer#SLACK} bytes more, as it writes in words.
 */
public final class Ascii {
  /** No number has more characters. */
  public static final int LONGEST_NUMBER = 24;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int WORDS = 32;
  private static final int WORD_DIGITS = 8;
  private static final int WORD_LIMIT = 100_000_000;
  private static final long NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long ZEROS = 0x3030_3030_3030_3030L;

  private static final long COLONS = (long) ':' << 16 | (long) ':' << 40;

  private static final short[] PAIRS = new short[100];
  private static final int[] TRIPLES = new int[1000];
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (short) (('0' + i / 10) | ('0' + i % 10) << 8);
    }
    for (int i = 0; i < TRIPLES.length; i++) {
      TRIPLES[i] = ('0' + i / 100) | ('0' + i / 10 % 10) << 8 | ('0' + i % 10) << 16;
    }
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Ascii() {}

  /** Copies a stretch of bytes, four words at once, as most are shorter. */
  public static int copy(byte[] from, int start, int end, byte[] into, int at) {
    copyWords(from, start, into, at);
    for (int done = WORDS; done < end - start; done += WORDS) {
      copyWords(from, start + done, into, at + done);
    }
    return at + end - start;
  }

  private static void copyWords(byte[] from, int start, byte[] into, int at) {
    LONG.set(into, at, (long) LONG.get(from, start));
    LONG.set(into, at + 8, (long) LONG.get(from, start + 8));
    LONG.set(into, at + 16, (long) LONG.get(from, start + 16));
    LONG.set(into, at + 24, (long) LONG.get(from, start + 24));
  }

  /**
   * Copies the same bytes to many places.
   *
   * @param from the bytes, and four words of any after them
   * @param length how many there are
   * @param places where they go; afterwards, the places after them
   */
  public static void copy(byte[] from, int length, byte[] into, int[] places, int count) {
    int done = 0;
    for (; length - done > WORDS / 2; done += WORDS) {
      long first = (long) LONG.get(from, done);
      long second = (long) LONG.get(from, done + 8);
      long third = (long) LONG.get(from, done + 16);
      long fourth = (long) LONG.get(from, done + 24);
      for (int i = 0; i < count; i++) {
        int at = places[i] + done;
        LONG.set(into, at, first);
        LONG.set(into, at + 8, second);
        LONG.set(into, at + 16, third);
        LONG.set(into, at + 24, fourth);
      }
    }
    if (done < length) {
      long first = (long) LONG.get(from, done);
      long second = (long) LONG.get(from, done + 8);
      for (int i = 0; i < count; i++) {
        LONG.set(into, places[i] + done, first);
        LONG.set(into, places[i] + done + 8, second);
      }
    }
    for (int i = 0; i < count; i++) {
      places[i] += length;
    }
  }

  /** Writes a universally unique identifier. */
  public static int putUuid(byte[] into, int at, long high, long low) {
    long second = hex((int) high);
    long third = hex((int) (low >>> 32));
    LONG.set(into, at, hex((int) (high >>> 32)));
    into[at + 8] = '-';
    INT.set(into, at + 9, (int) second);
    into[at + 13] = '-';
    INT.set(into, at + 14, (int) (second >>> 32));
    into[at + 18] = '-';
    INT.set(into, at + 19, (int) third);
    into[at + 23] = '-';
    INT.set(into, at + 24, (int) (third >>> 32));
    LONG.set(into, at + 28, hex((int) low));
    return at + 36;
  }

  /** Writes the last bits of a number as hexadecimal digits, sixteen at most. */
  public static int putHex(byte[] into, int at, long bits, int digits) {
    long last = hex((int) bits);
    if (digits <= WORD_DIGITS) {
      LONG.set(into, at, last >>> (WORD_DIGITS - digits) * 8);
    } else {
      long first = hex((int) (bits >>> 32));
      LONG.set(into, at, first >>> (2 * WORD_DIGITS - digits) * 8);
      LONG.set(into, at + digits - WORD_DIGITS, last);
    }
    return at + digits;
  }

  /** Eight hexadecimal digits, the first in the lowest byte: all at once. */
  private static long hex(int bits) {
    long spread = bits & 0xFFFF_FFFFL;
    spread = (spread | (spread << 16)) & 0x0000_FFFF_0000_FFFFL;
    spread = (spread | (spread << 8)) & 0x00FF_00FF_00FF_00FFL;
    spread = (spread | (spread << 4)) & NIBBLES;
    long letters = ((spread + 6 * ONES) >>> 4) & ONES;
    return Long.reverseBytes(spread + ZEROS + letters * ('a' - '0' - 10));
  }

  /** Writes a whole number. */
  public static int putLong(byte[] into, int at, long value) {
    int place = at;
    long rest = value;
    if (rest < 0) {
      into[place++] = '-';
      rest = -rest;
      if (rest < 0) {
        into[place++] = '9';
        rest = -(value + 9_000_000_000_000_000_000L);
        return putDigits(into, place, rest, 18);
      }
    }
    return putDigits(into, place, rest, digits(rest));
  }

  /** How many digits a number has that is not negative. */
  private static int digits(long value) {
    long atLeastOne = value | 1;
    // 1233 / 4096 is a little more than the logarithm of 2 by 10.
    int least = (Long.SIZE - Long.numberOfLeadingZeros(atLeastOne)) * 1233 >>> 12;
    return atLeastOne >= POWERS[least] ? least + 1 : least;
  }

  /**
   * Writes a decimal number, without zeros at its end.
   *
   * @param unscaled the digits
   * @param scale how many of them are after the point, 0 to 18
   */
  public static int putDecimal(byte[] into, int at, long unscaled, int scale) {
    int place = at;
    long rest = unscaled;
    int after = scale;
    while (after > 0 && rest % 10 == 0) {
      rest /= 10;
      after--;
    }
    if (after == 0) {
      return putLong(into, place, rest);
    }
    if (rest < 0) {
      into[place++] = '-';
    }
    long whole = after == 2 ? rest / 100 : rest / POWERS[after];
    long fraction = Math.abs(rest - whole * POWERS[after]);
    place = putLong(into, place, Math.abs(whole));
    into[place] = '.';
    return putDigits(into, place + 1, fraction, after);
  }

  /** Writes the last digits of a number that is not negative, with zeros in front. */
  public static int putDigits(byte[] into, int at, long value, int digits) {
    if (digits <= WORD_DIGITS) {
      int last = (int) (value < WORD_LIMIT ? value : value % WORD_LIMIT);
      LONG.set(into, at, digits(last) >>> (WORD_DIGITS - digits) * 8);
      return at + digits;
    }
    long rest = value;
    int end = at + digits;
    while (end - at >= WORD_DIGITS) {
      long above = rest / WORD_LIMIT;
      end -= WORD_DIGITS;
      LONG.set(into, end, digits((int) (rest - above * WORD_LIMIT)));
      rest = above;
    }
    while (end > at) {
      long tenth = rest / 10;
      end--;
      into[end] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
    return at + digits;
  }

  /**
   * Eight digits, the first in the lowest byte: a number is halved into pairs of numbers with half
   * the digits, in all places at once. The factors divide by 100 and by 10.
   */
  private static long digits(int value) {
    int above = value / 10_000;
    long fours = above | (long) (value - above * 10_000) << 32;
    long hundreds = (fours * 10_486 >>> 20) & 0x0000_007F_0000_007FL;
    long pairs = hundreds | (fours - hundreds * 100) << 16;
    long tens = (pairs * 103 >>> 10) & 0x000F_000F_000F_000FL;
    return (tens | (pairs - tens * 10) << 8) + ZEROS;
  }

  /**
   * Writes a time of day, such as {@code 09:26:53.589}.
   *
   * @param nanos since midnight
   * @param digits how many there are after the point, 0 to 9; without any, there is no point
   */
  public static int putTime(byte[] into, int at, long nanos, int digits) {
    int millis = (int) (nanos / 1_000_000);
    int seconds = millis / 1000;
    int minutes = seconds / 60;
    int hours = minutes / 60;
    long clock = PAIRS[hours] | (long) PAIRS[minutes - hours * 60] << 24;
    LONG.set(into, at, COLONS | clock | (long) PAIRS[seconds - minutes * 60] << 48);
    if (digits == 0) {
      return at + 8;
    }
    INT.set(into, at + 8, '.' | TRIPLES[millis - seconds * 1000] << 8);
    if (digits > 3) {
      int below = (int) (nanos - millis * 1_000_000L);
      INT.set(into, at + 12, TRIPLES[below / 1000]);
      INT.set(into, at + 15, TRIPLES[below % 1000]);
    }
    return at + 9 + digits;
  }
}
