// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tags and branches of a table, and its history. A tag names a snapshot; a branch names a
 * snapshot and moves with the commits made to it; {@code main} is the branch that readers see.
 * Every change is one atomic commit and is safe beside other writers: one that came too late is
 * refused and has done nothing.
 */
public interface Refs {
  /** All tags and branches, by name. */
  List<Ref> list();

  /** The tag or branch of that name. */
  Optional<Ref> find(String name);

  /** All snapshots the table still has, the newest first. */
  List<HistoryEntry> history();

  /** Tags the current snapshot, for good. */
  Ref tag(String name);

  /**
   * Tags a snapshot.
   *
   * @param name the name, not in use yet
   * @param snapshotId any snapshot the table has
   * @param keep how long the tag protects it
   */
  Ref tag(String name, long snapshotId, Keep keep);

  /** Starts a branch at the current snapshot, for good. */
  Ref branch(String name);

  /**
   * Starts a branch.
   *
   * @param name the name, not in use yet
   * @param snapshotId any snapshot the table has
   * @param keep how long the branch, and which of its snapshots, are protected
   */
  Ref branch(String name, long snapshotId, Keep keep);

  /** Changes how long a tag or branch is kept. */
  Ref keep(String name, Keep keep);

  /**
   * Removes a tag or branch; its snapshots stay until they expire. {@code main} cannot be removed.
   */
  void drop(String name);

  /**
   * Moves a branch forward to where another branch or tag is, without writing any data. It is
   * refused with {@link KeepError#DIVERGED} when commits of the branch would be lost.
   *
   * @param branch the branch that moves, such as {@code main}
   * @param to the branch or tag it moves to
   */
  Ref fastForward(String branch, String to);

  /**
   * Makes an older snapshot of the current history the current one. Later snapshots stay reachable
   * by id until they expire. It is refused with {@link KeepError#NOT_AN_ANCESTOR} for others.
   */
  Ref rollbackTo(long snapshotId);

  /** Rolls back to what was current at a time. */
  Ref rollbackTo(Instant time);

  /** Makes any snapshot the current one, whether or not it is in the current history. */
  Ref forceTo(long snapshotId);

  /**
   * A tag or a branch.
   *
   * @param name its name
   * @param branch whether it is a branch
   * @param snapshotId the snapshot it points to
   * @param keep how long it is kept
   */
  record Ref(String name, boolean branch, long snapshotId, Keep keep) {
    /** Like {@code tag 2026-q1 at 4711}. */
    @Override
    public String toString() {
      return (branch ? "branch " : "tag ") + name + " at " + snapshotId;
    }
  }

  /**
   * How long a tag or branch is kept when snapshots expire. What is absent is as the table's
   * properties say, which is for good unless they were set.
   *
   * @param refAge the age of its snapshot at which the tag or branch itself is dropped
   * @param snapshotAge of a branch: the age up to which its snapshots are kept
   * @param leastSnapshots of a branch: how many of its newest snapshots are kept whatever their age
   */
  record Keep(
      Optional<Duration> refAge, Optional<Duration> snapshotAge, Optional<Integer> leastSnapshots) {
    /** Checks that all that is given is positive. */
    public Keep {
      refAge.ifPresent(age -> Options.positive("age of a tag or branch", age));
      snapshotAge.ifPresent(age -> Options.positive("age of a branch's snapshots", age));
      leastSnapshots.ifPresent(least -> Options.positive("number of snapshots kept", least));
    }

    /** As the table's properties say: for good, unless they were set. */
    public static Keep standard() {
      return new Keep(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** For as long as its snapshot is not older than this. */
    public static Keep of(Duration refAge) {
      return new Keep(Optional.of(refAge), Optional.empty(), Optional.empty());
    }

    /** This, with an age up to which a branch's snapshots are kept. */
    public Keep snapshotsFor(Duration age) {
      return new Keep(refAge, Optional.of(age), leastSnapshots);
    }

    /** This, with a number of a branch's snapshots that are kept whatever their age. */
    public Keep atLeast(int snapshots) {
      return new Keep(refAge, snapshotAge, Optional.of(snapshots));
    }
  }
}
