// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import java.nio.charset.StandardCharsets;

/** The JSON of columns. */
public final class Cells {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final long NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400L * NANOS;

  private Cells() {}

  /** The cell of a column. */
  public static Cell of(Column column) {
    return switch (column.kind()) {
      case BOOLEAN -> flag(column.numbers());
      case NUMBER -> number(column.numbers(), column.digits());
      case DATE -> date(column.numbers());
      case TIME -> time(column.numbers(), column.digits());
      case INSTANT -> timestamp(column.numbers(), column.digits(), true);
      case LOCAL -> timestamp(column.numbers(), column.digits(), false);
      case TEXT -> text(column.texts());
      case JSON -> column.texts()::write;
    };
  }

  private static Cell flag(LongValue values) {
    return (row, out) -> out.put(values.at(row) == 0 ? FALSE : TRUE);
  }

  private static Cell number(LongValue values, int scale) {
    return scale == 0
        ? (row, out) -> out.putLong(values.at(row))
        : (row, out) -> out.putDecimal(values.at(row), scale);
  }

  private static Cell text(TextValue values) {
    return (row, out) -> {
      out.put('"');
      values.write(row, out);
      out.put('"');
    };
  }

  private static Cell date(LongValue values) {
    return (row, out) -> {
      out.put('"');
      putDate(values.at(row), out);
      out.put('"');
    };
  }

  private static Cell time(LongValue values, int digits) {
    return (row, out) -> {
      out.put('"');
      putTime(values.at(row), digits, out);
      out.put('"');
    };
  }

  private static Cell timestamp(LongValue values, int digits, boolean zoned) {
    return (row, out) -> {
      long nanos = values.at(row);
      long day = Math.floorDiv(nanos, DAY_NANOS);
      out.put('"');
      putDate(day, out);
      out.put('T');
      putTime(nanos - day * DAY_NANOS, digits, out);
      if (zoned) {
        out.put('Z');
      }
      out.put('"');
    };
  }

  /** Writes a day of the years 0 to 9999, by the calendar's arithmetic. */
  private static void putDate(long epochDay, EventBuffer out) {
    // Days since 0000-03-01, so that leap days end their years.
    long days = epochDay + 719_468;
    long era = Math.floorDiv(days, 146_097);
    long dayOfEra = days - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long month = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * month + 2) / 5 + 1;
    month = month < 10 ? month + 3 : month - 9;
    out.putDigits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    out.put('-');
    out.putDigits(month, 2);
    out.put('-');
    out.putDigits(day, 2);
  }

  private static void putTime(long nanosOfDay, int digits, EventBuffer out) {
    long seconds = nanosOfDay / NANOS;
    out.putDigits(seconds / 3600, 2);
    out.put(':');
    out.putDigits(seconds / 60 % 60, 2);
    out.put(':');
    out.putDigits(seconds % 60, 2);
    if (digits > 0) {
      long fraction = nanosOfDay - seconds * NANOS;
      for (int i = digits; i < 9; i++) {
        fraction /= 10;
      }
      out.put('.');
      out.putDigits(fraction, digits);
    }
  }
}
