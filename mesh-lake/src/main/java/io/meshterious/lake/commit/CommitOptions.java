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
 * @param mergeEvery after how many commits their small manifests are merged into a larger one; by
 *     default 16. More makes merging commits rarer and slower, and reading the table slower
 */
public record CommitOptions(Duration deadline, int mergeEvery) {
  /** Checks both. */
  public CommitOptions {
    if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofDays(1)) > 0) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Invalid deadline: " + deadline + " (more than nothing, at most a day)");
    }
    if (mergeEvery < 2 || mergeEvery > 1_000) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Invalid mergeEvery: " + mergeEvery + " (a number of commits from 2 to 1000)");
    }
  }

  /** A deadline of two minutes, and small manifests merged every 16 commits. */
  public static CommitOptions defaults() {
    return new CommitOptions(Duration.ofMinutes(2), 16);
  }

  /** The same with another deadline. */
  public CommitOptions withDeadline(Duration newDeadline) {
    return new CommitOptions(newDeadline, mergeEvery);
  }

  /** The same with manifests merged after another number of commits. */
  public CommitOptions withMergeEvery(int commits) {
    return new CommitOptions(deadline, commits);
  }
}
