// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

/**
 * What a write would do if it were run now.
 *
 * @param table the table
 * @param operation what kind of write it is, such as {@code upsert}
 * @param branch the branch
 * @param sourceRows rows that are given
 * @param inserted rows that would be new
 * @param updated rows that would get other values
 * @param deleted rows that would go; an overwrite of the table or of partitions does not count them
 * @param unchanged given rows that would change nothing
 * @param scannedFiles data files that are looked into
 */
public record WritePlan(
    String table,
    String operation,
    String branch,
    long sourceRows,
    long inserted,
    long updated,
    long deleted,
    long unchanged,
    int scannedFiles) {
  /** The plan in one line. */
  @Override
  public String toString() {
    return operation
        + " "
        + table
        + " ["
        + branch
        + "]: "
        + sourceRows
        + " rows given: "
        + inserted
        + " inserted, "
        + updated
        + " updated, "
        + deleted
        + " deleted, "
        + unchanged
        + " unchanged; "
        + scannedFiles
        + " files looked into";
  }
}
