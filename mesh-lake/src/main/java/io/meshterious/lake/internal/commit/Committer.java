// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.TableChange;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

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
        return new CommitRun(operations, table.name(), change, attempt, manifests, deadline).run();
      }
    } catch (MeshException e) {
      return new Refused(attempt, e.at("table", table.name()));
    } catch (RuntimeException e) {
      return new Refused(attempt, Failures.unreachable(table.name(), change, e));
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
