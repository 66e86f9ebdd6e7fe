// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import io.meshterious.core.contract.DataContract;
import io.meshterious.lake.internal.keep.retention.RetentionPromise;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletes rows whose event time lies too far back, after archiving them if wanted. Files that lie
 * before the limit as a whole go without being read; from the others single rows are taken out.
 * Rows without an event time stay.
 *
 * <p>With an archive, exactly the rows that are in the archive are deleted. It is a folder for each
 * run that deletes something, {@code <table>/before-<time>-<snapshot>}, with Parquet files and
 * {@code manifest.json}, which names the table, the limit, the files and their rows. It is written
 * and read back before anything is deleted.
 *
 * @param column the column of the event time: a date or a timestamp
 * @param before rows before this time go
 * @param why where the limit comes from, for plans and archives
 * @param archive the folder or location for what goes; absent means no archive
 */
public record Retention(String column, Instant before, String why, Optional<String> archive)
    implements MaintenanceTask {
  /** Rows of a column before a time. */
  public static Retention before(String column, Instant time) {
    return new Retention(column, time, "rows before " + time + " were asked for", Optional.empty());
  }

  /**
   * What a contract promises: its service level {@code retention} for a table, counted back from
   * now. The event time is the column that the promise names, or else the table's {@code
   * mesh.eventTime}.
   *
   * @throws io.meshterious.core.error.MeshException {@link KeepError#INVALID_RETENTION} when the
   *     contract promises none for the table, or it cannot be understood
   */
  public static Retention of(DataContract contract, String table) {
    return of(contract, table, Instant.now());
  }

  /** What a contract promises, counted back from another time than now. */
  public static Retention of(DataContract contract, String table, Instant now) {
    RetentionPromise promise = RetentionPromise.of(contract, table);
    return new Retention(
        promise.column(), promise.limit(now), promise.toString(), Optional.empty());
  }

  /**
   * Writes what goes to Parquet files first.
   *
   * @param location a local folder, or a location that the table's own file IO can write to
   */
  public Retention archiveTo(String location) {
    return new Retention(column, before, why, Optional.of(location));
  }

  @Override
  public String title() {
    return "retention";
  }
}
