// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Structures in Thrift's compact protocol, as far as Parquet's headers and footer need it. Begin
 * with {@link #begin()}, write fields in the order of their ids, and close with {@link #end()}.
 *
 * <pre>
 * field   (id - last id) << 4 | type        when the difference is 1 to 15
 *         type, zigzag varint of the id     otherwise
 * list    size << 4 | type                  when the size is below 15
 *         0xF0 | type, varint of the size   otherwise
 * end     0
 * </pre>
 */
public final class ThriftWriter {
  /** The element type of lists of booleans. */
  public static final int BOOL = 1;

  /** The element type of lists of 32-bit numbers. */
  public static final int I32 = 5;

  /** The element type of lists of 64-bit numbers. */
  public static final int I64 = 6;

  /** The element type of lists of strings and bytes. */
  public static final int BINARY = 8;

  /** The element type of lists of structures. */
  public static final int STRUCT = 12;

  private static final int FALSE = 2;
  private static final int LIST = 9;

  private final ByteSink sink;
  private int[] outer = new int[16];
  private int depth;
  private int last;

  /** A writer that appends to a sink. */
  public ThriftWriter(ByteSink sink) {
    this.sink = sink;
  }

  /** Begins a structure: the outermost one, or an element of a list. */
  public void begin() {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, depth * 2);
    }
    outer[depth++] = last;
    last = 0;
  }

  /** Begins a structure that is a field. */
  public void begin(int id) {
    field(id, STRUCT);
    begin();
  }

  /** Ends the structure that was begun last. */
  public void end() {
    sink.put(0);
    last = outer[--depth];
  }

  /** Writes a field that is a structure without fields. */
  public void empty(int id) {
    begin(id);
    end();
  }

  /** Writes a 32-bit field. */
  public void i32(int id, int value) {
    field(id, I32);
    sink.putZigzag(value);
  }

  /** Writes a 16-bit field. */
  public void i16(int id, int value) {
    field(id, 4);
    sink.putZigzag(value);
  }

  /** Writes a 64-bit field. */
  public void i64(int id, long value) {
    field(id, I64);
    sink.putZigzag(value);
  }

  /** Writes a field that is true or false. */
  public void bool(int id, boolean value) {
    field(id, value ? BOOL : FALSE);
  }

  /** Writes a field of text. */
  public void string(int id, String text) {
    field(id, BINARY);
    element(text);
  }

  /** Writes a field of bytes. */
  public void binary(int id, byte[] bytes, int from, int length) {
    field(id, BINARY);
    element(bytes, from, length);
  }

  /** Begins a list; exactly so many elements follow. */
  public void list(int id, int elementType, int size) {
    field(id, LIST);
    if (size < 15) {
      sink.put(size << 4 | elementType);
    } else {
      sink.put(0xF0 | elementType);
      sink.putVarint(size);
    }
  }

  /** Writes an element of a list of 32-bit or 64-bit numbers. */
  public void element(long value) {
    sink.putZigzag(value);
  }

  /** Writes an element of a list of booleans. */
  public void element(boolean value) {
    sink.put(value ? BOOL : FALSE);
  }

  /** Writes an element of a list of strings. */
  public void element(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    element(utf8, 0, utf8.length);
  }

  /** Writes an element of a list of bytes. */
  public void element(byte[] bytes, int from, int length) {
    sink.putVarint(length);
    sink.put(bytes, from, length);
  }

  /** Writes a field whose bytes, without its id and type, are known. */
  public void raw(int id, int type, ByteSink bytes) {
    field(id, type);
    sink.put(bytes);
  }

  private void field(int id, int type) {
    int step = id - last;
    if (step > 0 && step < 16) {
      sink.put(step << 4 | type);
    } else {
      sink.put(type);
      sink.putZigzag(id);
    }
    last = id;
  }
}
