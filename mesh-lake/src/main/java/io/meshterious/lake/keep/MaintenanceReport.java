// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import io.meshterious.core.error.MeshException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What maintenance did to a table. {@link #toString()} is a text for people.
 *
 * @param table the table
 * @param before how large it was when it was planned
 * @param after how large it is now, with what others did meanwhile
 * @param steps what each task did, in order
 * @param took how long it took
 */
public record MaintenanceReport(
    String table, TableCounts before, TableCounts after, List<Step> steps, Duration took) {
  private static final int SHOWN = 10;

  /** Copies the list. */
  public MaintenanceReport {
    steps = List.copyOf(steps);
  }

  /** Bytes of storage that were freed. */
  public long bytesFreed() {
    return steps.stream().mapToLong(Step::bytesFreed).sum();
  }

  /** Whether a step failed. */
  public boolean failed() {
    return steps.stream().anyMatch(step -> step.failure().isPresent());
  }

  /** This report; if a step failed, its failure is thrown. */
  public MaintenanceReport orThrow() {
    for (Step step : steps) {
      if (step.failure().isPresent()) {
        throw step.failure().get();
      }
    }
    return this;
  }

  /** The report for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Maintenance of ").append(table).append(", ").append(took.toMillis());
    text.append(" ms\n  before  ").append(before).append("\n  after   ").append(after);
    for (Step step : steps) {
      text.append("\n  ").append(step);
      for (int i = 0; i < Math.min(SHOWN, step.skipped().size()); i++) {
        text.append("\n      skipped ").append(step.skipped().get(i));
      }
      if (step.skipped().size() > SHOWN) {
        text.append("\n      and ").append(step.skipped().size() - SHOWN).append(" more");
      }
    }
    return text.append('\n').toString();
  }

  /**
   * What one task did.
   *
   * @param task the task, such as {@code expire snapshots}
   * @param filesRemoved files that were deleted from storage, or taken out of the current snapshot
   * @param filesAdded files that were written and committed
   * @param bytesFreed bytes of storage that were freed
   * @param bytesWritten bytes of the files added
   * @param snapshotsRemoved snapshots that were removed
   * @param commits how many commits it made
   * @param skipped what was planned and not done
   * @param failure why it stopped; absent when it did not
   * @param took how long it took
   */
  public record Step(
      String task,
      long filesRemoved,
      long filesAdded,
      long bytesFreed,
      long bytesWritten,
      int snapshotsRemoved,
      int commits,
      List<Skipped> skipped,
      Optional<MeshException> failure,
      Duration took) {
    /** Copies the list. */
    public Step {
      skipped = List.copyOf(skipped);
    }

    /** One line for people. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(task).append(": ");
      text.append(filesRemoved).append(" files removed");
      if (filesAdded > 0) {
        text.append(", ").append(filesAdded).append(" added (");
        text.append(TableCounts.bytes(bytesWritten)).append(')');
      }
      if (snapshotsRemoved > 0) {
        text.append(", ").append(snapshotsRemoved).append(" snapshots removed");
      }
      text.append(", ").append(TableCounts.bytes(bytesFreed)).append(" freed, ");
      text.append(commits).append(" commits, ").append(took.toMillis()).append(" ms");
      failure.ifPresent(why -> text.append("\n      failed: ").append(why.getMessage()));
      return text.toString();
    }
  }

  /**
   * Something that was planned and not done.
   *
   * @param what which file, snapshot or group
   * @param why the reason
   */
  public record Skipped(String what, String why) {
    /** Like {@code snapshot 4711: tag 'audit' needs it}. */
    @Override
    public String toString() {
      return what + ": " + why;
    }
  }
}
