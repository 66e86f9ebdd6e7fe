// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Texts of up to sixteen bytes, each place of which has one range of bytes. */
final class AsciiRanges {
  /** So many bytes are read, however short the text. */
  static final int READ = 16;

  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** For patterns whose texts are not like that. */
  static final AsciiRanges NONE = new AsciiRanges(0, new byte[READ], new byte[READ]);

  /** Bit n is set when a text of n bytes is allowed. */
  private final int lengths;

  private final long firstLeast;
  private final long secondLeast;
  private final long firstRoom;
  private final long secondRoom;

  private AsciiRanges(int lengths, byte[] least, byte[] most) {
    this.lengths = lengths;
    byte[] room = new byte[READ];
    for (int i = 0; i < READ; i++) {
      room[i] = (byte) (Byte.MAX_VALUE - most[i]);
    }
    this.firstLeast = word(least, 0);
    this.secondLeast = word(least, Long.BYTES);
    this.firstRoom = word(room, 0);
    this.secondRoom = word(room, Long.BYTES);
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** Whether there are such texts. */
  boolean known() {
    return lengths != 0;
  }

  /**
   * Whether a text matches, of which sixteen bytes can be read; one that is not of ASCII does not.
   */
  boolean match(byte[] text, int from, int length) {
    if (length > READ || (lengths >>> length & 1) == 0) {
      return false;
    }
    // A place is in its range when its bit 7 stays where the least is taken away from it, and does
    // not appear where the room above the most is added.
    long first = word(text, from);
    long second = word(text, from + Long.BYTES);
    long wrong =
        (~((first | HIGH) - firstLeast) | first + firstRoom | first) & mask(length)
            | (~((second | HIGH) - secondLeast) | second + secondRoom | second)
                & mask(length - Long.BYTES);
    return (wrong & HIGH) == 0;
  }

  private static long mask(int length) {
    return length <= 0 ? 0 : length >= Long.BYTES ? -1L : (1L << length * Byte.SIZE) - 1;
  }

  /** Collects places, one after the other. */
  static final class Builder {
    private final byte[] least = new byte[READ];
    private final byte[] most = new byte[READ];
    private int lengths;
    private int size;

    Builder() {
      Arrays.fill(most, Byte.MAX_VALUE);
    }

    /**
     * Goes on to the next place.
     *
     * @param ends whether a text may end before it
     * @return whether there is room for it
     */
    boolean place(boolean ends) {
      lengths |= ends ? 1 << size : 0;
      return size < READ;
    }

    void range(int from, int to) {
      least[size] = (byte) from;
      most[size] = (byte) to;
      size++;
    }

    AsciiRanges build() {
      return new AsciiRanges(lengths, least, most);
    }
  }
}
