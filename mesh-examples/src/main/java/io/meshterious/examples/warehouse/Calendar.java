// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.examples.sheet.Sheet;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.LongValue;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The days of sixteen years. */
final class Calendar {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2035, 12, 31);
  private static final List<String> NAMES =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  /** New Year, Labour Day, Unity Day and Christmas, as month × 100 + day. */
  private static final Set<Integer> FIXED = Set.of(101, 501, 1003, 1225, 1226);

  /** Good Friday, Easter Monday, Ascension Day and Whit Monday, in days from Easter. */
  private static final Set<Long> AROUND_EASTER = Set.of(-2L, 1L, 39L, 50L);

  private Calendar() {}

  static void dates(GeneratedTable table) {
    table.rows(LAST.toEpochDay() - FIRST.toEpochDay() + 1);
    new Sheet(table)
        .date("calendar_date", row -> FIRST.toEpochDay() + row)
        .number("day", of(LocalDate::getDayOfMonth))
        .number("week", of(it -> it.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
        .number("month", of(LocalDate::getMonthValue))
        .number("quarter", of(it -> it.get(IsoFields.QUARTER_OF_YEAR)))
        .number("year", of(LocalDate::getYear))
        .choice("day_name", NAMES, of(it -> it.getDayOfWeek().getValue() - 1))
        .flag("is_weekend", of(it -> it.getDayOfWeek().getValue() > 5 ? 1 : 0))
        .flag("is_holiday", of(it -> isHoliday(it) ? 1 : 0));
  }

  private static LongValue of(ToLongFunction<LocalDate> part) {
    return row -> part.applyAsLong(FIRST.plusDays(row));
  }

  static boolean isHoliday(LocalDate day) {
    return FIXED.contains(day.getMonthValue() * 100 + day.getDayOfMonth())
        || AROUND_EASTER.contains(day.toEpochDay() - easter(day.getYear()).toEpochDay());
  }

  /** Easter Sunday of a year from 1900 to 2099, by the rule of Gauss. */
  static LocalDate easter(int year) {
    int moon = (19 * (year % 19) + 24) % 30;
    int week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    int days = moon + week;
    if (days == 35 || days == 34 && moon == 28 && year % 19 > 10) {
      days -= 7;
    }
    return LocalDate.of(year, 3, 22).plusDays(days);
  }
}
