// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at once. Whoever reads a word needs {@link #PADDING} readable bytes after what it
 * reads; what is in them does not matter.
 */
public final class Words {
  /** So many bytes may be read after the end of an event. */
  public static final int PADDING = 64;

  /** The highest bit of each byte. */
  public static final long HIGH = 0x8080_8080_8080_8080L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final long ZEROS = '0' * ONES;
  private static final long ABOVE_NINE = (0x80 - '9' - 1) * ONES;

  private Words() {}

  /** Eight bytes, the first in the lowest byte. */
  public static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Four bytes, the first in the lowest byte. */
  public static int half(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  /** A word with its first bytes set; all for eight and more. */
  public static long mask(int count) {
    return count >= Long.BYTES ? -1L : (1L << count * Byte.SIZE) - 1;
  }

  /** Whether all bytes are digits. */
  public static boolean digits(long word) {
    return (((word + ABOVE_NINE) | (word - ZEROS) | word) & HIGH) == 0;
  }

  /** Whether all bytes are hexadecimal digits in either case. */
  public static boolean hexDigits(long word) {
    long lower = word | SPACES;
    long decimal = (word + 0x50 * ONES) & ~(word + 0x46 * ONES);
    long letter = (lower + 0x1F * ONES) & ~(lower + 0x19 * ONES);
    return ((decimal | letter) & ~word & HIGH) == HIGH;
  }

  /** The number that eight hexadecimal digits stand for. */
  public static long hexadecimal(long word) {
    long nibbles = (word & 0x0F * ONES) + 9 * (word >>> 6 & ONES);
    long value = Long.reverseBytes(nibbles);
    value = (value | value >>> 4) & 0x00FF_00FF_00FF_00FFL;
    value = (value | value >>> 8) & 0x0000_FFFF_0000_FFFFL;
    return (value | value >>> 16) & 0xFFFF_FFFFL;
  }

  /** The number that eight decimal digits stand for. */
  public static int decimal(long word) {
    long digits = word - ZEROS;
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (int) ((fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL);
  }

  /**
   * Where a text ends that is plain: ASCII without escapes.
   *
   * @param at the byte after the opening quote
   * @return the place of the closing quote, which may be behind the end of the event; or -1
   */
  public static int plainEnd(byte[] bytes, int at) {
    for (int place = at; place <= bytes.length - Long.BYTES; place += Long.BYTES) {
      long word = word(bytes, place);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long quotes = (quote - ONES) & ~quote & HIGH;
      long others = (((backslash - ONES) & ~backslash) | word | ((word - SPACES) & ~word)) & HIGH;
      if ((quotes | others) != 0) {
        int bit = Long.numberOfTrailingZeros(quotes | others);
        boolean found = (quotes >>> bit & 1) != 0 && (others >>> bit & 1) == 0;
        return found ? place + (bit >>> 3) : -1;
      }
    }
    return -1;
  }
}
