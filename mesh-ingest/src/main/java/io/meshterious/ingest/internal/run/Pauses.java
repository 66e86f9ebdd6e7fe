// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: each time twice as long, up to a limit, and up
 * to half of it less by chance, so that many who lost the same thing do not come back at once.
 */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int DOUBLINGS = 10;

  private final RandomGenerator chance;

  Pauses(RandomGenerator chance) {
    this.chance = chance;
  }

  /** The time to wait after so many failures before. */
  Duration after(int tries) {
    long whole =
        Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(Math.max(tries, 0), DOUBLINGS));
    return Duration.ofMillis(whole - (long) (chance.nextDouble() * whole / 2));
  }
}
