// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

/** Puts the numbers below a size into another order: different numbers stay different. */
public final class Shuffle {
  private final long size;
  private final long factor;
  private final long offset;

  /** An order of the numbers below a size of at most 2⁶¹, which follows from a key. */
  public Shuffle(long size, long key) {
    this.size = size;
    this.offset = Draw.below(Draw.bits(key, 0), size);
    // Products stay below 2⁶³.
    long greatest = Math.min(size, (Long.MAX_VALUE - size) / size);
    long wanted = greatest < 2 ? 1 : 1 + Draw.below(Draw.bits(key, 1), greatest - 1);
    while (gcd(wanted, size) != 1) {
      wanted = wanted == 1 ? 1 : wanted - 1;
    }
    this.factor = wanted;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** How many numbers there are. */
  public long size() {
    return size;
  }

  /** Where a number goes; numbers from the size on begin anew. */
  public long at(long number) {
    return (number % size * factor + offset) % size;
  }
}
