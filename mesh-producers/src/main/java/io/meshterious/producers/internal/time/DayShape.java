// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.time;

/** How what happens in a day is spread over its hours. */
public final class DayShape {
  /** How many hours there are. */
  public static final int HOURS = 24;

  private static final double[] WEIGHTS = {
    0.3, 0.2, 0.15, 0.15, 0.2, 0.4, 0.7, 1.0, 1.3, 1.5, 1.6, 1.5, 1.4, 1.4, 1.4, 1.5, 1.6, 1.7, 1.7,
    1.5, 1.2, 0.9, 0.7, 0.5
  };

  private DayShape() {}

  /** The weight of each hour. */
  public static double[] weights() {
    return WEIGHTS.clone();
  }

  /** The weights of the hours before each hour; at the end, of all. */
  public static double[] before() {
    double[] before = new double[HOURS + 1];
    for (int hour = 0; hour < HOURS; hour++) {
      before[hour + 1] = before[hour] + WEIGHTS[hour];
    }
    return before;
  }
}
