// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.time;

import io.meshterious.producers.draw.Draw;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * When each row of a table happened. Rows are in the order of time. Their number a day follows the
 * weekday, the season and a trend, and the hours of a day have their shares. The time of any row,
 * and the number of rows until any time, are found without the rows before. For one thread at a
 * time: it remembers what it was asked last.
 */
public final class EventClock {
  /** Nanoseconds since 1970 end in the year after. */
  private static final int LAST_YEAR = 2261;

  private static final int DAYS = 5000;
  private static final int GUIDES = 256;
  private static final int REMEMBERED = 256;
  private static final long NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400L * NANOS;
  private static final double[] WEEKDAYS = {1.0, 0.95, 0.95, 1.0, 1.15, 1.2, 0.75};
  private static final double YEARLY = 0.2;
  private static final double GROWTH_A_DAY = 0.0003;

  private final long key;
  private final long startNanos;
  private final long[] rowsBefore = new long[DAYS + 1];
  private final double[] hourShare = DayShape.before();
  private final int[] guide = new int[GUIDES];
  private int lastDay;
  private final long[] rows = new long[REMEMBERED];
  private final long[] nanos = new long[REMEMBERED];

  /**
   * A clock.
   *
   * @param key what the times inside the hours follow from
   * @param start the day on which it begins, at midnight UTC
   * @param rowsADay how many rows a usual day has, 1 at least
   */
  public EventClock(long key, LocalDate start, double rowsADay) {
    this.key = key;
    Arrays.fill(rows, -1);
    this.startNanos = start.toEpochDay() * DAY_NANOS;
    double sum = 0;
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = start.plusDays(day);
      double season = StrictMath.sin(2 * Math.PI * (date.getDayOfYear() - 290) / 365.0);
      sum +=
          rowsADay
              * WEEKDAYS[date.getDayOfWeek().getValue() - 1]
              * (1 + YEARLY * season)
              * (1 + GROWTH_A_DAY * day);
      rowsBefore[day + 1] = Math.max(rowsBefore[day] + 1, Math.round(sum));
    }
    double all = hourShare[DayShape.HOURS];
    for (int hour = 0; hour <= DayShape.HOURS; hour++) {
      hourShare[hour] /= all;
    }
    for (int i = 0, hour = 0; i < GUIDES; i++) {
      while (hourShare[hour + 1] <= (double) i / GUIDES) {
        hour++;
      }
      guide[i] = hour;
    }
  }

  /** When a row happened, in nanoseconds since 1970, at whole milliseconds. */
  public long nanos(long row) {
    int place = (int) (row ^ row >>> 8) & REMEMBERED - 1;
    if (rows[place] != row) {
      nanos[place] = computed(row);
      rows[place] = row;
    }
    return nanos[place];
  }

  private long computed(long row) {
    int day = day(row);
    long before = rowsBefore[day];
    long rows = rowsBefore[day + 1] - before;
    long extraDays = day == DAYS - 1 && row >= rowsBefore[DAYS] ? (row - before) / rows : 0;
    long inDay = row - before - extraDays * rows;
    double share = (inDay + Draw.unit(Draw.bits(key, row))) / rows;
    int hour = guide[(int) (share * GUIDES)];
    while (hourShare[hour + 1] <= share) {
      hour++;
    }
    double inHour = (share - hourShare[hour]) / (hourShare[hour + 1] - hourShare[hour]);
    long millis = (long) ((hour + inHour) * 3_600_000);
    return startNanos + (day + extraDays) * DAY_NANOS + millis * 1_000_000;
  }

  /** How many rows there are until the end of {@value #LAST_YEAR}. */
  public long rows() {
    return rowsBefore(LocalDate.of(LAST_YEAR + 1, 1, 1).toEpochDay() * DAY_NANOS);
  }

  /** How many rows there are before a time, at most one more or less in the middle of an hour. */
  public long rowsBefore(long nanos) {
    long day = Math.floorDiv(nanos - startNanos, DAY_NANOS);
    if (day < 0) {
      return 0;
    }
    int known = (int) Math.min(day, DAYS - 1);
    long rows = rowsBefore[known + 1] - rowsBefore[known];
    double hours = Math.floorMod(nanos - startNanos, DAY_NANOS) / (3600.0 * NANOS);
    int hour = (int) hours;
    double share = hourShare[hour] + (hourShare[hour + 1] - hourShare[hour]) * (hours - hour);
    return rowsBefore[known] + (day - known) * rows + (long) (share * rows);
  }

  /** The day a row belongs to; the last one for all that come after it. */
  private int day(long row) {
    if (rowsBefore[lastDay] <= row && row < rowsBefore[lastDay + 1]) {
      return lastDay;
    }
    int low = 0;
    int high = DAYS - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (rowsBefore[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    lastDay = low;
    return low;
  }
}
