// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.internal.time.EventClock;
import io.meshterious.producers.internal.value.Even;
import io.meshterious.producers.internal.value.Remembered;

/**
 * When the rows of a table, or the items of an array in it, happened.
 *
 * @param nanos nanoseconds since 1970
 * @param rows the row of the table that a row or item belongs to
 */
record RowTimes(LongValue nanos, LongValue rows) {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long SECOND = 1_000_000_000;
  private static final int YEARS = 3;

  /** Events have their clock; other rows came to be in the years before the start. */
  static RowTimes of(TableProgram table) {
    LongValue nanos;
    if (table.clock().isPresent()) {
      EventClock clock = table.clock().get();
      nanos = new Remembered(clock::nanos);
    } else {
      long start = table.programs().start().toEpochDay() * DAY_NANOS;
      long key = table.key("#known");
      long seconds = 365L * YEARS * 86_400;
      nanos = new Even(key, start - seconds * SECOND, SECOND, seconds);
    }
    return new RowTimes(nanos, row -> row);
  }

  /** The times of the items of an array. */
  RowTimes items() {
    return new RowTimes(
        item -> nanos.at(Math.floorDiv(item, Column.ITEMS)),
        item -> rows.at(Math.floorDiv(item, Column.ITEMS)));
  }
}
