// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.failure;

import java.time.Duration;

/** A moment in time after which nothing is tried any more. */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** What is left, at least nothing. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** The earlier of this one and one so far from now. */
  Deadline within(Duration duration) {
    long other = System.nanoTime() + duration.toNanos();
    return other - nanoTime < 0 ? new Deadline(other) : this;
  }
}
