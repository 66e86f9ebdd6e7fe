// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.engine.Sql;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Values in Iceberg's internal form, written for the engine. */
public final class SqlValues {
  private static final DateTimeFormatter DAY =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NEVER)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, true)
          .toFormatter(Locale.ROOT);

  private SqlValues() {}

  /** A value as a typed expression: {@code CAST('5' AS BIGINT)}, {@code CAST(NULL AS DATE)}. */
  public static String sql(Type type, @Nullable Object value) {
    return "CAST(" + expression(type, value) + " AS " + DuckTypes.sqlType(type) + ")";
  }

  private static String expression(Type type, @Nullable Object value) {
    if (value == null) {
      return "NULL";
    } else if (type.isStructType()) {
      StructLike struct = (StructLike) value;
      List<String> parts = new ArrayList<>();
      for (NestedField field : type.asStructType().fields()) {
        Object item = struct.get(parts.size(), Object.class);
        parts.add(Sql.quote(field.name()) + ": " + sql(field.type(), item));
      }
      return "{" + String.join(", ", parts) + "}";
    } else if (type.isListType()) {
      return list(type.asListType().elementType(), (Collection<?>) value);
    } else if (type.isMapType()) {
      Map<?, ?> map = (Map<?, ?>) value;
      return "map("
          + list(type.asMapType().keyType(), map.keySet())
          + ", "
          + list(type.asMapType().valueType(), map.values())
          + ")";
    }
    return Sql.literal(text(type, value));
  }

  private static String list(Type type, Collection<?> values) {
    List<String> parts = new ArrayList<>();
    for (Object value : values) {
      parts.add(sql(type, value));
    }
    return "[" + String.join(", ", parts) + "]";
  }

  /** A value as text that the engine casts to the type. */
  static String text(Type type, Object value) {
    switch (type.typeId()) {
      case DATE:
        return day(LocalDate.ofEpochDay(((Number) value).longValue()), "");
      case TIME:
        return CLOCK.format(LocalTime.ofNanoOfDay(Math.multiplyExact((Long) value, 1000L)));
      case TIMESTAMP:
        long micros = (Long) value;
        return instant(
            Math.floorDiv(micros, 1_000_000L),
            Math.floorMod(micros, 1_000_000L) * 1000,
            ((Types.TimestampType) type).shouldAdjustToUTC());
      case TIMESTAMP_NANO:
        long nanos = (Long) value;
        return instant(
            Math.floorDiv(nanos, 1_000_000_000L),
            Math.floorMod(nanos, 1_000_000_000L),
            ((Types.TimestampNanoType) type).shouldAdjustToUTC());
      case DECIMAL:
        return ((BigDecimal) value).toPlainString();
      case FIXED:
      case BINARY:
        return bytes(value);
      default:
        return value.toString();
    }
  }

  private static String instant(long seconds, long nanos, boolean utc) {
    LocalDateTime time =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
    return day(time.toLocalDate(), " " + CLOCK.format(time) + (utc ? "+00" : ""));
  }

  private static String day(LocalDate date, String rest) {
    return DAY.format(date) + rest + (date.getYear() <= 0 ? " (BC)" : "");
  }

  private static String bytes(Object value) {
    ByteBuffer buffer =
        value instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) value).duplicate();
    StringBuilder text = new StringBuilder(buffer.remaining() * 4);
    while (buffer.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "\\x%02X", buffer.get() & 0xff));
    }
    return text.toString();
  }
}
