// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits until an event is due. What was held up is made up for, but of no more than a second: a
 * broker that comes back is not flooded with what it missed.
 */
public final class Pacer {
  private static final long MOST_BEHIND_NANOS = 1_000_000_000L;
  private static final long SHORTEST_WAIT_NANOS = 500_000;

  /** A clock, and a way to wait. */
  public interface Waiting {
    /** The time, in nanoseconds since some moment. */
    long nanos();

    /** Waits so long; returns sooner when the run is to stop. */
    void pause(long nanos) throws InterruptedException;
  }

  private final Waiting waiting;
  private long begin;
  private boolean begun;

  /** A pacer with a clock. */
  public Pacer(Waiting waiting) {
    this.waiting = waiting;
  }

  /** The clock of the system, and waiting that a latch ends. */
  public static Waiting until(CountDownLatch stop) {
    LongSupplier clock = System::nanoTime;
    return new Waiting() {
      @Override
      public long nanos() {
        return clock.getAsLong();
      }

      @Override
      @SuppressWarnings("ReturnValueIgnored")
      public void pause(long nanos) throws InterruptedException {
        stop.await(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }

  /** How long it will wait for what is due so long after the first call. */
  public long leftNanos(long dueNanos) {
    return begun ? begin + dueNanos - waiting.nanos() : dueNanos;
  }

  /** Waits until so long after the first call, which does not wait for what is due at once. */
  public void await(long dueNanos) throws InterruptedException {
    long now = waiting.nanos();
    if (!begun) {
      begun = true;
      begin = now;
    }
    long left = begin + dueNanos - now;
    if (left > SHORTEST_WAIT_NANOS) {
      waiting.pause(left);
    } else if (left < -MOST_BEHIND_NANOS) {
      begin = now - dueNanos - MOST_BEHIND_NANOS;
    }
  }
}
