// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.util.List;

/**
 * What maintenance would do to a table. Its {@link Object#toString} is a text for people.
 *
 * <p>A plan may be run some time after it was made, and beside writers: each step checks again what
 * still holds, does at most what was planned, and reports what it skipped and why.
 */
public interface MaintenancePlan {
  /** The table. */
  String table();

  /** How large it is now. */
  TableCounts before();

  /** What would be done, in order. */
  List<Step> steps();

  /** Whether there is nothing to do. */
  default boolean isEmpty() {
    return steps().stream().allMatch(Step::isEmpty);
  }

  /** Does it. A step that fails does not keep the following ones from running. */
  MaintenanceReport run();

  /**
   * What one task would do.
   *
   * @param task the task, such as {@code expire snapshots}
   * @param what what would happen, in one line
   * @param why why, in one line
   * @param files how many files it would rewrite or delete
   * @param bytes their bytes
   * @param snapshots how many snapshots it would remove
   * @param details the single things, such as one line per group of files
   */
  record Step(
      String task,
      String what,
      String why,
      long files,
      long bytes,
      int snapshots,
      List<String> details) {
    /** Copies the list. */
    public Step {
      details = List.copyOf(details);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
      return files == 0 && snapshots == 0 && details.isEmpty();
    }
  }
}
