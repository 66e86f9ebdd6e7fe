// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.lake.commit.TableChange;
import java.util.Optional;

/** What a write does with the table, computed anew each time it is tried. */
public interface Job {
  /** What it is called, such as {@code upsert}. */
  String name();

  /** Computes the change from the table as it is now, and writes its files unless it is dry. */
  Result compute(Computation computation);

  /**
   * A change that was computed.
   *
   * @param change what is to be committed; empty when there is nothing to change
   * @param effects what it does to rows
   */
  record Result(Optional<TableChange> change, Effects effects) {}

  /**
   * What a write does to rows.
   *
   * @param sourceRows rows that were given
   * @param inserted rows that are new
   * @param updated rows that get other values
   * @param deleted rows that go
   * @param unchanged given rows that change nothing
   * @param scannedFiles data files that had to be looked into
   */
  record Effects(
      long sourceRows,
      long inserted,
      long updated,
      long deleted,
      long unchanged,
      int scannedFiles) {}
}
