// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.commit.TogetherOutcome;
import io.meshterious.lake.internal.commit.change.Attempts;
import io.meshterious.lake.internal.commit.change.Changes;
import io.meshterious.lake.internal.commit.failure.Deadline;
import io.meshterious.lake.internal.commit.failure.Failures;
import io.meshterious.lake.internal.commit.failure.Patience;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.commit.manifest.ManifestPolicy;
import io.meshterious.lake.internal.commit.run.AtomicRun;
import io.meshterious.lake.internal.commit.run.AtomicSwap;
import io.meshterious.lake.internal.commit.run.CommitRun;
import io.meshterious.lake.internal.commit.run.CommitTarget;
import io.meshterious.lake.internal.commit.run.TableAndChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.jspecify.annotations.Nullable;

/**
 * Commits changes to tables. One commit at a time goes to a table: inside the process in the order
 * in which they came, between processes as {@link CommitLocks} gives turns. Safe to use from many
 * threads.
 */
public final class Committer {
  private final CommitLocks locks;
  private final CommitOptions options;
  private final ManifestPolicy manifests;
  private final ConcurrentHashMap<String, Semaphore> queues = new ConcurrentHashMap<>();
  private final Map<TableOperations, String> keys =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** A committer; a lake has one. */
  public Committer(CommitLocks locks, CommitOptions options) {
    this.locks = locks;
    this.options = options;
    this.manifests = new ManifestPolicy(options.mergeEvery());
  }

  /** Commits a change to a table. It never throws for what can go wrong at run time. */
  public CommitOutcome commit(Table table, TableChange change) {
    String attempt = change.attemptOrNew();
    Deadline deadline = Deadline.in(options.deadline());
    try {
      Changes.check(change);
      TableOperations operations = operations(table);
      try (CommitLocks.Held turn = turn(key(operations), table.name(), deadline)) {
        Objects.requireNonNull(turn, "turn");
        return run(operations, table.name(), change, attempt, deadline);
      }
    } catch (MeshException e) {
      return new Refused(attempt, e.at("table", table.name()));
    } catch (RuntimeException e) {
      return new Refused(attempt, Failures.unreachable(table.name(), change, e));
    }
  }

  /**
   * Commits changes to several tables, each under the same attempt id: in one step where the
   * catalog has one, else one after the other; see {@link TogetherOutcome}.
   *
   * @param tables each with its change; no table twice
   * @param givenAttempt the attempt id; empty for a random one
   * @param swap the catalog's way to do it in one step; empty if it has none
   */
  public TogetherOutcome commitTogether(
      List<TableAndChange> tables, Optional<String> givenAttempt, Optional<AtomicSwap> swap) {
    String attempt = givenAttempt.orElseGet(() -> UUID.randomUUID().toString());
    Deadline deadline = Deadline.in(options.deadline());
    List<CommitTarget> targets = new ArrayList<>();
    TreeMap<String, CommitTarget> byKey = new TreeMap<>();
    ArrayDeque<CommitLocks.Held> turns = new ArrayDeque<>();
    TableAndChange at = null;
    try {
      for (TableAndChange one : tables) {
        at = one;
        Changes.check(one.change());
        TableOperations operations = operations(one.table());
        CommitTarget target = new CommitTarget(one, operations);
        targets.add(target);
        if (byKey.put(key(operations), target) != null) {
          throw new MeshException(
              CommitError.INVALID_CHANGE,
              "Cannot commit to '" + one.name() + "' twice in one step; make one change of both");
        }
      }
      // Always in the same order, so that nobody waits for somebody who waits for them.
      for (Map.Entry<String, CommitTarget> one : byKey.entrySet()) {
        at = one.getValue().what();
        turns.push(turn(one.getKey(), at.name().toString(), deadline));
      }
      return swap.isPresent()
          ? atomically(targets, attempt, swap.get(), deadline)
          : inTurn(targets, attempt, deadline);
    } catch (RuntimeException e) {
      return refused(tables, attempt, at, e);
    } finally {
      turns.forEach(CommitLocks.Held::close);
    }
  }

