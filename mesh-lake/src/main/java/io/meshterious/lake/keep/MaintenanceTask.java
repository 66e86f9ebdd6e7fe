// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

/** One kind of maintenance with its options. */
public sealed interface MaintenanceTask
    permits Compaction, DanglingDeletes, ManifestRewrite, OrphanRemoval, Retention, SnapshotExpiry {
  /** What it is called in plans, reports and progress, such as {@code expire snapshots}. */
  String title();
}
