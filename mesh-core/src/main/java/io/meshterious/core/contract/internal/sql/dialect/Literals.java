// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Values of a contract as literals of a dialect. */
final class Literals {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private final Dialect dialect;
  private final String instantWord;
  private final String localWord;

  /**
   * Literals of a dialect.
   *
   * @param instantWord the word before a timestamp with zone
   * @param localWord the word before a timestamp without
   */
  Literals(Dialect dialect, String instantWord, String localWord) {
    this.dialect = dialect;
    this.instantWord = instantWord;
    this.localWord = localWord;
  }

  /** A value as a literal of the property's type; empty when it is none. */
  Optional<String> of(Property property, ScalarNode value) {
    DataType type = property.dataType();
    if (type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real) {
      return value.isNumber() ? Optional.of(value.decimal().toPlainString()) : Optional.empty();
    } else if (type instanceof DataType.Bool) {
      return value.isBoolean() ? Optional.of(value.flag() ? "TRUE" : "FALSE") : Optional.empty();
    } else if (type instanceof DataType.Text || type instanceof DataType.Uuid) {
      return Optional.of(dialect.literal(value.text()));
    }
    try {
      return moment(property, type, value.text().strip());
    } catch (DateTimeException notWritten) {
      return Optional.empty();
    }
  }

  private Optional<String> moment(Property property, DataType type, String text) {
    if (type instanceof DataType.Date) {
      return Optional.of("DATE " + dialect.literal(LocalDate.parse(text).toString()));
    } else if (type instanceof DataType.Time) {
      return Optional.of(
          "TIME "
              + dialect.literal(DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.parse(text))));
    } else if (type instanceof DataType.Timestamp timestamp) {
      TemporalAccessor read =
          WRITTEN.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      LocalDateTime local =
          read instanceof LocalDate day
              ? day.atStartOfDay()
              : read instanceof OffsetDateTime offset
                  ? offset.toLocalDateTime()
                  : LocalDateTime.from(read);
      if (!timestamp.zoned()) {
        return Optional.of(localWord + " " + dialect.literal(LOCAL.format(local)));
      }
      OffsetDateTime instant =
          read instanceof OffsetDateTime offset
              ? offset
              : local.atZone(ZoneId.of(property.options().defaultTimezone())).toOffsetDateTime();
      return Optional.of(
          instantWord
              + " "
              + dialect.literal(
                  LOCAL.format(instant.withOffsetSameInstant(ZoneOffset.UTC)) + "+00:00"));
    }
    return Optional.empty();
  }
}
