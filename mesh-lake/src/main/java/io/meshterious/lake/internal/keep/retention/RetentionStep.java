// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.keep.compaction.CompactionPlanner;
import io.meshterious.lake.internal.keep.compaction.FileGroup;
import io.meshterious.lake.internal.keep.compaction.GroupRewriter;
import io.meshterious.lake.internal.keep.compaction.RowOrder;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.internal.keep.step.Summaries;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.Retention;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old rows: files of old rows only leave the table, files with others are written anew
 * without them. All of it is one commit, on the condition that no row was deleted from these files
 * since they were read, so that what is in the archive and what is deleted are the same.
 */
public final class RetentionStep implements PlannedStep {
  private static final int ATTEMPTS = 5;

  private final Table table;
  private final Retention task;
  private final Committer committer;
  private final GroupRewriter rewriter;
  private final Archives archives;
  private final OldRows old;
  private final MaintenancePlan.Step description;

  private RetentionStep(
      Table table,
      Retention task,
      Committer committer,
      GroupRewriter rewriter,
      Archives archives,
      OldRows old,
      MaintenancePlan.Step description) {
    this.table = table;
    this.task = task;
    this.committer = committer;
    this.rewriter = rewriter;
    this.archives = archives;
    this.old = old;
    this.description = description;
  }

  public static RetentionStep plan(
      Table table, Retention task, Committer committer, GroupRewriter rewriter, Archives archives) {
    OldRows old = OldRows.of(table, task);
    @Nullable Snapshot current = table.currentSnapshot();
    OldRows.Split split =
        current == null
            ? new OldRows.Split(List.of(), List.of())
            : split(table, current.snapshotId(), old, rewriter);
    long bytes = split.all().stream().mapToLong(file -> file.file().fileSizeInBytes()).sum();
    long rows = split.whole().stream().mapToLong(file -> file.file().recordCount()).sum();
    List<String> details = new ArrayList<>();
    if (!split.whole().isEmpty()) {
      details.add(split.whole().size() + " files as a whole, up to " + rows + " rows");
    }
    if (!split.part().isEmpty()) {
      details.add(split.part().size() + " files in part: rows where " + old.goes());
    }
    task.archive().ifPresent(place -> details.add("after archiving them to " + place));
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            "delete rows before " + task.before() + " by '" + task.column() + "'",
            task.why(),
            split.all().size(),
            bytes,
            0,
            split.isEmpty() ? List.of() : details);
    return new RetentionStep(table, task, committer, rewriter, archives, old, description);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    if (description.isEmpty()) {
      return;
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      table.refresh();
      @Nullable Snapshot current = table.currentSnapshot();
      if (current == null) {
        return;
      }
      OldRows.Split split = split(table, current.snapshotId(), old, rewriter);
      if (split.isEmpty() || deleted(current.snapshotId(), split, run)) {
        return;
      }
    }
    throw new MeshException(
        KeepError.COMMIT_CONTENDED,
        "Cannot delete rows before "
            + task.before()
            + ": other commits deleted rows from the same files "
            + ATTEMPTS
            + " times; run it again when fewer delete");
  }

  /** The files that really hold old rows. */
  private static OldRows.Split split(
      Table table, long snapshotId, OldRows old, GroupRewriter rewriter) {
    OldRows.Split split = old.split(table, snapshotId);
    return new OldRows.Split(
        split.whole(), rewriter.holding(table, snapshotId, split.part(), old.goes()));
  }

  /** One attempt; false when other commits were in the way and nothing happened. */
  private boolean deleted(long snapshotId, OldRows.Split split, StepRun run) {
    List<Archives.Archive> archived = new ArrayList<>();
    if (task.archive().isPresent()) {
      run.progress("archive", 0, split.all().size());
      archived.add(archives.write(table, snapshotId, split.all(), old, task, task.archive().get()));
      run.progress("archive", split.all().size(), split.all().size());
    }
    run.progress("delete rows", 0, split.all().size());
    List<DataFile> rest = rest(snapshotId, split.part());
    TableChange change =
        TableChange.rowDelta(rest, List.of(), files(split.all()), List.of())
            .basedOn(snapshotId)
            .snapshotIsolation()
            .summary(Summaries.TASK, task.title());
    for (Archives.Archive archive : archived) {
      change = change.summary(Summaries.ARCHIVE, archive.location());
    }
    CommitOutcome outcome = committer.commit(table, change);
    if (outcome instanceof CommitOutcome.Refused refused) {
      DuckFiles.discard(table, rest);
      archived.forEach(archives::discard);
      if (refused.why().category() != ErrorCategory.TRANSIENT) {
        throw refused.why();
      }
      return false;
    }
    outcome.orThrow();
    run.committed();
    run.removed(split.all().size(), 0);
    run.added(rest.size(), rest.stream().mapToLong(DataFile::fileSizeInBytes).sum());
    run.progress("delete rows", split.all().size(), split.all().size());
    return true;
  }

  /** The rows that stay of files that hold some that go, in new files. */
  private List<DataFile> rest(long snapshotId, List<FileScanTask> part) {
    if (part.isEmpty()) {
      return List.of();
    }
    FileGroup group = new FileGroup(snapshotId, part, List.of(), "old rows");
    RowOrder order = new RowOrder("", table.sortOrder(), true);
    return rewriter.rewrite(
        table, group, old.stays(), order, CompactionPlanner.target(table, Compaction.binPack()));
  }

  private static List<DataFile> files(List<FileScanTask> tasks) {
    return tasks.stream().map(FileScanTask::file).toList();
  }
}
