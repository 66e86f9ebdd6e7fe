// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: each time twice as long as before, up to a limit, and
 * up to half of it less by chance, so that many who lost the same broker do not come back at once.
 */
public final class Backoff {
  private final RandomGenerator chance;
  private final long firstMillis;
  private final long mostMillis;
  private int failures;

  /**
   * Pauses that begin anew.
   *
   * @param chance makes them differ
   * @param first the first one, at most
   * @param most the longest one
   */
  public Backoff(RandomGenerator chance, Duration first, Duration most) {
    this.chance = chance;
    this.firstMillis = first.toMillis();
    this.mostMillis = most.toMillis();
  }

  /** The time to wait after another failure. */
  public long nextMillis() {
    long whole = Math.min(mostMillis, firstMillis << Math.min(failures, 20));
    failures++;
    return whole - (long) (chance.nextDouble() * whole / 2);
  }

  /** Begins anew: something went well. */
  public void reset() {
    failures = 0;
  }
}
