// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.step;

/** Keys of what maintenance writes into the summaries of its snapshots. */
public final class Summaries {
  /** Which task made the snapshot, such as {@code rewrite manifests}. */
  public static final String TASK = "mesh.task";

  /** In which order the rows of the files that a compaction added are. */
  public static final String SORT = "mesh.sort";

  /** Where the archive of the rows is that the snapshot deleted. */
  public static final String ARCHIVE = "mesh.archive";

  private Summaries() {}
}