  private static TogetherOutcome atomically(
      List<CommitTarget> targets, String attempt, AtomicSwap swap, Deadline deadline) {
    try (Patience patience = new Patience(deadline)) {
      return new AtomicRun(targets, attempt, swap, patience).run();
    }
  }

  private TogetherOutcome inTurn(List<CommitTarget> targets, String attempt, Deadline deadline) {
    Map<TableName, CommitOutcome> outcomes = new LinkedHashMap<>();
    CommitTarget stopped = null;
    try (Patience patience = new Patience(deadline)) {
      for (CommitTarget target : targets) {
        Optional<CommitOutcome> refusal = target.run(attempt, manifests, patience).rehearse();
        if (refusal.isPresent() && stopped == null) {
          stopped = target;
          outcomes.put(target.name(), refusal.get());
        }
      }
      for (CommitTarget target : targets) {
        if (stopped == null) {
          CommitOutcome outcome = target.run(attempt, manifests, patience).run();
          outcomes.put(target.name(), outcome);
          stopped = outcome instanceof Committed ? null : target;
        } else if (!target.name().equals(stopped.name())) {
          outcomes.put(target.name(), new Refused(attempt, target.notTried(stopped)));
        }
      }
    }
    return new TogetherOutcome(attempt, false, outcomes);
  }

  private static TogetherOutcome refused(
      List<TableAndChange> tables,
      String attempt,
      @Nullable TableAndChange at,
      RuntimeException why) {
    Map<TableName, CommitOutcome> outcomes = new LinkedHashMap<>();
    for (TableAndChange one : tables) {
      String table = one.name().toString();
      outcomes.put(
          one.name(),
          new Refused(
              attempt,
              at == null || one.name().equals(at.name())
                  ? Failures.refusal(table, one.change(), why)
                  : Failures.notTried(table, at.name().toString())));
    }
    return new TogetherOutcome(attempt, false, outcomes);
  }

  private CommitOutcome run(
      TableOperations operations,
      String name,
      TableChange change,
      String attempt,
      Deadline deadline) {
    try (Patience patience = new Patience(deadline)) {
      return new CommitRun(operations, name, change, attempt, manifests, patience).run();
    }
  }

  /**
   * The snapshot that an attempt made, if it is in the history of a branch. Attempts are forgotten
   * when their snapshots expire.
   */
  public Optional<Committed> find(Table table, String attempt, String branch) {
    TableMetadata metadata = operations(table).refresh();
    return metadata == null ? Optional.empty() : Attempts.find(metadata, branch, attempt);
  }

  /** Waits for the turn to commit to a table: first inside the process, then between processes. */
  private CommitLocks.Held turn(String key, String name, Deadline deadline) {
    Semaphore queue = queues.computeIfAbsent(key, it -> new Semaphore(1, true));
    try {
      if (!queue.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new MeshException(
            CommitError.BUSY,
            "Cannot commit to '"
                + name
                + "': "
                + queue.getQueueLength()
                + " other commits of this process were waiting until the deadline of "
                + options.deadline()
                + "; commit less often with more rows, or give it more time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeshException(
          CommitError.INTERRUPTED,
          "Cannot commit to '" + name + "': the thread was interrupted; nothing changed",
          e);
    }
    try {
      CommitLocks.Held held = locks.acquire(key, deadline.left());
      return () -> {
        try {
          held.close();
        } finally {
          queue.release();
        }
      };
    } catch (RuntimeException | Error e) {
      queue.release();
      throw e;
    }
  }

  /** The table's UUID. Asked once, because reading it may disturb a commit of another thread. */
  private String key(TableOperations operations) {
    String known = keys.get(operations);
    if (known != null) {
      return known;
    }
    TableMetadata metadata = operations.current();
    String uuid = metadata == null ? null : metadata.uuid();
    if (uuid == null) {
      throw new MeshException(
          CommitError.TABLE_GONE, "Cannot commit: the table does not exist, or has no UUID");
    }
    keys.put(operations, uuid);
    return uuid;
  }

  private static TableOperations operations(Table table) {
    if (table instanceof HasTableOperations it) {
      return it.operations();
    }
    throw new MeshException(
        CommitError.INVALID_CHANGE,
        "Cannot commit to '"
            + table.name()
            + "': it is not a table of a catalog but a view of one");
  }
}
