// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.value;

import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.type.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Dates and times as contracts write them, read as numbers that can be compared. */
public final class Moments {
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

  private Moments() {}

  /** Whether a format is a pattern of letters that can be used. */
  public static boolean isFormat(String format) {
    return formatter(format).isPresent();
  }

  private static Optional<DateTimeFormatter> formatter(String format) {
    try {
      return format.isBlank()
          ? Optional.empty()
          : Optional.of(DateTimeFormatter.ofPattern(format, Locale.ROOT));
    } catch (IllegalArgumentException notAPattern) {
      return Optional.empty();
    }
  }

  /**
   * A bound or example of a property as a number: days for a date, seconds for a time or timestamp.
   * With a format it must be written in that, else as ISO 8601 says.
   */
  public static Optional<BigDecimal> number(FieldSite field, DataType type, String text) {
    Optional<String> format = field.options().format();
    try {
      TemporalAccessor moment =
          format.isPresent() ? formatted(format.get(), text) : iso(type, text);
      return Optional.of(number(type, moment));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }

  private static TemporalAccessor formatted(String format, String text) {
    DateTimeFormatter exact = DateTimeFormatter.ofPattern(format, Locale.ROOT);
    TemporalAccessor parsed = exact.parse(text);
    if (parsed.query(TemporalQueries.localDate()) != null
        || parsed.query(TemporalQueries.localTime()) != null) {
      return parsed;
    }
    return new DateTimeFormatterBuilder()
        .append(exact)
        .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
        .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
        .toFormatter(Locale.ROOT)
        .parse(text);
  }

  private static TemporalAccessor iso(DataType type, String text) {
    if (type instanceof DataType.Date) {
      return LocalDate.parse(text);
    } else if (type instanceof DataType.Time) {
      return DateTimeFormatter.ISO_TIME.parse(text);
    }
    String withT =
        text.length() > 10 && text.charAt(10) == ' '
            ? text.substring(0, 10) + "T" + text.substring(11)
            : text;
    return text.length() == 10
        ? DateTimeFormatter.ISO_DATE.parse(text)
        : DateTimeFormatter.ISO_DATE_TIME.parse(withT);
  }

  private static BigDecimal number(DataType type, TemporalAccessor moment) {
    LocalDate date = moment.query(TemporalQueries.localDate());
    LocalTime time = moment.query(TemporalQueries.localTime());
    if (type instanceof DataType.Time) {
      if (time == null) {
        throw new DateTimeException("no time of day");
      }
      return BigDecimal.valueOf(time.toNanoOfDay()).divide(BILLION);
    }
    if (date == null) {
      throw new DateTimeException("no date");
    }
    if (type instanceof DataType.Date) {
      return BigDecimal.valueOf(date.toEpochDay());
    }
    ZoneOffset offset = ZoneOffset.UTC;
    if (moment.isSupported(ChronoField.OFFSET_SECONDS)) {
      offset = ZoneOffset.ofTotalSeconds(moment.get(ChronoField.OFFSET_SECONDS));
    }
    OffsetDateTime instant =
        OffsetDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, offset);
    return BigDecimal.valueOf(instant.toEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano()).divide(BILLION));
  }

  /** How a type's values are written, for messages. */
  public static String form(FieldSite field, DataType type) {
    if (field.options().format().isPresent()) {
      return "allowed is the format '" + field.options().format().get() + "'";
    } else if (type instanceof DataType.Date) {
      return "allowed is a date such as '2026-01-31'";
    } else if (type instanceof DataType.Time) {
      return "allowed is a time such as '09:30:00'";
    }
    return "allowed is a date and time such as '2026-01-31T09:30:00Z'";
  }
}
