// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.uuid;

/**
 * Reads structures of Thrift's compact protocol, field by field; fields that are not wanted are
 * skipped. What is no structure ends with an {@link IndexOutOfBoundsException} or an {@link
 * IllegalStateException}, never with a loop.
 */
final class ThriftReader {
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;
  private static final int DEEPEST = 32;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private final int[] outer = new int[DEEPEST];
  private int depth;
  private int field;
  private int type;

  /** Begins with the structure at a place. */
  void begin(byte[] source, int from, int to) {
    bytes = source;
    at = from;
    end = to;
    depth = 0;
    field = 0;
    type = STRUCT;
  }

  /** Where the next byte is. */
  int position() {
    return at;
  }

  private int octet() {
    if (at >= end) {
      throw new IndexOutOfBoundsException("A structure goes on behind its end");
    }
    return bytes[at++] & 0xFF;
  }

  private void pass(long count) {
    if (count < 0 || count > end - at) {
      throw new IndexOutOfBoundsException("A structure goes on behind its end");
    }
    at += (int) count;
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IllegalStateException("A number has too many bytes");
  }

  /** The whole number that is next. */
  long number() {
    if (type == BYTE) {
      return (byte) octet();
    } else if (type < BYTE || type >= DOUBLE) {
      throw new IllegalStateException("A field is no number: " + type);
    }
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  /** The whole number of 32 bits that is next. */
  int integer() {
    return Math.toIntExact(number());
  }

  /** The truth value of the field. */
  boolean truth() {
    return type == TRUE;
  }

  /** Enters the structure that is next. */
  void enter() {
    if (type != STRUCT || depth == DEEPEST) {
      throw new IllegalStateException("A field is no structure: " + type);
    }
    outer[depth++] = field;
    field = 0;
  }

  /**
   * Goes to the next field of the structure; 0 at its end, which leaves it. The value of a field
   * must be read or skipped before.
   */
  int next() {
    int header = octet();
    if (header == 0) {
      field = outer[--depth];
      type = STRUCT;
      return 0;
    }
    type = header & 0xF;
    int delta = header >>> 4;
    if (delta == 0) {
      int value = (int) unsigned();
      field = value >>> 1 ^ -(value & 1);
    } else {
      field += delta;
    }
    return field;
  }

  /** How many elements the list has that is next; they follow. */
  int list() {
    if (type != LIST && type != SET) {
      throw new IllegalStateException("A field is no list: " + type);
    }
    int header = octet();
    type = header & 0xF;
    long size = header >>> 4 == 15 ? unsigned() : header >>> 4;
    if (size < 0 || size > end - at) {
      throw new IndexOutOfBoundsException("A list goes on behind its end");
    }
    return (int) size;
  }

  /** Skips the value of the field. */
  void skip() {
    skip(type, DEEPEST);
  }

  /** Skips an element of a list of structures. */
  void skipStructure() {
    skip(STRUCT, DEEPEST);
    type = STRUCT;
  }

  private void skip(int kind, int deepest) {
    if (deepest == 0) {
      throw new IllegalStateException("A structure is too deep");
    }
    switch (kind) {
      case TRUE, FALSE -> pass(0);
      case BYTE -> pass(1);
      case 4, 5, 6 -> unsigned();
      case DOUBLE -> pass(Double.BYTES);
      case BINARY -> pass(unsigned());
      case LIST, SET -> {
        type = kind;
        int size = list();
        int element = type;
        for (int i = 0; i < size; i++) {
          element(element, deepest - 1);
        }
      }
      case MAP -> map(deepest - 1);
      case STRUCT -> {
        int header;
        while ((header = octet()) != 0) {
          if (header >>> 4 == 0) {
            unsigned();
          }
          skip(header & 0xF, deepest - 1);
        }
      }
      default -> throw new IllegalStateException("A field has no type: " + kind);
    }
  }

  private void map(int deepest) {
    long size = unsigned();
    if (size == 0) {
      return;
    }
    int kinds = octet();
    for (long i = 0; i < size; i++) {
      element(kinds >>> 4, deepest);
      element(kinds & 0xF, deepest);
    }
  }

  /** Truth values have a byte of their own where they are no fields. */
  private void element(int kind, int deepest) {
    if (kind == TRUE || kind == FALSE) {
      pass(1);
    } else {
      skip(kind, deepest);
    }
  }
}
