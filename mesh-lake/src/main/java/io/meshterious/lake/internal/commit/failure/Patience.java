// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long somebody who commits waits between tries, and when it is over. */
public final class Patience implements AutoCloseable {
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);
  private static final long SHORTEST_WAIT_MILLIS = 2;
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private Deadline deadline;
  private boolean interrupted;

  public Patience(Deadline deadline) {
    this.deadline = deadline;
  }

  /** Whether it is over. */
  public boolean over() {
    return deadline.passed();
  }

  /** Whether the thread was interrupted meanwhile. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Waits before the next step, the longer the more there were; not at all when it is over. */
  public void pause(RuntimeException why, int tries) {
    if (Failures.isInterrupt(why) || Thread.interrupted()) {
      interrupt();
    }
    if (over()) {
      return;
    }
    long most = Math.min(LONGEST_WAIT_MILLIS, SHORTEST_WAIT_MILLIS << Math.min(tries, 12));
    long wait = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    try {
      Thread.sleep(Math.min(wait, deadline.left().toMillis()));
    } catch (InterruptedException e) {
      interrupt();
    }
  }

  /** An interrupted commit is brought to a known end, if that can be done soon. */
  private void interrupt() {
    // The mark would make every file and every catalog call fail; it is set again at the end.
    Thread.interrupted();
    if (!interrupted) {
      interrupted = true;
      deadline = deadline.within(AFTER_INTERRUPT);
    }
  }

  /** Marks the thread as interrupted again, if it was. */
  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
