// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

/** How much a run measures. */
public enum BenchSize {
  /** The smallest case once: shows that a benchmark still works, and measures nothing. */
  SMOKE(1, 0),

  /** A rough answer in under a minute. */
  QUICK(3, 1),

  /** An answer to trust. */
  FULL(5, 2);

  private final int rounds;
  private final int warmUps;

  BenchSize(int rounds, int warmUps) {
    this.rounds = rounds;
    this.warmUps = warmUps;
  }

  /** How many rounds count, unless the command line says otherwise. */
  public int rounds() {
    return rounds;
  }

  /** How many rounds come before those that count. */
  public int warmUps() {
    return warmUps;
  }

  /** One of three numbers, by size. */
  public int pick(int smoke, int quick, int full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }
}
