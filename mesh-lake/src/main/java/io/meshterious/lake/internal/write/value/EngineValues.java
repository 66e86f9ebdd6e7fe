// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.value;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Values of the engine as Iceberg keeps them: days, microseconds and nanoseconds as numbers, binary
 * as buffers.
 */
@SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are taken as a whole
public final class EngineValues {
  private static final Pattern DATE = Pattern.compile("(\\d{4,6})-(\\d{2})-(\\d{2})");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4,6}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(\\+00)?");
  private static final long SECOND_MICROS = 1_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private EngineValues() {}

  /** An expression whose result {@link #read} understands, for a value of a type. */
  public static String plain(Type type, String value) {
    switch (type.typeId()) {
      case DATE:
        return "CAST(" + value + " - DATE '1970-01-01' AS INTEGER)";
      case TIME, TIMESTAMP:
        return "epoch_us(" + value + ")";
      case TIMESTAMP_NANO:
        return "epoch_ns(" + value + ")";
      case BINARY, FIXED:
        return "hex(" + value + ")";
      case UUID, DECIMAL:
        return "CAST(" + value + " AS VARCHAR)";
      default:
        return value;
    }
  }

  /** The value in a column of a result that {@link #plain} made. */
  public static @Nullable Object read(ResultSet row, int column, Type type) throws SQLException {
    Object value;
    switch (type.typeId()) {
      case BOOLEAN:
        value = row.getBoolean(column);
        break;
      case INTEGER, DATE:
        value = row.getInt(column);
        break;
      case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO:
        value = row.getLong(column);
        break;
      case FLOAT:
        value = row.getFloat(column);
        break;
      case DOUBLE:
        value = row.getDouble(column);
        break;
      default:
        String text = row.getString(column);
        value = text == null ? null : ofPlainText(type, text);
    }
    return row.wasNull() ? null : value;
  }

  private static Object ofPlainText(Type type, String text) {
    switch (type.typeId()) {
      case BINARY, FIXED:
        return ByteBuffer.wrap(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
      case UUID:
        return UUID.fromString(text);
      case DECIMAL:
        return new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
      default:
        return text;
    }
  }

  /**
   * The value that the engine wrote as text in a file's statistics.
   *
   * @return null when the text is not exactly one value of the type
   */
  public static @Nullable Object parse(Type type, String text) {
    try {
      switch (type.typeId()) {
        case BOOLEAN:
          return text.equals("1") ? Boolean.TRUE : text.equals("0") ? Boolean.FALSE : null;
        case INTEGER:
          return Integer.valueOf(text);
        case LONG:
          return Long.valueOf(text);
        case FLOAT:
          return real(Float.valueOf(number(text)));
        case DOUBLE:
          return real(Double.valueOf(number(text)));
        case DATE:
          return Math.toIntExact(date(text).toEpochDay());
        case TIME:
          return LocalTime.parse(text).toNanoOfDay() / 1000;
        case TIMESTAMP:
          return moment(text, SECOND_MICROS);
        case TIMESTAMP_NANO:
          return moment(text, SECOND_NANOS);
        case STRING:
          return text;
        case BINARY:
          return ByteBuffer.wrap(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
        case DECIMAL:
          return new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
        default:
          return null;
      }
    } catch (RuntimeException notAValue) {
      return null;
    }
  }

  private static @Nullable Object real(Number value) {
    return Double.isNaN(value.doubleValue()) ? null : value;
  }

  private static String number(String text) {
    return switch (text) {
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }

  private static LocalDate date(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    return LocalDate.of(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private static long moment(String text, long unitsOfSecond) {
    Matcher parts = MOMENT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    LocalDateTime time = date(parts.group(1)).atTime(LocalTime.parse(parts.group(2)));
    long whole = Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), unitsOfSecond);
    return Math.addExact(whole, time.getNano() / (SECOND_NANOS / unitsOfSecond));
  }

  /** A value as the engine reads it from text. */
  public static String text(Type type, Object value) {
    switch (type.typeId()) {
      case DATE:
        return LocalDate.ofEpochDay((Integer) value).toString();
      case TIME:
        return LocalTime.ofNanoOfDay(((Long) value) * 1000).toString();
      case TIMESTAMP:
        return moment((Long) value, SECOND_MICROS)
            + (((Types.TimestampType) type).shouldAdjustToUTC() ? "+00" : "");
      case TIMESTAMP_NANO:
        return moment((Long) value, SECOND_NANOS)
            + (((Types.TimestampNanoType) type).shouldAdjustToUTC() ? "+00" : "");
      case BINARY, FIXED:
        StringBuilder escaped = new StringBuilder();
        ByteBuffer bytes = ((ByteBuffer) value).duplicate();
        while (bytes.hasRemaining()) {
          escaped.append(String.format(Locale.ROOT, "\\x%02X", bytes.get()));
        }
        return escaped.toString();
      case DECIMAL:
        return ((BigDecimal) value).toPlainString();
      default:
        return value.toString();
    }
  }

  private static String moment(long units, long unitsOfSecond) {
    long second = Math.floorDiv(units, unitsOfSecond);
    long nanos = Math.floorMod(units, unitsOfSecond) * (SECOND_NANOS / unitsOfSecond);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, (int) nanos, ZoneOffset.UTC);
    return time.toLocalDate() + " " + time.toLocalTime();
  }
}
