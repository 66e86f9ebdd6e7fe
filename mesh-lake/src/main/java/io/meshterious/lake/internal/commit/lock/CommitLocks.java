// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.lock;

import io.meshterious.core.error.MeshException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Turns between processes that commit to the same table. A lock saves work that would be lost to a
 * race; it is the catalog's compare-and-swap that keeps the table right, with or without one.
 */
public interface CommitLocks extends AutoCloseable {
  /**
   * Waits for the turn.
   *
   * @param tableKey the table's UUID
   * @param timeout how long to wait at most
   * @return the turn, to be closed
   * @throws MeshException {@code BUSY} when the time is over, {@code LOCK_FAILED} when the lock
   *     cannot be used, {@code INTERRUPTED} when the thread is
   */
  Held acquire(String tableKey, Duration timeout);

  /** No turns: the catalog alone decides, and losers try again. */
  static CommitLocks none() {
    return (tableKey, timeout) -> () -> {};
  }

  /**
   * Turns by locks on files, one for each table, in a folder that all processes can reach.
   *
   * @param folder where the files are, made when it is missing; nothing else should be in it
   */
  static CommitLocks files(Path folder) {
    return new FileCommitLocks(folder);
  }

  /** Turns by advisory locks of PostgreSQL. */
  static CommitLocks postgres(Sessions sessions) {
    return new PostgresCommitLocks(sessions);
  }

  /** Ends what is kept for the next turn. */
  @Override
  default void close() {}

  /** A turn that is held. */
  interface Held extends AutoCloseable {
    /** Gives the turn to the next. */
    @Override
    void close();
  }
}
