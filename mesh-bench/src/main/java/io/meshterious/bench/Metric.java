// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

/**
 * What a number measures.
 *
 * @param name what sets it apart from other metrics of the same case, such as {@code p99}; empty
 *     when there is only one
 * @param unit its unit, such as {@code rows/s} or {@code ms}
 * @param higherIsBetter whether more of it is better
 */
public record Metric(String name, String unit, boolean higherIsBetter) {
  /** The only metric of its cases, of which more is better. */
  public static Metric rate(String unit) {
    return new Metric("", unit, true);
  }

  /** A metric of which less is better. */
  public static Metric lower(String name, String unit) {
    return new Metric(name, unit, false);
  }

  /** How many times as good a value is as another. */
  double ratio(double ours, double baseline) {
    return higherIsBetter ? ours / baseline : baseline / ours;
  }
}
