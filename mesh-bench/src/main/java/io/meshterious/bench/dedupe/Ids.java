// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.dedupe;

/** A set of the ids that follow from numbers. */
interface Ids {
  /**
   * Adds the ids of all numbers below a count.
   *
   * @param step how far the next number is from the one before, modulo the count
   * @param first the first number
   * @return how many were not there before
   */
  int addAll(int count, int step, int first);

  /** The upper half of an id: random, with the marks of version 4. */
  static long high(int number) {
    return mixed(number) & ~0xF000L | 0x4000L;
  }

  /** The lower half. */
  static long low(int number) {
    return mixed(~(long) number) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
  }

  private static long mixed(long number) {
    long mixed = (number + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ mixed >>> 30) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ mixed >>> 31;
  }

  /** The number that follows. */
  static int next(int number, int step, int count) {
    long sum = (long) number + step;
    return (int) (sum >= count ? sum - count : sum);
  }
}
