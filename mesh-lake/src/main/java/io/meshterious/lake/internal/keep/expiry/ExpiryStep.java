// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.keep.step.MetadataCommit;
import io.meshterious.lake.internal.keep.step.Parallel;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ExpireSnapshots.CleanupLevel;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.PropertyUtil;

/**
 * Expires snapshots.
 *
 * <p>Iceberg decides which snapshots and references may go. The order of what follows makes a crash
 * harmless: the journal is written, the snapshots leave the table in one commit, their files are
 * deleted, the journal is deleted. Which files go is found out after the commit, against the table
 * as it is then.
 */
public final class ExpiryStep implements PlannedStep {
  private final Table table;
  private final SnapshotExpiry task;
  private final long olderThanMillis;
  private final Set<Long> planned;
  private final Set<String> plannedRefs;
  private final MaintenancePlan.Step description;

  private ExpiryStep(
      Table table,
      SnapshotExpiry task,
      long olderThanMillis,
      Set<Long> planned,
      Set<String> plannedRefs,
      MaintenancePlan.Step description) {
    this.table = table;
    this.task = task;
    this.olderThanMillis = olderThanMillis;
    this.planned = planned;
    this.plannedRefs = plannedRefs;
    this.description = description;
  }

  public static ExpiryStep plan(Table table, SnapshotExpiry task, Parallel parallel) {
    long now = System.currentTimeMillis();
    long olderThan =
        now
            - task.olderThan()
                .map(Duration::toMillis)
                .orElseGet(
                    () ->
                        PropertyUtil.propertyAsLong(
                            table.properties(),
                            TableProperties.MAX_SNAPSHOT_AGE_MS,
                            TableProperties.MAX_SNAPSHOT_AGE_MS_DEFAULT));
    List<Snapshot> goes = removable(table, task, olderThan);
    Set<Long> ids = new HashSet<>();
    goes.forEach(snapshot -> ids.add(snapshot.snapshotId()));
    ExpiryJournal left = ExpiryJournal.read(table).removedFrom(table);
    List<String> details = new ArrayList<>();
    goes.stream()
        .sorted(Comparator.comparingLong(Snapshot::sequenceNumber))
        .forEach(
            snapshot ->
                details.add(
                    "snapshot "
                        + snapshot.snapshotId()
                        + " of "
                        + Instant.ofEpochMilli(snapshot.timestampMillis())
                        + ", "
                        + snapshot.operation()));
    Set<String> agedRefs = agedRefs(table, now);
    agedRefs.forEach(ref -> details.add("drop '" + ref + "': older than its limit"));
    if (!left.isEmpty()) {
      details.add(left.snapshots().size() + " snapshots expired earlier: delete their files");
    }
    long files = 0;
    long bytes = 0;
    if (task.deleteFiles() && !(goes.isEmpty() && left.isEmpty())) {
      ExpiryJournal all = left.and(new ExpiryJournal(goes, ExpiredFiles.statistics(table, ids)));
      ExpiredFiles expired = ExpiredFiles.find(table, all.snapshots(), all.statistics(), parallel);
      files = expired.count();
      bytes = expired.bytes();
    }
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            goes.size() + " snapshots, then delete " + files + " files only they need",
            "older than "
                + Instant.ofEpochMilli(olderThan)
                + ", and no tag, branch or limit keeps them",
            files,
            bytes,
            goes.size(),
            details);
    return new ExpiryStep(table, task, olderThan, ids, agedRefs, description);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    table.refresh();
    ExpiryJournal left = ExpiryJournal.read(table);
    boolean unfinished = !left.isEmpty();
    Expired expired = expire(left, run);
    if (task.deleteFiles() && (unfinished || expired.any)) {
      deleteFiles(expired.journal.removedFrom(table), run);
    }
  }

  /** What an expiry removed. */
  private record Expired(ExpiryJournal journal, boolean any) {}

  private Expired expire(ExpiryJournal left, StepRun run) {
    Expired[] result = {new Expired(left, false)};
    if (planned.isEmpty() && plannedRefs.isEmpty()) {
      return result[0];
    }
    Set<Long> expiring = new HashSet<>();
    MetadataCommit.make(
        table,
        "expire snapshots",
        () -> {
          expiring.clear();
          List<Snapshot> goes = new ArrayList<>();
          for (Snapshot snapshot : removable(table, task, olderThanMillis)) {
            if (planned.contains(snapshot.snapshotId())) {
              goes.add(snapshot);
              expiring.add(snapshot.snapshotId());
            }
          }
          result[0] = new Expired(left, false);
          if (goes.isEmpty() && agedRefs(table, System.currentTimeMillis()).isEmpty()) {
            return;
          }
          ExpiryJournal journal =
              left.and(new ExpiryJournal(goes, ExpiredFiles.statistics(table, expiring)));
          if (task.deleteFiles() && !journal.isEmpty()) {
            journal.write(table);
          }
          ExpireSnapshots expire =
              table.expireSnapshots().expireOlderThan(0).cleanupLevel(CleanupLevel.NONE);
          expiring.forEach(expire::expireSnapshotId);
          try {
            expire.commit();
          } catch (IllegalArgumentException e) {
            // A tag or branch was put on one of them in the very moment: what may go has changed.
            throw new CommitFailedException(e, "References changed");
          }
          result[0] = new Expired(journal, true);
        },
        () -> expiring.stream().allMatch(id -> table.snapshot(id) == null));
    for (long id : planned) {
      if (table.snapshot(id) != null) {
        run.skipped("snapshot " + id, "a tag, a branch or a limit keeps it by now");
      }
    }
    if (result[0].any) {
      run.committed();
      run.snapshotsRemoved(expiring.size());
    }
    return result[0];
  }

  private void deleteFiles(ExpiryJournal journal, StepRun run) {
    ExpiredFiles files =
        ExpiredFiles.find(table, journal.snapshots(), journal.statistics(), run.parallel());
    FileDeletion deletion = new FileDeletion(table.io(), run);
    boolean allGone =
        deletion.delete("delete data and delete files", files.content())
            && deletion.delete("delete statistics", files.statistics())
            && deletion.delete("delete manifests", files.manifests())
            && deletion.delete("delete manifest lists", files.manifestLists());
    if (allGone) {
      ExpiryJournal.delete(table);
    } else {
      run.skipped("the rest of the files", "some could not be deleted; the next run goes on");
    }
  }

  private static List<Snapshot> removable(Table table, SnapshotExpiry task, long olderThan) {
    try {
      ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(olderThan);
      task.keepLast().ifPresent(expire::retainLast);
      return expire.apply();
    } catch (ValidationException e) {
      throw new MeshException(
          KeepError.DELETION_FORBIDDEN,
          "Cannot expire snapshots of "
              + table.name()
              + ": its property 'gc.enabled' is false, because other tables may use its files",
          e);
    }
  }

  private static Set<String> agedRefs(Table table, long now) {
    long standard =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.MAX_REF_AGE_MS,
            TableProperties.MAX_REF_AGE_MS_DEFAULT);
    Set<String> aged = new TreeSet<>();
    for (Map.Entry<String, SnapshotRef> entry : table.refs().entrySet()) {
      Snapshot snapshot = table.snapshot(entry.getValue().snapshotId());
      Long limit = entry.getValue().maxRefAgeMs();
      if (!entry.getKey().equals(SnapshotRef.MAIN_BRANCH)
          && snapshot != null
          && now - snapshot.timestampMillis() > (limit == null ? standard : limit)) {
        aged.add(entry.getKey());
      }
    }
    return aged;
  }
}
