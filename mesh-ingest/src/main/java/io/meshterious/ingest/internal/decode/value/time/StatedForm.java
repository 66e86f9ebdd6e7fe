// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.constraint.TemporalForm;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * The form that a contract states instead of the usual one, as {@link DateTimeFormatter} describes
 * it. It is slower, and makes garbage.
 */
final class StatedForm extends MomentForm {
  private static final int LONGEST = 200;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MICRO_NANOS = 1_000;

  private final String form;
  private final DateTimeFormatter formatter;
  private final LinearPattern pattern;
  private final DataType type;

  StatedForm(String form, DataType type) {
    this.form = form;
    this.formatter = DateTimeFormatter.ofPattern(form, Locale.ROOT);
    this.pattern = LinearPattern.compile(TemporalForm.of(form).orElseThrow());
    this.type = type;
  }

  @Override
  long parse(byte[] bytes, int at) {
    int end = at;
    while (bytes[end] != '"' && end - at < LONGEST) {
      end++;
    }
    end(end);
    return pattern.matches(bytes, at, end)
        ? value(new String(bytes, at, end - at, UTF_8))
        : Clock.NONE;
  }

  private long value(String text) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (type instanceof DataType.Date) {
        return LocalDate.from(parsed).toEpochDay();
      } else if (type instanceof DataType.Time) {
        return LocalTime.from(parsed).toNanoOfDay() / MICRO_NANOS;
      }
      LocalDateTime local = LocalDateTime.from(parsed);
      if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
        local = local.minusSeconds(ZoneOffset.from(parsed).getTotalSeconds());
      }
      return local.toLocalDate().toEpochDay() * DAY_MICROS
          + local.toLocalTime().toNanoOfDay() / MICRO_NANOS;
    } catch (DateTimeException notOfTheCalendar) {
      return Clock.NONE;
    }
  }

  @Override
  String shown() {
    return "'" + form + "'";
  }
}
