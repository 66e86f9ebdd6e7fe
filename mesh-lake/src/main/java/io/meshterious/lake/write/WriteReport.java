// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.lake.commit.CommitOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * How a write ended. The counts are of what is in the table now: they are zero when the write was
 * refused, and when its attempt id had been committed before.
 *
 * @param table the table
 * @param operation what kind of write it was, such as {@code upsert}
 * @param outcome how the commit ended; empty when there was nothing to change
 * @param sourceRows rows that were given
 * @param inserted rows that are new
 * @param updated rows that got other values
 * @param deleted rows that are gone
 * @param unchanged given rows that changed nothing
 * @param dataFiles data files that were added
 * @param removedFiles data files that were removed
 * @param deleteFiles delete files or deletion vectors that were added
 * @param bytes the size of the added data files
 * @param tries how often it was computed
 * @param took the time in all
 * @param committing the part of it for the last commit
 */
public record WriteReport(
    String table,
    String operation,
    Optional<CommitOutcome> outcome,
    long sourceRows,
    long inserted,
    long updated,
    long deleted,
    long unchanged,
    int dataFiles,
    int removedFiles,
    int deleteFiles,
    long bytes,
    int tries,
    Duration took,
    Duration committing) {
  /**
   * This report, or the exception that says why the change is not, or perhaps not, in the table.
   */
  public WriteReport orThrow() {
    outcome.ifPresent(CommitOutcome::orThrow);
    return this;
  }

  /** The report in one line. */
  @Override
  public String toString() {
    return operation
        + " "
        + table
        + ": "
        + outcome.map(it -> it.getClass().getSimpleName()).orElse("nothing to change")
        + "; "
        + inserted
        + " inserted, "
        + updated
        + " updated, "
        + deleted
        + " deleted, "
        + unchanged
        + " unchanged; +"
        + dataFiles
        + " -"
        + removedFiles
        + " data files, +"
        + deleteFiles
        + " delete files, "
        + bytes
        + " bytes; "
        + took.toMillis()
        + " ms";
  }
}
