// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;

/**
 * What a table is at one moment.
 *
 * @param name its name
 * @param uuid what stays the same when it is renamed
 * @param location where its files are
 * @param formatVersion the version of Iceberg's table format
 * @param schema its columns
 * @param partitioning how its files are partitioned
 * @param sortOrder how rows are sorted inside a file
 * @param snapshot its current snapshot; empty when nothing was ever written
 * @param counts how much the current snapshot holds
 * @param properties its properties, sorted by name
 */
public record TableDescription(
    TableName name,
    String uuid,
    String location,
    int formatVersion,
    Schema schema,
    PartitionSpec partitioning,
    SortOrder sortOrder,
    Optional<CurrentSnapshot> snapshot,
    Counts counts,
    Map<String, String> properties) {

  /**
   * The current snapshot.
   *
   * @param id its id
   * @param time when it was committed
   * @param operation what the commit did: append, overwrite, replace or delete
   */
  public record CurrentSnapshot(long id, Instant time, String operation) {}

  /**
   * How much a snapshot holds.
   *
   * @param rows the rows; those that equality deletes of other software remove are still counted
   * @param files the data files
   * @param bytes the size of data and delete files together
   * @param deleteFiles the delete files, deletion vectors included
   * @param deletedRows the rows in data files that position deletes and deletion vectors remove
   */
  public record Counts(long rows, long files, long bytes, long deleteFiles, long deletedRows) {}
}
