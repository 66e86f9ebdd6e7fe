// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.change;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.commit.TableChange.Kind;
import io.meshterious.lake.internal.io.DirectExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.ReplacePartitions;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** A {@link TableChange} as Iceberg's update of one table. */
public final class Changes {
  private Changes() {}

  /** Refuses what can never be committed to any table. */
  public static void check(TableChange change) {
    boolean needsBase =
        switch (change.kind()) {
          case APPEND, OVERWRITE, OVERWRITE_PARTITIONS -> false;
          case ROW_DELTA ->
              !(change.addedDeletes().isEmpty()
                  && change.removed().isEmpty()
                  && change.removedDeletes().isEmpty());
          case REPLACE -> true;
        };
    if (needsBase && !change.validated()) {
      throw new MeshException(
          CommitError.BASE_MISSING,
          "Cannot commit "
              + change
              + ": it removes rows and does not say from which snapshot it was computed;"
              + " add basedOn(snapshotId)");
    }
    if (change.kind() == Kind.OVERWRITE_PARTITIONS && change.added().isEmpty()) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Cannot overwrite partitions: no data file is added, and the added files say which"
              + " partitions are meant; use overwrite(filter, files) to remove rows only");
    }
    if (change.kind() == Kind.REPLACE
        && change.removed().isEmpty()
        && change.removedDeletes().isEmpty()) {
      throw new MeshException(
          CommitError.INVALID_CHANGE, "Cannot replace files: no file is removed");
    }
  }

  /** Refuses what does not fit the table as it is now. */
  public static void check(TableChange change, TableMetadata table, FileIO files) {
    SnapshotRef ref = table.ref(change.branch());
    if (ref == null && !change.branch().equals(SnapshotRef.MAIN_BRANCH)) {
      List<String> branches = new ArrayList<>();
      table.refs().forEach((name, it) -> addBranch(branches, name, it));
      throw new MeshException(
          CommitError.UNKNOWN_BRANCH,
          "Cannot commit to branch '"
              + change.branch()
              + "': it does not exist"
              + NearMiss.of(change.branch(), branches)
                  .map(it -> "; did you mean '" + it + "'?")
                  .orElse("; branches are " + branches));
    }
    if (ref != null && ref.isTag()) {
      throw new MeshException(
          CommitError.UNKNOWN_BRANCH,
          "Cannot commit to branch '" + change.branch() + "': it is a tag, which never changes");
    }
    for (DataFile file : change.added()) {
      PartitionSpec spec = table.spec(file.specId());
      if (spec == null || spec.fields().size() != file.partition().size()) {
        throw new MeshException(
            CommitError.INVALID_CHANGE,
            "Cannot commit file '"
                + file.location()
                + "': it was written for other partitions than the table has");
      }
    }
    Snapshot head = Attempts.head(table, change.branch());
    if (change.base().isPresent()) {
      long base = change.base().getAsLong();
      if (head == null || !SnapshotUtil.isAncestorOf(head.snapshotId(), base, table::snapshot)) {
        throw new MeshException(
            CommitError.BASE_GONE,
            "Cannot commit "
                + change
                + ": snapshot "
                + base
                + ", from which it was computed, is not in the history of branch '"
                + change.branch()
                + "' (expired or rolled back); read the table again and repeat");
      }
    }
    if (head != null) {
      DeletionVectors.check(change, table, head, files);
    }
    change
        .check()
        .ifPresent(
            it -> {
              Long base = change.base().isPresent() ? change.base().getAsLong() : null;
              it.check(List.copyOf(Attempts.since(table, change.branch(), base)));
            });
  }

  private static void addBranch(List<String> branches, String name, SnapshotRef ref) {
    if (ref.isBranch()) {
      branches.add(name);
    }
  }

  /**
   * The update that makes a change, ready to be committed.
   *
   * @param view the table through which it is committed
   * @param base the table's metadata
   */
  public static SnapshotUpdate<?> update(
      Table view, TableChange change, String attempt, TableMetadata base) {
    SnapshotUpdate<?> update =
        switch (change.kind()) {
          case APPEND -> append(view.newFastAppend(), change);
          case OVERWRITE -> overwrite(view.newOverwrite(), change);
          case OVERWRITE_PARTITIONS -> overwritePartitions(view.newReplacePartitions(), change);
          case ROW_DELTA -> rowDelta(view.newRowDelta(), change);
          case REPLACE -> replace(view.newRewrite(), change, base);
        };
    return complete(update, change, attempt, Attempts.head(base, change.branch()));
  }

  /** An append with its files, ready to be committed. */
  public static SnapshotUpdate<?> append(
      OverwriteFiles update, TableChange change, String attempt, TableMetadata base) {
    change.added().forEach(update::addFile);
    return complete(update, change, attempt, Attempts.head(base, change.branch()));
  }

  private static SnapshotUpdate<?> complete(
      SnapshotUpdate<?> update, TableChange change, String attempt, @Nullable Snapshot head) {
    Attempts.state(head).forEach(update::set);
    update.set(TableChange.ATTEMPT_KEY, attempt);
    change.summary().forEach(update::set);
    update.toBranch(change.branch());
    update.scanManifestsWith(DirectExecutor.INSTANCE);
    update.writeManifestsWith(DirectExecutor.INSTANCE, 1);
    return update;
  }

  private static AppendFiles append(AppendFiles update, TableChange change) {
    change.added().forEach(update::appendFile);
    return update;
  }

  private static OverwriteFiles overwrite(OverwriteFiles update, TableChange change) {
    update.overwriteByRowFilter(change.rows());
    change.added().forEach(update::addFile);
    change.base().ifPresent(update::validateFromSnapshot);
    change.conflicts().ifPresent(update::conflictDetectionFilter);
    if (change.validated()) {
      update.validateNoConflictingDeletes();
      if (change.isSerializable()) {
        update.validateNoConflictingData();
      }
    }
    return update;
  }

  private static ReplacePartitions overwritePartitions(
      ReplacePartitions update, TableChange change) {
    change.added().forEach(update::addFile);
    change.base().ifPresent(update::validateFromSnapshot);
    if (change.validated()) {
      update.validateNoConflictingDeletes();
      if (change.isSerializable()) {
        update.validateNoConflictingData();
      }
    }
    return update;
  }

  private static RowDelta rowDelta(RowDelta update, TableChange change) {
    List<String> referenced = new ArrayList<>();
    for (DeleteFile file : change.addedDeletes()) {
      update.addDeletes(file);
      String data = file.referencedDataFile();
      if (data != null) {
        referenced.add(data);
      }
    }
    change.added().forEach(update::addRows);
    change.removed().forEach(update::removeRows);
    change.removedDeletes().forEach(update::removeDeletes);
    change.base().ifPresent(update::validateFromSnapshot);
    change.conflicts().ifPresent(update::conflictDetectionFilter);
    if (change.validated()) {
      update.validateDeletedFiles();
      update.validateDataFilesExist(referenced);
      update.validateNoConflictingDeleteFiles();
      if (change.isSerializable()) {
        update.validateNoConflictingDataFiles();
      }
    }
    return update;
  }

  private static RewriteFiles replace(
      RewriteFiles update, TableChange change, TableMetadata table) {
    change.removed().forEach(update::deleteFile);
    change.removedDeletes().forEach(update::deleteFile);
    for (DataFile file : change.added()) {
      update.addFile(file);
    }
    for (DeleteFile file : change.addedDeletes()) {
      Long sequenceNumber = file.dataSequenceNumber();
      if (sequenceNumber == null) {
        update.addFile(file);
      } else {
        update.addFile(file, sequenceNumber);
      }
    }
    if (change.base().isPresent()) {
      long base = change.base().getAsLong();
      update.validateFromSnapshot(base);
      if (!change.added().isEmpty()) {
        update.dataSequenceNumber(sequenceNumber(table.snapshot(base)));
      }
    }
    return update;
  }

  private static long sequenceNumber(@Nullable Snapshot snapshot) {
    return Objects.requireNonNull(snapshot, "the base was checked").sequenceNumber();
  }
}
