// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of events in UTF-8, written one after the other into one array that grows and is used
 * again. For one thread at a time.
 */
public final class EventBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private byte[] bytes = new byte[1024];
  private int length;

  /** An empty buffer. */
  public EventBuffer() {}

  /** Forgets what was written, and keeps the room for it. */
  public void clear() {
    length = 0;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** Goes back to a length there was before. */
  public void truncate(int before) {
    if (before < 0 || before > length) {
      throw new IllegalArgumentException("Invalid length: " + before + " (0 to " + length + ")");
    }
    length = before;
  }

  /** Whether two stretches of what was written are the same. */
  public boolean same(int from, int to, int otherFrom, int otherTo) {
    return Arrays.equals(bytes, from, to, bytes, otherFrom, otherTo);
  }

  /** What was written, without a copy; the next write changes it. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
  }

  /** Sends what was written. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private int room(int count) {
    int at = length;
    if (bytes.length - at < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count));
    }
    length = at + count;
    return at;
  }

  /** Writes a byte. */
  public void put(int value) {
    int at = room(1);
    bytes[at] = (byte) value;
  }

  /** Writes bytes. */
  public void put(byte[] values) {
    int at = room(values.length);
    System.arraycopy(values, 0, bytes, at, values.length);
  }

  /** Writes a universally unique identifier. */
  public void putUuid(long high, long low) {
    int at = room(36);
    hex(at, high >>> 32, 8);
    bytes[at + 8] = '-';
    hex(at + 9, high >>> 16, 4);
    bytes[at + 13] = '-';
    hex(at + 14, high, 4);
    bytes[at + 18] = '-';
    hex(at + 19, low >>> 48, 4);
    bytes[at + 23] = '-';
    hex(at + 24, low, 12);
  }

  /** Writes the last bits of a number as hexadecimal digits. */
  public void putHex(long bits, int digits) {
    hex(room(digits), bits, digits);
  }

  private void hex(int at, long bits, int digits) {
    long rest = bits;
    for (int i = at + digits - 1; i >= at; i--) {
      bytes[i] = HEX[(int) rest & 0xF];
      rest >>>= 4;
    }
  }

  /** Writes a whole number. */
  public void putLong(long value) {
    if (value == Long.MIN_VALUE) {
      put("-9223372036854775808".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    long rest = value;
    if (rest < 0) {
      put('-');
      rest = -rest;
    }
    int digits = 1;
    while (digits < POWERS.length && rest >= POWERS[digits]) {
      digits++;
    }
    putDigits(rest, digits);
  }

  /**
   * Writes a decimal number, without zeros at its end.
   *
   * @param unscaled the digits
   * @param scale how many of them are after the point, 0 to 18
   */
  public void putDecimal(long unscaled, int scale) {
    long rest = unscaled;
    int after = scale;
    while (after > 0 && rest % 10 == 0) {
      rest /= 10;
      after--;
    }
    if (after == 0) {
      putLong(rest);
      return;
    } else if (rest == Long.MIN_VALUE) {
      String text = BigDecimal.valueOf(rest, after).toPlainString();
      put(text.getBytes(StandardCharsets.US_ASCII));
      return;
    }
    if (rest < 0) {
      put('-');
      rest = -rest;
    }
    putLong(rest / POWERS[after]);
    put('.');
    putDigits(rest % POWERS[after], after);
  }

  /** Writes the last digits of a number that is not negative, with zeros in front. */
  public void putDigits(long value, int digits) {
    int at = room(digits);
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      long tenth = rest / 10;
      bytes[i] = (byte) ('0' + (rest - tenth * 10));
      rest = tenth;
    }
  }
}
