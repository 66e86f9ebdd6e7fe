// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

import java.util.function.DoubleUnaryOperator;

/**
 * A continuous distribution as a table of its quantiles between two bounds. Between the points of
 * the table it is straight. The table is made with {@link StrictMath}, and reading it needs no more
 * than exact arithmetic.
 */
public final class Spread {
  private static final int POINTS = 1024;
  private static final double EDGE = 1.0 / (2 * POINTS);

  private final double[] quantiles = new double[POINTS + 1];

  private Spread(DoubleUnaryOperator quantile, double least, double most) {
    double from = share(quantile, least);
    double to = share(quantile, most);
    for (int i = 0; i <= POINTS; i++) {
      double unit = from + (to - from) * i / POINTS;
      double value = quantile.applyAsDouble(Math.min(1 - EDGE, Math.max(EDGE, unit)));
      quantiles[i] = Math.min(most, Math.max(least, value));
    }
  }

  /** All values between two alike. */
  public static Spread uniform(double min, double max) {
    return new Spread(unit -> min + (max - min) * unit, min, max);
  }

  /** A bell, cut at two bounds. */
  public static Spread normal(double mean, double deviation, double least, double most) {
    return new Spread(unit -> mean + deviation * bell(unit), least, most);
  }

  /** Values whose logarithm is a bell, cut at two bounds. */
  public static Spread lognormal(double mu, double sigma, double least, double most) {
    return new Spread(unit -> StrictMath.exp(mu + sigma * bell(unit)), least, most);
  }

  /** The value at a share from 0 up to 1, exclusive. */
  public double at(double unit) {
    double place = unit * POINTS;
    int below = (int) place;
    double low = quantiles[below];
    return low + (quantiles[below + 1] - low) * (place - below);
  }

  /** The share of values below one. */
  private static double share(DoubleUnaryOperator quantile, double value) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double there = quantile.applyAsDouble(Math.min(1 - 1e-12, Math.max(1e-12, middle)));
      if (there < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The quantile of the standard bell, by the expansion of Abramowitz and Stegun, 26.2.23. */
  static double bell(double unit) {
    double tail = Math.min(unit, 1 - unit);
    double t = StrictMath.sqrt(-2 * StrictMath.log(Math.max(tail, 1e-300)));
    double value =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return unit < 0.5 ? -value : value;
  }
}
