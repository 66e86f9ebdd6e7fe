// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  private final EventClock clock = new EventClock(1, MONDAY, 1000);

  private LocalDate day(long row) {
    return at(row).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private Instant at(long row) {
    long nanos = clock.nanos(row);
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000), Math.floorMod(nanos, 1_000_000_000));
  }

  @Test
  void nanos_rowsInOrder_areInTheOrderOfTime() {
    long before = Long.MIN_VALUE;
    for (long row = 0; row < 100_000; row++) {
      long nanos = clock.nanos(row);
      assertThat(nanos).as("row %d", row).isGreaterThanOrEqualTo(before);
      before = nanos;
    }
    assertThat(day(0)).isEqualTo(MONDAY);
  }

  @Test
  void nanos_aRowAlone_isAsAmongOthers() {
    long[] all = new long[50_000];
    for (int row = 0; row < all.length; row++) {
      all[row] = clock.nanos(row);
    }
    for (int row = all.length - 1; row >= 0; row -= 977) {
      assertThat(new EventClock(1, MONDAY, 1000).nanos(row)).isEqualTo(all[row]);
    }
  }

  @Test
  void rowsBefore_theTimeOfARow_isThatRow() {
    for (long row = 0; row < 3_000_000; row += 9_973) {
      long found = clock.rowsBefore(clock.nanos(row));
      assertThat(found).as("row %d", row).isCloseTo(row, within(1L));
    }
    assertThat(clock.rowsBefore(0)).isZero();
  }

  @Test
  void rows_ofAYear_followWeekdayAndHour() {
    Map<DayOfWeek, Integer> weekdays = new EnumMap<>(DayOfWeek.class);
    int[] hours = new int[24];
    long rows = clock.rowsBefore(MONDAY.plusWeeks(52).toEpochDay() * 86_400_000_000_000L);
    for (long row = 0; row < rows; row++) {
      weekdays.merge(day(row).getDayOfWeek(), 1, Integer::sum);
      hours[at(row).atOffset(ZoneOffset.UTC).getHour()]++;
    }
    assertThat(weekdays.getOrDefault(DayOfWeek.SATURDAY, 0))
        .isGreaterThan((int) (weekdays.getOrDefault(DayOfWeek.SUNDAY, 0) * 1.4));
    assertThat(hours[17]).isGreaterThan(hours[3] * 8);
  }

  @Test
  void nanos_rowsBeyondTheKnownDays_goOn() {
    long rows = clock.rows();
    long before = clock.nanos(5_000_000);
    for (long row = 5_000_000; row < rows; row += rows / 997) {
      long nanos = clock.nanos(row);
      assertThat(nanos).as("row %d", row).isGreaterThanOrEqualTo(before);
      assertThat(clock.rowsBefore(nanos)).isCloseTo(row, within(1L));
      before = nanos;
    }
    assertThat(day(rows - 1)).isEqualTo(LocalDate.of(2261, 12, 31));
  }
}
