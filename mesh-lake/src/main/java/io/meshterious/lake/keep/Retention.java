// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Instant;
import java.util.Optional;

/**
 * Deletes rows whose event time lies too far back, after archiving them if wanted. Partitions that
 * lie before the limit as a whole go without being read; in the one that the limit falls into,
 * single rows are deleted. Rows without an event time stay.
 *
 * @param column the column of the event time: a date or a timestamp
 * @param before rows before this time go
 * @param why where the limit comes from, for plans and reports
 * @param archive the folder or location for Parquet files of what goes; absent means no archive
 */
public record Retention(String column, Instant before, String why, Optional<String> archive)
    implements MaintenanceTask {
  /** Rows of a column before a time. */
  public static Retention before(String column, Instant time) {
    return new Retention(column, time, "rows before " + time, Optional.empty());
  }

  /**
   * Writes what goes to Parquet files first.
   *
   * @param location a local folder, or a location of the table's own storage
   */
  public Retention archiveTo(String location) {
    return new Retention(column, before, why, Optional.of(location));
  }

  @Override
  public String title() {
    return "retention";
  }
}
