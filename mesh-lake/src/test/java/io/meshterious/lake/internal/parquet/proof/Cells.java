// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.MapColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.batch.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which values are compared. Numbers are what they are; dates are days and all
 * other times micro- or nanoseconds, as {@code Integer} and {@code Long}; binary and fixed are
 * {@code ByteBuffer}s; structs and lists are lists, and maps are lists of pairs. Two values are the
 * same when they are equal: NaN is NaN, and -0.0 is not 0.0.
 */
@SuppressWarnings("ByteBufferBackingArray") // buffers of arrays
final class Cells {
  private static final long NANOS = 1_000_000_000L;

  private Cells() {}

  /** Appends a value to a column. */
  static void append(Column column, @Nullable Object cell) {
    if (cell == null) {
      column.appendNull();
    } else if (column instanceof BooleanColumn booleans) {
      booleans.append((Boolean) cell);
    } else if (column instanceof IntColumn ints) {
      ints.append((Integer) cell);
    } else if (column instanceof LongColumn longs) {
      longs.append(
          cell instanceof BigDecimal decimal
              ? decimal.unscaledValue().longValueExact()
              : (Long) cell);
    } else if (column instanceof FloatColumn floats) {
      floats.append((Float) cell);
    } else if (column instanceof DoubleColumn doubles) {
      doubles.append((Double) cell);
    } else if (column instanceof WideColumn wides) {
      appendWide(wides, cell);
    } else if (column instanceof BytesColumn bytes) {
      if (cell instanceof ByteBuffer buffer) {
        bytes.append(buffer.array());
      } else {
        bytes.append((String) cell);
      }
    } else if (column instanceof CodeColumn codes) {
      codes.append(codes.dictionary().add((String) cell));
    } else if (column instanceof StructColumn struct) {
      List<?> cells = (List<?>) cell;
      for (int i = 0; i < cells.size(); i++) {
        append(struct.children().get(i), cells.get(i));
      }
      struct.append();
    } else if (column instanceof ListColumn list) {
      for (Object element : (List<?>) cell) {
        append(list.element(), element);
      }
      list.append();
    } else if (column instanceof MapColumn map) {
      for (Object entry : (List<?>) cell) {
        List<?> pair = (List<?>) entry;
        append(map.key(), pair.get(0));
        append(map.value(), pair.get(1));
      }
      map.append();
    }
  }

  private static void appendWide(WideColumn column, Object cell) {
    if (cell instanceof UUID uuid) {
      column.append(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else {
      BigInteger unscaled = ((BigDecimal) cell).unscaledValue();
      column.append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
    }
  }

  /** A value as Iceberg's generic records hold it. */
  static @Nullable Object toGeneric(Type type, @Nullable Object cell) {
    if (cell == null) {
      return null;
    }
    return switch (type.typeId()) {
      case DATE -> LocalDate.ofEpochDay((Integer) cell);
      case TIME -> LocalTime.ofNanoOfDay((Long) cell * 1000);
      case TIMESTAMP ->
          moment((Long) cell, 1_000_000, ((Types.TimestampType) type).shouldAdjustToUTC());
      case TIMESTAMP_NANO ->
          moment((Long) cell, NANOS, ((Types.TimestampNanoType) type).shouldAdjustToUTC());
      case FIXED -> ((ByteBuffer) cell).array();
      case STRUCT -> {
        GenericRecord record = GenericRecord.create(type.asStructType());
        List<?> cells = (List<?>) cell;
        for (int i = 0; i < cells.size(); i++) {
          record.set(i, toGeneric(type.asStructType().fields().get(i).type(), cells.get(i)));
        }
        yield record;
      }
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : (List<?>) cell) {
          list.add(toGeneric(type.asListType().elementType(), element));
        }
        yield list;
      }
      case MAP -> {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Object entry : (List<?>) cell) {
          List<?> pair = (List<?>) entry;
          map.put(
              toGeneric(type.asMapType().keyType(), pair.get(0)),
              toGeneric(type.asMapType().valueType(), pair.get(1)));
        }
        yield map;
      }
      default -> cell;
    };
  }

  /** A value of Iceberg's generic records. */
  static @Nullable Object ofGeneric(Type type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.typeId()) {
      case DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
      case TIME -> ((LocalTime) value).toNanoOfDay() / 1000;
      case TIMESTAMP -> count(value, 1_000_000);
      case TIMESTAMP_NANO -> count(value, NANOS);
      case FIXED -> ByteBuffer.wrap((byte[]) value);
      case STRUCT -> {
        List<@Nullable Object> cells = new ArrayList<>();
        StructLike record = (Record) value;
        for (int i = 0; i < record.size(); i++) {
          cells.add(
              ofGeneric(type.asStructType().fields().get(i).type(), record.get(i, Object.class)));
        }
        yield cells;
      }
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : (List<?>) value) {
          list.add(ofGeneric(type.asListType().elementType(), element));
        }
        yield list;
      }
      case MAP -> {
        List<Object> pairs = new ArrayList<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, entry) -> {
                  List<@Nullable Object> pair = new ArrayList<>();
                  pair.add(ofGeneric(type.asMapType().keyType(), key));
                  pair.add(ofGeneric(type.asMapType().valueType(), entry));
                  pairs.add(pair);
                });
        yield pairs;
      }
      default -> value;
    };
  }

  private static Object moment(long count, long perSecond, boolean utc) {
    OffsetDateTime moment =
        Instant.ofEpochSecond(
                Math.floorDiv(count, perSecond),
                Math.floorMod(count, perSecond) * (NANOS / perSecond))
            .atOffset(ZoneOffset.UTC);
    return utc ? moment : moment.toLocalDateTime();
  }

  private static long count(Object value, long perSecond) {
    Instant instant =
        value instanceof OffsetDateTime moment
            ? moment.toInstant()
            : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(perSecond))
        .add(BigInteger.valueOf(instant.getNano() / (NANOS / perSecond)))
        .longValueExact();
  }
}
