// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.CommitOutcome.Unknown;
import io.meshterious.lake.commit.TogetherOutcome;
import io.meshterious.lake.internal.commit.change.Attempts;
import io.meshterious.lake.internal.commit.change.Changes;
import io.meshterious.lake.internal.commit.failure.Failures;
import io.meshterious.lake.internal.commit.failure.Patience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;

/** One commit of several tables in one step, decided as {@link CommitRun} decides one of one. */
public final class AtomicRun {
  private final List<CommitTarget> targets;
  private final String attempt;
  private final AtomicSwap swap;
  private final Patience patience;

  /** The last swap that may still happen, and the snapshots it started from. */
  private @Nullable RuntimeException lost;

  private List<Optional<Long>> lostHeads = List.of();

  /** Deletes the files of a swap that was answered with a conflict. */
  private List<Runnable> leftovers = List.of();

  public AtomicRun(List<CommitTarget> targets, String attempt, AtomicSwap swap, Patience patience) {
    this.targets = targets;
    this.attempt = attempt;
    this.swap = swap;
    this.patience = patience;
  }

  public TogetherOutcome run() {
    Map<TableName, CommitOutcome> outcome = null;
    for (int tries = 0; outcome == null; tries++) {
      outcome = step(tries);
    }
    return new TogetherOutcome(attempt, true, outcome);
  }

  /** Looks, and tries once; {@code null} if there is to be another step. */
  private @Nullable Map<TableName, CommitOutcome> step(int tries) {
    Map<TableName, CommitOutcome> done = new LinkedHashMap<>();
    List<TableMetadata> bases = new ArrayList<>();
    List<Optional<Long>> heads = new ArrayList<>();
    for (CommitTarget target : targets) {
      try {
        TableMetadata base = target.operations().refresh();
        bases.add(base);
        String branch = target.change().branch();
        heads.add(Optional.ofNullable(Attempts.head(base, branch)).map(Snapshot::snapshotId));
        Optional<Committed> found = Attempts.find(base, branch, attempt);
        found.ifPresent(it -> done.put(target.name(), it));
      } catch (RuntimeException e) {
        if (patience.over()) {
          return refused(target, Failures.unreachable(target.label(), target.change(), e));
        }
        patience.pause(e, tries);
        return null;
      }
    }
    if (done.size() == targets.size()) {
      return done;
    }
    if (!lostHeads.equals(heads)) {
      lost = null;
    }
    leftovers.forEach(Runnable::run);
    leftovers = List.of();
    CommitTarget first = targets.get(0);
    return tries > 0 && patience.over()
        ? refused(
            first, Failures.late(first.label(), first.change(), tries, patience.interrupted()))
        : swap(bases, heads, done, tries);
  }

  private @Nullable Map<TableName, CommitOutcome> swap(
      List<TableMetadata> bases,
      List<Optional<Long>> heads,
      Map<TableName, CommitOutcome> done,
      int tries) {
    List<Runnable> made = new ArrayList<>();
    List<TableCommit> commits = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      CommitTarget target = targets.get(i);
      if (done.containsKey(target.name())) {
        continue;
      }
      try {
        TableMetadata after = prepare(target, bases.get(i), made);
        TableName name = target.name();
        commits.add(
            TableCommit.create(
                TableIdentifier.of(name.namespace(), name.name()), bases.get(i), after));
        Snapshot head = Attempts.head(after, target.change().branch());
        done.put(name, Attempts.committed(attempt, Objects.requireNonNull(head)));
      } catch (RuntimeException e) {
        made.forEach(Runnable::run);
        return refused(target, Failures.refusal(target.label(), target.change(), e));
      }
    }
    try {
      swap.commit(commits);
      return done;
    } catch (CommitFailedException e) {
      // Others came first, or it is the echo of a swap that happened: the next step sees which.
      leftovers = made;
      patience.pause(e, tries);
    } catch (RuntimeException e) {
      lost = e;
      lostHeads = heads;
      patience.pause(e, tries);
    }
    return null;
  }

  /** The metadata of a table with its change. */
  private TableMetadata prepare(CommitTarget target, TableMetadata base, List<Runnable> made) {
    Changes.check(target.change(), base, target.operations().io());
    CommitOperations once =
        new CommitOperations(
            target.operations(),
            base,
            Map.of(),
            files ->
                new RecordingFileIO(
                    files, location -> made.add(() -> CommitRun.delete(files, location))));
    BaseTransaction transaction =
        (BaseTransaction) new BaseTable(once, target.label(), report -> {}).newTransaction();
    Changes.update(transaction.table(), target.change(), attempt, base).commit();
    return transaction.currentMetadata();
  }

  /** None happened, unless a lost swap still may. */
  private Map<TableName, CommitOutcome> refused(CommitTarget which, MeshException why) {
    Map<TableName, CommitOutcome> all = new LinkedHashMap<>();
    RuntimeException before = lost;
    for (CommitTarget target : targets) {
      MeshException its = target.name().equals(which.name()) ? why : target.notTried(which);
      all.put(
          target.name(),
          before == null
              ? new Refused(attempt, its)
              : new Unknown(
                  attempt,
                  Failures.unknown(target.label(), target.change(), attempt, its, before)));
    }
    return all;
  }
}
