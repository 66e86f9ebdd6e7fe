// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.value.Apart;
import io.meshterious.producers.internal.value.Counted;
import io.meshterious.producers.internal.value.Even;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Columns of days, times and points in time, which follow from when the row happened. */
final class Moments {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final String LATER =
      ".*(promised|due|eta|expected|planned|deliver|complet|deadline|until|end|arriv).*";
  private static final String LONG_AGO = ".*(hired|opened|birth|born|since|joined|founded).*";
  private static final String AHEAD = ".*(target|predicted|forecast|expected|due).*";

  private final TableProgram table;
  private final RowTimes times;
  private final Property property;
  private final DataType type;
  private final String name;
  private final long key;

  Moments(TableProgram table, RowTimes times, Property property) {
    this.table = table;
    this.times = times;
    this.property = property;
    this.type = property.dataType();
    this.name = property.name().toLowerCase(Locale.ROOT);
    this.key = table.key(property);
  }

  /** When the event itself happened. */
  Column ofEvent() {
    if (type instanceof DataType.Timestamp timestamp) {
      return written(timestamp, times.nanos());
    }
    return column();
  }

  Column column() {
    if (type instanceof DataType.Date) {
      LongValue days = bounded(days(), Moments::day);
      return formatted(Column.ofNumbers(Column.Kind.DATE, 0, days));
    } else if (type instanceof DataType.Timestamp timestamp) {
      return written(timestamp, bounded(nanos(), Moments::instant));
    }
    LongValue quarters = new Even(key, 20 * 900 * SECOND, 900 * SECOND, 68);
    return formatted(Column.ofNumbers(Column.Kind.TIME, 0, quarters));
  }

  private Column written(DataType.Timestamp timestamp, LongValue nanos) {
    int digits = Math.min(3, timestamp.fraction());
    Column.Kind kind = timestamp.zoned() ? Column.Kind.INSTANT : Column.Kind.LOCAL;
    return formatted(Column.ofNumbers(kind, digits, nanos));
  }

  private LongValue nanos() {
    LongValue nanos = times.nanos();
    if (name.matches(LATER)) {
      return new Apart(nanos, key, 3600, 72 * 3600 - 3600, SECOND);
    } else if (table.clock().isEmpty()) {
      return nanos;
    }
    return new Apart(nanos, key, -599, 600, SECOND);
  }

  private LongValue days() {
    long start = table.programs().start().toEpochDay();
    LongValue nanos = times.nanos();
    if (ColumnMaker.differs(table, property)) {
      long first = bound(property.options().minimum(), Moments::day).orElse(start);
      long count = Population.days(property).orElse(365L * 1000);
      return new Counted(first, 1, 0, count);
    } else if (name.matches(LONG_AGO)) {
      return new Even(key, start - 365 * 20, 1, 365 * 20);
    } else if (name.matches(AHEAD)) {
      return row -> Math.floorDiv(nanos.at(row), DAY) + 1 + Draw.below(Draw.bits(key, row), 28);
    }
    return row -> Math.floorDiv(nanos.at(row), DAY);
  }

  @FunctionalInterface
  private interface Reading {
    long read(String text);
  }

  private LongValue bounded(LongValue values, Reading reading) {
    long least = bound(property.options().minimum(), reading).orElse(Long.MIN_VALUE);
    long most = bound(property.options().maximum(), reading).orElse(Long.MAX_VALUE);
    if (least == Long.MIN_VALUE && most == Long.MAX_VALUE) {
      return values;
    }
    return row -> Math.min(most, Math.max(least, values.at(row)));
  }

  private Optional<Long> bound(Optional<ScalarNode> bound, Reading reading) {
    try {
      return bound.map(it -> reading.read(it.text()));
    } catch (DateTimeException e) {
      throw table.refusal(property, "its bound is no " + type.label());
    }
  }

  private static long day(String text) {
    return LocalDate.parse(text).toEpochDay();
  }

  private static long instant(String text) {
    Instant instant =
        text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /** The form that the contract states instead of the usual one. */
  private Column formatted(Column column) {
    Optional<String> form = property.options().format();
    if (form.isEmpty()) {
      return column;
    }
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form.get(), Locale.ROOT);
    LongValue numbers = column.numbers();
    return Column.ofTexts(
        (row, out) ->
            out.put(
                TextValue.escaped(formatter.format(moment(column.kind(), numbers.at(row))))
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private static TemporalAccessor moment(Column.Kind kind, long number) {
    return switch (kind) {
      case DATE -> LocalDate.ofEpochDay(number);
      case TIME -> LocalTime.ofNanoOfDay(number);
      default ->
          OffsetDateTime.ofInstant(
              Instant.ofEpochSecond(Math.floorDiv(number, SECOND), Math.floorMod(number, SECOND)),
              ZoneOffset.UTC);
    };
  }
}
