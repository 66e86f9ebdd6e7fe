// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit;

import java.util.List;
import java.util.Random;

/**
 * Chance that can be repeated. The seed is printed when it is made; {@code -Dmesh.seed=<seed>}
 * repeats a run, {@code -Dmesh.rounds=<factor>} makes it longer.
 */
public final class SeededRandom {
  private final long seed;
  private final Random random;

  private SeededRandom(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * Chance with the seed of {@code -Dmesh.seed}, or else a new one.
   *
   * @param what what is tested, for the line that is printed
   */
  public static SeededRandom forTest(String what) {
    Long given = Long.getLong("mesh.seed");
    long seed = given == null ? new Random().nextInt(Integer.MAX_VALUE) : given;
    System.out.println(what + ": seed " + seed + " (repeat with -Dmesh.seed=" + seed + ")");
    return new SeededRandom(seed);
  }

  /** Chance with a seed of its own. */
  public static SeededRandom of(long seed) {
    return new SeededRandom(seed);
  }

  /** How many rounds a test makes: its usual number, times the factor of {@code -Dmesh.rounds}. */
  public static int rounds(int usual) {
    return Math.multiplyExact(usual, Math.max(1, Integer.getInteger("mesh.rounds", 1)));
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** A number from 0 to one below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from the least to the most, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** True once in so many times. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Any whole number. */
  public long anyLong() {
    return random.nextLong();
  }

  /** A number from 0, included, to 1, excluded. */
  public double fraction() {
    return random.nextDouble();
  }

  /** One of several. */
  public <T> T oneOf(List<? extends T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of several. */
  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /**
   * Chance that goes its own way from here, so that what one part draws does not move another's.
   */
  public SeededRandom fork() {
    return new SeededRandom(random.nextLong());
  }
}
