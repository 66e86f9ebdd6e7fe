// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Duration;
import java.util.Optional;

/**
 * Removes old snapshots and the files that only they need. What a tag or branch protects stays: the
 * snapshot a tag points to, and of a branch as many and as young ones as the branch, this task or
 * the table's properties say. Tags and branches older than their own limit are dropped.
 *
 * @param olderThan the age from which snapshots go; absent means what the table's property {@code
 *     history.expire.max-snapshot-age-ms} says, five days unless set. A shorter age frees storage
 *     sooner and takes away time travel, and queries that run for longer may fail
 * @param keepLast how many of the newest snapshots of every branch stay whatever their age; absent
 *     means what {@code history.expire.min-snapshots-to-keep} says, one unless set
 * @param deleteFiles whether files are deleted; without, they become orphans
 */
public record SnapshotExpiry(
    Optional<Duration> olderThan, Optional<Integer> keepLast, boolean deleteFiles)
    implements MaintenanceTask {
  /** Checks the values. */
  public SnapshotExpiry {
    olderThan.ifPresent(age -> Options.notNegative("age of snapshots to expire", age));
    keepLast.ifPresent(last -> Options.positive("number of snapshots to keep", last));
  }

  /** As the table's properties say. */
  public static SnapshotExpiry standard() {
    return new SnapshotExpiry(Optional.empty(), Optional.empty(), true);
  }

  /** Snapshots older than this. */
  public SnapshotExpiry olderThan(Duration age) {
    return new SnapshotExpiry(Optional.of(age), keepLast, deleteFiles);
  }

  /** Keeps the newest ones of every branch. */
  public SnapshotExpiry keepLast(int snapshots) {
    return new SnapshotExpiry(olderThan, Optional.of(snapshots), deleteFiles);
  }

  /** Leaves the files where they are. */
  public SnapshotExpiry withoutDeletingFiles() {
    return new SnapshotExpiry(olderThan, keepLast, false);
  }

  @Override
  public String title() {
    return "expire snapshots";
  }
}
