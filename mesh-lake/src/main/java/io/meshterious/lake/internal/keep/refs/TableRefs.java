// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.refs;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.keep.step.MetadataCommit;
import io.meshterious.lake.keep.HistoryEntry;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Refs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** Tags and branches of an Iceberg table. */
public final class TableRefs implements Refs {
  private final Table table;

  /** The references of a table. */
  public TableRefs(Table table) {
    this.table = table;
  }

  @Override
  public List<Ref> list() {
    table.refresh();
    List<Ref> refs = new ArrayList<>();
    new TreeMap<>(table.refs()).forEach((name, ref) -> refs.add(ref(name, ref)));
    return refs;
  }

  @Override
  public Optional<Ref> find(String name) {
    table.refresh();
    return Optional.ofNullable(table.refs().get(name)).map(ref -> ref(name, ref));
  }

  @Override
  public List<HistoryEntry> history() {
    table.refresh();
    Set<Long> current = new HashSet<>(SnapshotUtil.currentAncestorIds(table));
    Map<Long, List<String>> names = new HashMap<>();
    new TreeMap<>(table.refs())
        .forEach(
            (name, ref) ->
                names.computeIfAbsent(ref.snapshotId(), id -> new ArrayList<>()).add(name));
    List<HistoryEntry> entries = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      entries.add(
          new HistoryEntry(
              snapshot.snapshotId(),
              Optional.ofNullable(snapshot.parentId()),
              snapshot.sequenceNumber(),
              Instant.ofEpochMilli(snapshot.timestampMillis()),
              Optional.ofNullable(snapshot.operation()).orElse("unknown"),
              Optional.ofNullable(snapshot.summary()).orElse(Map.of()),
              names.getOrDefault(snapshot.snapshotId(), List.of()),
              current.contains(snapshot.snapshotId())));
    }
    entries.sort(
        Comparator.comparingLong(HistoryEntry::sequenceNumber)
            .thenComparing(HistoryEntry::at)
            .reversed());
    return entries;
  }

  @Override
  public Ref tag(String name) {
    return tag(name, current("tag '" + name + "'"), Keep.standard());
  }

  @Override
  public Ref tag(String name, long snapshotId, Keep keep) {
    return create(name, false, snapshotId, keep);
  }

  @Override
  public Ref branch(String name) {
    return branch(name, current("start branch '" + name + "'"), Keep.standard());
  }

  @Override
  public Ref branch(String name, long snapshotId, Keep keep) {
    return create(name, true, snapshotId, keep);
  }

  /** Starts a branch at the current snapshot; of a table without any, at an empty one. */
  void branchOrEmpty(String name) {
    table.refresh();
    if (table.currentSnapshot() != null) {
      branch(name);
      return;
    }
    MetadataCommit.make(
        table,
        "start branch '" + name + "'",
        () -> table.manageSnapshots().createBranch(name).commit(),
        () -> table.refs().containsKey(name));
  }

  private Ref create(String name, boolean branch, long snapshotId, Keep keep) {
    String what = (branch ? "start branch '" : "tag '") + name + "'";
    if (name.isBlank()) {
      throw new MeshException(
          KeepError.INVALID_REF, "Invalid name of a tag or branch: '" + name + "' (not blank)");
    }
    return change(
        what,
        name,
        () -> pointsTo(name, snapshotId),
        refs -> {
          SnapshotRef taken = table.refs().get(name);
          if (taken != null) {
            throw new MeshException(
                KeepError.REF_EXISTS,
                "Cannot " + what + ": the table has the " + ref(name, taken) + " already");
          }
          snapshot(what, snapshotId);
          ManageSnapshots change =
              branch ? refs.createBranch(name, snapshotId) : refs.createTag(name, snapshotId);
          apply(name, branch, keep, change);
        });
  }

  @Override
  public Ref keep(String name, Keep keep) {
    String what = "change how long '" + name + "' is kept";
    return change(
        what,
        name,
        () -> Optional.ofNullable(table.refs().get(name)).isPresent(),
        refs -> apply(name, existing(what, name).isBranch(), keep, refs));
  }

  @Override
  public void drop(String name) {
    String what = "drop '" + name + "'";
    if (name.equals(SnapshotRef.MAIN_BRANCH)) {
      throw new MeshException(
          KeepError.INVALID_REF, "Cannot drop 'main': readers of the table would see nothing");
    }
    MetadataCommit.make(
        table,
        what,
        () -> {
          ManageSnapshots refs = table.manageSnapshots();
          (existing(what, name).isBranch() ? refs.removeBranch(name) : refs.removeTag(name))
              .commit();
        },
        () -> !table.refs().containsKey(name));
  }

  @Override
  public Ref fastForward(String branch, String to) {
    return forward(branch, to, null);
  }

  /** Moves a branch forward to where another is, if that is still at a snapshot. */
  Ref forwardTo(String branch, String to, long snapshotId) {
    return forward(branch, to, snapshotId);
  }

  private Ref forward(String branch, String to, @Nullable Long expected) {
    String what = "forward branch '" + branch + "' to '" + to + "'";
    return change(
        what,
        branch,
        () -> pointsTo(branch, existing(what, to).snapshotId()),
        refs -> {
          SnapshotRef target = existing(what, to);
          if (expected != null && target.snapshotId() != expected) {
            throw new MeshException(
                KeepError.AUDIT_NOT_PASSED,
                "Cannot " + what + ": '" + to + "' has moved on from snapshot " + expected);
          }
          if (branch.equals(SnapshotRef.MAIN_BRANCH) && !table.refs().containsKey(branch)) {
            refs.createBranch(branch, target.snapshotId());
            return;
          }
          forward(what, branch, existing(what, branch), target, refs);
        });
  }

  private void forward(
      String what, String branch, SnapshotRef moving, SnapshotRef target, ManageSnapshots refs) {
    if (!moving.isBranch()) {
      throw new MeshException(
          KeepError.INVALID_REF, "Cannot " + what + ": '" + branch + "' is a tag");
    }
    if (moving.snapshotId() == target.snapshotId()) {
      return;
    }
    if (!SnapshotUtil.isAncestorOf(table, target.snapshotId(), moving.snapshotId())) {
      throw new MeshException(
          KeepError.DIVERGED,
          "Cannot "
              + what
              + ": '"
              + branch
              + "' is at "
              + moving.snapshotId()
              + ", which is not in the history of "
              + target.snapshotId()
              + "; forwarding would lose commits");
    }
    refs.replaceBranch(branch, target.snapshotId());
  }

  @Override
  public Ref rollbackTo(long snapshotId) {
    String what = "roll back to snapshot " + snapshotId;
    return change(
        what,
        SnapshotRef.MAIN_BRANCH,
        () -> pointsTo(SnapshotRef.MAIN_BRANCH, snapshotId),
        refs -> {
          snapshot(what, snapshotId);
          if (!SnapshotUtil.isAncestorOf(table, snapshotId)) {
            throw new MeshException(
                KeepError.NOT_AN_ANCESTOR,
                "Cannot "
                    + what
                    + ": it is not in the history of the current snapshot; force it if the table"
                    + " should become what that snapshot holds");
          }
          refs.setCurrentSnapshot(snapshotId);
        });
  }

  @Override
  public Ref rollbackTo(Instant time) {
    table.refresh();
    @Nullable Snapshot found = null;
    for (Snapshot ancestor : SnapshotUtil.currentAncestors(table)) {
      if (ancestor.timestampMillis() <= time.toEpochMilli()) {
        found = ancestor;
        break;
      }
    }
    if (found == null) {
      throw new MeshException(
          KeepError.SNAPSHOT_NOT_FOUND,
          "Cannot roll back to "
              + time
              + ": no snapshot of the current history is as old"
              + oldest());
    }
    return rollbackTo(found.snapshotId());
  }

  private String oldest() {
    @Nullable Snapshot oldest = SnapshotUtil.oldestAncestor(table);
    return oldest == null
        ? ""
        : "; the oldest is "
            + oldest.snapshotId()
            + " of "
            + Instant.ofEpochMilli(oldest.timestampMillis());
  }

  @Override
  public Ref forceTo(long snapshotId) {
    String what = "make snapshot " + snapshotId + " the current one";
    return change(
        what,
        SnapshotRef.MAIN_BRANCH,
        () -> pointsTo(SnapshotRef.MAIN_BRANCH, snapshotId),
        refs -> {
          snapshot(what, snapshotId);
          refs.setCurrentSnapshot(snapshotId);
        });
  }

  /** A change of references, with its checks, made on the table as it is at that moment. */
  private interface RefChange {
    void apply(ManageSnapshots refs);
  }

  private Ref change(String what, String name, BooleanSupplier happened, RefChange change) {
    MetadataCommit.make(
        table,
        what,
        () -> {
          ManageSnapshots refs = table.manageSnapshots();
          change.apply(refs);
          refs.commit();
        },
        happened);
    return ref(name, existing(what, name));
  }

  private boolean pointsTo(String name, long snapshotId) {
    SnapshotRef ref = table.refs().get(name);
    return ref != null && ref.snapshotId() == snapshotId;
  }

  private long current(String what) {
    table.refresh();
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      throw new MeshException(
          KeepError.SNAPSHOT_NOT_FOUND, "Cannot " + what + ": the table has no snapshot yet");
    }
    return current.snapshotId();
  }

  private void snapshot(String what, long snapshotId) {
    if (table.snapshot(snapshotId) == null) {
      throw new MeshException(
          KeepError.SNAPSHOT_NOT_FOUND,
          "Cannot " + what + ": the table has no snapshot " + snapshotId + ", or no longer");
    }
  }

  private SnapshotRef existing(String what, String name) {
    SnapshotRef ref = table.refs().get(name);
    if (ref == null) {
      List<String> names = List.copyOf(new TreeMap<>(table.refs()).keySet());
      throw new MeshException(
          KeepError.REF_NOT_FOUND,
          "Cannot "
              + what
              + ": there is no tag or branch '"
              + name
              + "'"
              + NearMiss.of(name, names).map(near -> "; did you mean '" + near + "'?").orElse("")
              + " (known: "
              + names
              + ")");
    }
    return ref;
  }

  private static void apply(String name, boolean branch, Keep keep, ManageSnapshots refs) {
    keep.refAge().ifPresent(age -> refs.setMaxRefAgeMs(name, age.toMillis()));
    if (branch) {
      keep.snapshotAge().ifPresent(age -> refs.setMaxSnapshotAgeMs(name, age.toMillis()));
      keep.leastSnapshots().ifPresent(least -> refs.setMinSnapshotsToKeep(name, least));
    } else if (keep.snapshotAge().isPresent() || keep.leastSnapshots().isPresent()) {
      throw new MeshException(
          KeepError.INVALID_REF,
          "Cannot keep snapshots for tag '"
              + name
              + "': a tag protects its own snapshot only; make a branch");
    }
  }

  private static Ref ref(String name, SnapshotRef ref) {
    return new Ref(
        name,
        ref.isBranch(),
        ref.snapshotId(),
        new Keep(
            Optional.ofNullable(ref.maxRefAgeMs()).map(Duration::ofMillis),
            Optional.ofNullable(ref.maxSnapshotAgeMs()).map(Duration::ofMillis),
            Optional.ofNullable(ref.minSnapshotsToKeep())));
  }
}
