// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.Arrays;

/** Medians, percentiles and spreads. */
public final class Samples {
  private Samples() {}

  /** The middle value; of an even number, the mean of the two in the middle. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value that at least this share of the values do not exceed. */
  public static long percentile(long[] values, double share) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }

  /** How far the values lie apart, in parts of their median. */
  static double spread(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[sorted.length - 1] - sorted[0]) / median(sorted);
  }
}
