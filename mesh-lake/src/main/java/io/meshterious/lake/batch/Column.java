// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The values of one field, in order. Every value has a slot, nulls too; a bitmap says which slots
 * are null. Columns grow as they are appended to and keep their arrays when cleared, so that a
 * batch used again and again allocates nothing.
 *
 * <p>The arrays that subclasses hand out are the column's own: they may be longer than {@link
 * #size()}, and they are replaced when the column grows. Not safe for use by several threads.
 */
public abstract sealed class Column
    permits BooleanColumn,
        BytesColumn,
        CodeColumn,
        DoubleColumn,
        FloatColumn,
        IntColumn,
        ListColumn,
        LongColumn,
        MapColumn,
        StructColumn,
        WideColumn {
  private static final int FIRST_WORDS = 4;

  private final NestedField field;
  private long[] nulls = new long[FIRST_WORDS];
  private int nullCount;
  private int size;

  Column(NestedField field) {
    this.field = field;
  }

  /** The column of a field, with those that are in it. */
  static Column of(NestedField field, Map<Integer, Dictionary> dictionaries) {
    Type type = field.type();
    return switch (type.typeId()) {
      case BOOLEAN -> new BooleanColumn(field);
      case INTEGER, DATE -> new IntColumn(field);
      case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO -> new LongColumn(field);
      case FLOAT -> new FloatColumn(field);
      case DOUBLE -> new DoubleColumn(field);
      case UUID -> new WideColumn(field);
      case DECIMAL ->
          ((Types.DecimalType) type).precision() <= 18
              ? new LongColumn(field)
              : new WideColumn(field);
      case STRING -> {
        Dictionary dictionary = dictionaries.get(field.fieldId());
        yield dictionary == null ? new BytesColumn(field) : new CodeColumn(field, dictionary);
      }
      case BINARY, FIXED -> new BytesColumn(field);
      case STRUCT ->
          new StructColumn(
              field,
              type.asStructType().fields().stream().map(it -> of(it, dictionaries)).toList());
      case LIST -> new ListColumn(field, of(type.asListType().fields().get(0), dictionaries));
      case MAP ->
          new MapColumn(
              field,
              of(type.asMapType().fields().get(0), dictionaries),
              of(type.asMapType().fields().get(1), dictionaries));
      default ->
          throw new IllegalArgumentException(
              "Cannot keep column '" + field.name() + "' in a batch: its type is " + type);
    };
  }

  /** The field whose values these are; its id is the table's. */
  public final NestedField field() {
    return field;
  }

  /** How many values there are, nulls included. */
  public final int size() {
    return size;
  }

  /** How many of the values are null. */
  public final int nullCount() {
    return nullCount;
  }

  /** Whether a value is null. */
  public final boolean isNull(int index) {
    return nullCount != 0 && index >>> 6 < nulls.length && (nulls[index >>> 6] >>> index & 1) != 0;
  }

  /**
   * The bitmap of nulls: bit {@code i & 63} of word {@code i >>> 6} is set when value i is null. It
   * has a bit for every value when there is a null at all.
   */
  public final long[] nulls() {
    if (nullCount != 0 && nulls.length < (size + 63) >>> 6) {
      nulls = Arrays.copyOf(nulls, Math.max((size + 63) >>> 6, nulls.length * 2));
    }
    return nulls;
  }

  /** Appends a null. */
  public final void appendNull() {
    int word = size >>> 6;
    if (word >= nulls.length) {
      nulls = Arrays.copyOf(nulls, Math.max(word + 1, nulls.length * 2));
    }
    nulls[word] |= 1L << size;
    nullCount++;
    appendEmpty();
  }

  /** Drops the values from an index on, as if they had never been appended. */
  public final void truncate(int newSize) {
    if (newSize > size || newSize < 0) {
      throw new IllegalArgumentException(
          "Cannot truncate column '" + field.name() + "' of " + size + " values to " + newSize);
    }
    if (newSize == size) {
      // A nested value may have been begun and not appended.
      truncated();
      return;
    }
    if (nullCount != 0) {
      int from = newSize >>> 6;
      int to = Math.min(nulls.length, (size + 63) >>> 6);
      int lost = 0;
      for (int word = from; word < to; word++) {
        long gone = word == from ? nulls[word] & -1L << newSize : nulls[word];
        lost += Long.bitCount(gone);
        nulls[word] &= ~gone;
      }
      nullCount -= lost;
    }
    size = newSize;
    truncated();
  }

  /** Drops all values and keeps the arrays. */
  public final void clear() {
    truncate(0);
  }

  /**
   * Appends the value of another column of the same kind, null or not.
   *
   * @throws ClassCastException when the other column is of another kind
   */
  public final void appendFrom(Column source, int index) {
    if (source.isNull(index)) {
      appendNull();
    } else {
      copy(source, index);
    }
  }

  /** Appends chosen values of another column of the same kind, null or not. */
  public final void appendFrom(Column source, int[] indexes, int count) {
    if (source.nullCount == 0) {
      for (int i = 0; i < count; i++) {
        copy(source, indexes[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        appendFrom(source, indexes[i]);
      }
    }
  }

  /** Appends the values between two indexes of another column of the same kind, null or not. */
  public final void appendFrom(Column source, int from, int to) {
    for (int i = from; i < to; i++) {
      appendFrom(source, i);
    }
  }

  /** Appends the slot of a null: any value. */
  abstract void appendEmpty();

  /** Appends a value of another column of this kind, which is not null. */
  abstract void copy(Column source, int index);

  /** Follows {@link #size()}, which has become smaller, in nested columns and offsets. */
  void truncated() {}

  /** The slot for the next value; the caller fills it. */
  final int grown() {
    return size++;
  }

  /** A longer length for an array that must hold at least so many values. */
  static int longer(int length, int needed) {
    return Math.max(needed, Math.max(16, length + (length >> 1)));
  }
}
