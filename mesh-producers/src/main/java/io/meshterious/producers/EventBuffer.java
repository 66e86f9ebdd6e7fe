// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.csv.JsonOutput;
import io.meshterious.producers.internal.json.Ascii;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that an event is written into: it grows as needed and is used again for the next one, so
 * that writing an event leaves no garbage. For one thread.
 */
public final class EventBuffer implements JsonOutput {
  /** So many bytes after the last one are there, and may be written over. */
  public static final int SLACK = 32;

  /** Bytes that are written often. */
  public static final class Constant {
    private final byte[] bytes;
    private final int length;

    /** A copy of bytes. */
    public Constant(byte[] bytes) {
      this.length = bytes.length;
      this.bytes = Arrays.copyOf(bytes, length + SLACK);
    }

    /** Text as UTF-8. */
    public static Constant of(String text) {
      return new Constant(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** How many bytes there are. */
    public int length() {
      return length;
    }

    /**
     * Writes them from a place on, in words: {@link #SLACK} bytes more may be written over.
     *
     * @return the place after
     */
    public int put(byte[] into, int at) {
      return Ascii.copy(bytes, 0, length, into, at);
    }

    /**
     * Writes them at many places, as {@link #put(byte[], int)} does.
     *
     * @param places the places; afterwards, those after the bytes
     * @param count how many places there are
     */
    public void put(byte[] into, int[] places, int count) {
      Ascii.copy(bytes, length, into, places, count);
    }
  }

  /** Texts of which one or another is written often; they lie side by side. */
  public static final class Constants {
    private final byte[] bytes;
    private final int[] starts;
    private final int longest;

    private Constants(byte[] bytes, int[] starts, int longest) {
      this.bytes = bytes;
      this.starts = starts;
      this.longest = longest;
    }

    /** Texts as UTF-8; their numbers are their places. */
    public static Constants of(List<String> texts) {
      EventBuffer all = new EventBuffer();
      int[] starts = new int[texts.size() + 1];
      int longest = 0;
      for (int i = 0; i < texts.size(); i++) {
        all.put(texts.get(i).getBytes(StandardCharsets.UTF_8));
        starts[i + 1] = all.length;
        longest = Math.max(longest, starts[i + 1] - starts[i]);
      }
      return new Constants(Arrays.copyOf(all.bytes, all.length + SLACK), starts, longest);
    }

    /** How many bytes the longest has. */
    public int longest() {
      return longest;
    }

    /**
     * Writes one of them, as {@link Constant#put(byte[], int)} does.
     *
     * @return the place after
     */
    public int put(int number, byte[] into, int at) {
      return Ascii.copy(bytes, starts[number], starts[number + 1], into, at);
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
  @Override
  public int length() {
    return length;
  }

  /** Goes back to a length there was before. */
  @Override
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

  /**
   * Makes room for bytes, and for {@link #SLACK} more that may be written over. They belong to the
   * event when {@link #end} says so.
   *
   * @return the place of the first
   */
  public int reserve(int count) {
    int at = length;
    if (bytes.length - at < count + SLACK) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + count + SLACK));
    }
    return at;
  }

  /** The bytes themselves, until room is made again. */
  public byte[] array() {
    return bytes;
  }

  /** States where what was written ends. */
  public void end(int place) {
    if (place < 0 || place > bytes.length - SLACK) {
      throw new IndexOutOfBoundsException(place + " of " + bytes.length);
    }
    length = place;
  }

  /** Writes a byte. */
  @Override
  public void put(int value) {
    int at = reserve(1);
    bytes[at] = (byte) value;
    length = at + 1;
  }

  /** Writes bytes. */
  public void put(byte[] values) {
    int at = reserve(values.length);
    System.arraycopy(values, 0, bytes, at, values.length);
    length = at + values.length;
  }

  /** Writes some of the bytes of an array. */
  @Override
  public void put(byte[] values, int from, int to) {
    int at = reserve(to - from);
    System.arraycopy(values, from, bytes, at, to - from);
    length = at + to - from;
  }

  /** Writes bytes that are written often. */
  public void put(Constant constant) {
    int at = reserve(constant.length);
    length = constant.put(bytes, at);
  }

  /** Writes a universally unique identifier. */
  public void putUuid(long high, long low) {
    int at = reserve(36);
    length = Ascii.putUuid(bytes, at, high, low);
  }

  /** Writes the last bits of a number as hexadecimal digits, sixteen at most. */
  public void putHex(long bits, int digits) {
    int at = reserve(digits);
    length = Ascii.putHex(bytes, at, bits, digits);
  }

  /** Writes a whole number. */
  public void putLong(long value) {
    int at = reserve(Ascii.LONGEST_NUMBER);
    length = Ascii.putLong(bytes, at, value);
  }

  /**
   * Writes a decimal number, without zeros at its end.
   *
   * @param unscaled the digits
   * @param scale how many of them are after the point, 0 to 18
   */
  public void putDecimal(long unscaled, int scale) {
    int at = reserve(Ascii.LONGEST_NUMBER);
    length = Ascii.putDecimal(bytes, at, unscaled, scale);
  }

  /** Writes the last digits of a number that is not negative, with zeros in front. */
  public void putDigits(long value, int digits) {
    int at = reserve(digits);
    length = Ascii.putDigits(bytes, at, value, digits);
  }
}
