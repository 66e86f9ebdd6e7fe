// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.core.error.MeshException;
import java.time.Duration;

/**
 * Turns between processes that commit to the same table. A lock saves work that would be lost to a
 * race; it is the catalog's compare-and-swap that keeps the table right, with or without one.
 */
public interface CommitLocks {
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

  /** A turn that is held. */
  interface Held extends AutoCloseable {
    /** Gives the turn to the next. */
    @Override
    void close();
  }
}
