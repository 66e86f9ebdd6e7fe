// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.core.error.MeshException;
import java.time.Duration;

/**
 * How commits are made. Immutable; {@link #defaults()} is right for most.
 *
 * @param deadline how long one commit may wait for others and be tried again; by default two
 *     minutes. A longer one lets a commit survive a longer absence of the catalog, a shorter one
 *     reports it sooner
 * @param mergeEvery how many manifests of about the same size an append merges into one; by default
 *     8. More makes merging commits rarer and slower, and planning reads of the table slower
 */
public record CommitOptions(Duration deadline, int mergeEvery) {
  /** Checks both. */
  public CommitOptions {
    if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofDays(1)) > 0) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Invalid deadline: " + deadline + " (more than nothing, at most a day)");
    }
    if (mergeEvery < 2 || mergeEvery > 64) {
      throw new MeshException(
          CommitError.INVALID_CHANGE, "Invalid mergeEvery: " + mergeEvery + " (from 2 to 64)");
    }
  }

  /** A deadline of two minutes, and manifests merged by eight. */
  public static CommitOptions defaults() {
    return new CommitOptions(Duration.ofMinutes(2), 8);
  }

  /** The same with another deadline. */
  public CommitOptions withDeadline(Duration newDeadline) {
    return new CommitOptions(newDeadline, mergeEvery);
  }

  /** The same with manifests merged by another number. */
  public CommitOptions withMergeEvery(int manifests) {
    return new CommitOptions(deadline, manifests);
  }
}
