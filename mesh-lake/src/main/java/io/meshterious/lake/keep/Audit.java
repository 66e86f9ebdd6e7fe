// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Write, audit, publish: rows are written to a branch that readers do not see, checked there, and
 * published by moving {@code main} to the branch, or discarded. Publishing moves exactly the
 * snapshot that was checked, in one atomic commit.
 *
 * <p>The branch outlives the process: an audit of the same branch goes on where it was left.
 */
public interface Audit {
  /** The branch; write to it while the audit is under way. */
  String branch();

  /** The newest snapshot of the branch. */
  long snapshotId();

  /**
   * Adds a check of every row of the branch.
   *
   * @param name what is checked, for the report
   * @param predicate an SQL condition over the table's columns, such as {@code total >= 0}. A row
   *     fails when it is false or null
   */
  Audit rows(String name, String predicate);

  /** Adds a check of any kind. */
  Audit check(String name, Check check);

  /** Runs all checks on the newest snapshot of the branch. */
  Report run();

  /**
   * Moves {@code main} to the branch and drops the branch.
   *
   * @throws io.meshterious.core.error.MeshException {@link KeepError#AUDIT_NOT_PASSED} unless the
   *     last {@link #run()} passed on the newest snapshot of the branch; {@link KeepError#DIVERGED}
   *     when {@code main} has commits that the branch does not have
   */
  Refs.Ref publish();

  /** Drops the branch with what was written to it, and starts it again from {@code main}. */
  Audit restart();

  /** Drops the branch with what was written to it. */
  void discard();

  /** A check of a branch. */
  @FunctionalInterface
  interface Check {
    /**
     * Looks at a snapshot.
     *
     * @param table the table
     * @param snapshotId the snapshot that would be published
     * @return what is wrong; empty when nothing is
     */
    Optional<String> problem(Table table, long snapshotId);
  }

  /**
   * What the checks found.
   *
   * @param branch the branch
   * @param snapshotId the snapshot that was checked
   * @param results the checks in their order
   */
  record Report(String branch, long snapshotId, List<Result> results) {
    /** Copies the list. */
    public Report {
      results = List.copyOf(results);
    }

    /** Whether all checks passed. */
    public boolean passed() {
      return results.stream().allMatch(result -> result.problem().isEmpty());
    }

    /** One line a check, for people. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("Audit of branch '");
      text.append(branch).append("' at ").append(snapshotId).append(": ");
      text.append(passed() ? "passed" : "failed");
      for (Result result : results) {
        text.append("\n  ").append(result.problem().isEmpty() ? "ok      " : "failed  ");
        text.append(result.name());
        result.problem().ifPresent(problem -> text.append(": ").append(problem));
      }
      return text.append('\n').toString();
    }
  }

  /**
   * What one check found.
   *
   * @param name the check
   * @param problem what is wrong; absent when nothing is
   */
  record Result(String name, Optional<String> problem) {}
}
