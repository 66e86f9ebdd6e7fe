// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.internal.keep.step.Summaries;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.TableCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites groups of data files. Each group is committed on its own, on the condition that none of
 * its rows was deleted since it was read; if one was, the group is planned and rewritten again from
 * the table as it is then.
 */
public final class CompactionStep implements PlannedStep {
  private static final int ATTEMPTS = 5;

  private final Table table;
  private final Compaction task;
  private final MaintenanceOptions options;
  private final Committer committer;
  private final GroupRewriter rewriter;
  private final RowOrder order;
  private final Object commits = new Object();
  private final Table planned;
  private final List<FileGroup> groups;
  private final MaintenancePlan.Step description;

  private CompactionStep(
      Table table,
      Compaction task,
      MaintenanceOptions options,
      Committer committer,
      GroupRewriter rewriter,
      RowOrder order,
      Table planned,
      List<FileGroup> groups,
      MaintenancePlan.Step description) {
    this.table = table;
    this.task = task;
    this.options = options;
    this.committer = committer;
    this.rewriter = rewriter;
    this.order = order;
    this.planned = planned;
    this.groups = groups;
    this.description = description;
  }

  public static CompactionStep plan(
      Table table,
      Compaction task,
      MaintenanceOptions options,
      Committer committer,
      GroupRewriter rewriter) {
    RowOrder order = RowOrder.of(table, task);
    Table planned = Pinned.of(table);
    List<FileGroup> all = planner(planned, task, order, options).plan();
    List<FileGroup> groups = new ArrayList<>();
    List<String> details = new ArrayList<>();
    long bytes = 0;
    long files = 0;
    long after = 0;
    long target = CompactionPlanner.target(table, task);
    for (FileGroup group : all) {
      if (bytes + group.bytes() <= options.budgetBytes()
          && files + group.tasks().size() <= options.budgetFiles()) {
        groups.add(group);
        details.add(group.toString());
        bytes += group.bytes();
        files += group.tasks().size();
        after += Math.max(1, Math.round(group.bytes() / (double) target));
      }
    }
    int left = all.size() - groups.size();
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            files + " files in " + groups.size() + " groups, into about " + after,
            "files should be about "
                + TableCounts.bytes(target)
                + (order.name().isEmpty() ? "" : ", ordered by " + order.order().fields())
                + (left == 0 ? "" : "; " + left + " more groups do not fit into the budget"),
            files,
            bytes,
            0,
            details);
    return new CompactionStep(
        table, task, options, committer, rewriter, order, planned, groups, description);
  }

  private static CompactionPlanner planner(
      Table table, Compaction task, RowOrder order, MaintenanceOptions options) {
    return new CompactionPlanner(table, task, order, options.budgetBytes(), options.budgetFiles());
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    AtomicInteger done = new AtomicInteger();
    List<MeshException> failures = new ArrayList<>();
    run.progress("rewrite groups", 0, groups.size());
    run.parallel()
        .each(
            groups,
            group -> {
              try {
                rewrite(planned, group, 1, run);
              } catch (MeshException e) {
                synchronized (failures) {
                  failures.add(e);
                }
                run.skipped(group.toString(), e.getMessage());
              }
              run.progress("rewrite groups", done.incrementAndGet(), groups.size());
            });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private void rewrite(Table view, FileGroup group, int attempt, StepRun run) {
    if (run.outOfTime()) {
      run.skipped(group.toString(), "the time is over; the next run goes on");
      return;
    }
    List<DataFile> written;
    try {
      written = rewriter.rewrite(view, group, "", order, targetBytes());
    } catch (NotFoundException | MeshException e) {
      if (allThere(group)) {
        throw e;
      }
      again(group, attempt, "its files were deleted while they were read", run);
      return;
    }
    TableChange change =
        TableChange.replace(group.files(), group.ownDeletes(), written, List.of())
            .basedOn(group.snapshotId())
            .summary(Summaries.TASK, task.title());
    if (!order.name().isEmpty()) {
      change = change.summary(Summaries.SORT, order.name());
    }
    CommitOutcome outcome = commit(change);
    if (outcome instanceof CommitOutcome.Committed) {
      run.committed();
      run.removed(group.tasks().size() + group.ownDeletes().size(), 0);
      run.added(written.size(), written.stream().mapToLong(DataFile::fileSizeInBytes).sum());
    } else if (outcome instanceof CommitOutcome.Refused refused) {
      DuckFiles.discard(table, written);
      if (!mayBePlannedAgain(refused.why())) {
        throw refused.why();
      }
      again(group, attempt, "other commits changed its files again and again", run);
    } else {
      outcome.orThrow();
    }
  }

  /** One commit and one refresh at a time: the state of a table object is not made for several. */
  private CommitOutcome commit(TableChange change) {
    synchronized (commits) {
      return committer.commit(table, change);
    }
  }

  private static boolean mayBePlannedAgain(MeshException why) {
    return why.code() == CommitError.CONFLICT
        || why.code() == CommitError.FILES_GONE
        || why.code() == CommitError.BASE_GONE;
  }

  private void again(FileGroup group, int attempt, String why, StepRun run) {
    if (attempt == ATTEMPTS) {
      run.skipped(group.toString(), why);
      return;
    }
    Table view = refreshed();
    List<FileScanTask> left = left(view, group);
    List<FileGroup> groups = new ArrayList<>();
    @Nullable Snapshot current = view.currentSnapshot();
    if (current != null && !left.isEmpty()) {
      groups.addAll(planner(view, task, order, options).plan(current.snapshotId(), left));
    }
    if (groups.isEmpty()) {
      run.skipped(group.toString(), "after other commits it is no longer worth it");
    }
    for (FileGroup rest : groups) {
      rewrite(view, rest, attempt + 1, run);
    }
  }

  /** Whether all files of a group are still in the table. */
  private boolean allThere(FileGroup group) {
    return left(refreshed(), group).size() == group.tasks().size();
  }

  private Table refreshed() {
    synchronized (commits) {
      table.refresh();
      return Pinned.of(table);
    }
  }

  /** The files of a group that are still in the table. */
  private List<FileScanTask> left(Table view, FileGroup group) {
    @Nullable Snapshot current = view.currentSnapshot();
    if (current == null) {
      return List.of();
    }
    Set<String> locations = new HashSet<>();
    group.files().forEach(file -> locations.add(file.location()));
    return CompactionPlanner.files(view, current.snapshotId(), task.filter()).stream()
        .filter(file -> locations.contains(file.file().location()))
        .toList();
  }

  private long targetBytes() {
    return CompactionPlanner.target(planned, task);
  }
}
