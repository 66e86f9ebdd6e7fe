// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.internal.keep.step.Summaries;
import io.meshterious.lake.internal.scan.PlannedFiles;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.MaintenancePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.DeleteFileSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes delete files out of the table that apply to no data file. They cannot come to apply again:
 * data files that are added later are newer than the deletes. What dangles only after compaction in
 * the same run is taken out as well.
 */
public final class DanglingStep implements PlannedStep {
  private static final int ATTEMPTS = 5;

  private final Table table;
  private final Committer committer;
  private final DeleteFileSet planned;
  private final MaintenancePlan.Step description;

  private DanglingStep(
      Table table, Committer committer, DeleteFileSet planned, MaintenancePlan.Step description) {
    this.table = table;
    this.committer = committer;
    this.planned = planned;
    this.description = description;
  }

  public static DanglingStep plan(Table table, DanglingDeletes task, Committer committer) {
    DeleteFileSet dangling = dangling(table);
    List<String> details = new ArrayList<>();
    long bytes = 0;
    for (DeleteFile file : dangling) {
      details.add(file.location() + ", " + file.recordCount() + " deletes");
      bytes += size(file);
    }
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            dangling.size() + " delete files out of the table",
            "no data file is left that they apply to",
            dangling.size(),
            bytes,
            0,
            details);
    return new DanglingStep(table, committer, dangling, description);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    DeleteFileSet removed = remove();
    long missing = planned.stream().filter(file -> !removed.contains(file)).count();
    if (missing > 0) {
      run.skipped(missing + " delete files", "other commits have removed them");
    }
    if (!removed.isEmpty()) {
      run.committed();
      run.removed(removed.size(), 0);
    }
  }

  /** Takes out what dangles now, after compaction too; again when other commits came in between. */
  private DeleteFileSet remove() {
    for (int attempt = 1; ; attempt++) {
      table.refresh();
      DeleteFileSet removed = dangling(table);
      @Nullable Snapshot current = table.currentSnapshot();
      if (removed.isEmpty() || current == null) {
        return removed;
      }
      CommitOutcome outcome =
          committer.commit(
              table,
              TableChange.replace(List.of(), removed, List.of(), List.of())
                  .basedOn(current.snapshotId())
                  .summary(Summaries.TASK, description.task()));
      boolean again =
          outcome instanceof CommitOutcome.Refused refused
              && refused.why().category() == ErrorCategory.TRANSIENT;
      if (!again || attempt == ATTEMPTS) {
        outcome.orThrow();
        return removed;
      }
    }
  }

  /** Delete files of the current snapshot that apply to none of its data files. */
  private static DeleteFileSet dangling(Table table) {
    DeleteFileSet all = deleteFiles(table);
    if (all.isEmpty()) {
      return all;
    }
    PlannedFiles.forEach(table.newScan(), task -> all.removeAll(task.deletes()));
    return all;
  }

  private static DeleteFileSet deleteFiles(Table table) {
    DeleteFileSet all = DeleteFileSet.create();
    @Nullable Snapshot current = table.currentSnapshot();
    if (current != null) {
      for (ManifestFile manifest : current.deleteManifests(table.io())) {
        try (ManifestReader<DeleteFile> files =
            ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
          files.forEach(all::add);
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read manifest '" + manifest.path() + "'", e);
        }
      }
    }
    return all;
  }

  private static long size(DeleteFile file) {
    @Nullable Long part = file.contentSizeInBytes();
    return part == null ? file.fileSizeInBytes() : part;
  }
}
