// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.ArrayCell;
import io.meshterious.producers.internal.time.EventClock;

/**
 * When the rows of a table, or the items of an array in it, happened.
 *
 * @param nanos nanoseconds since 1970
 * @param rows the row of the table that a row or item belongs to
 */
record RowTimes(LongValue nanos, LongValue rows) {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final int YEARS = 3;

  /** Events have their clock; other rows came to be in the years before the start. */
  static RowTimes of(TableProgram table) {
    LongValue nanos;
    if (table.clock().isPresent()) {
      EventClock clock = table.clock().get();
      nanos = clock::nanos;
    } else {
      long start = table.programs().start().toEpochDay() * DAY_NANOS;
      long key = table.key("#known");
      nanos =
          row ->
              start - (1 + Draw.below(Draw.bits(key, row), 365L * YEARS * 86_400)) * 1_000_000_000;
    }
    return new RowTimes(nanos, row -> row);
  }

  /** The times of the items of an array. */
  RowTimes items() {
    return new RowTimes(
        item -> nanos.at(Math.floorDiv(item, ArrayCell.ITEMS)),
        item -> rows.at(Math.floorDiv(item, ArrayCell.ITEMS)));
  }
}
