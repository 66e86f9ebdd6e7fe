// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

/** Chooses one of several by weight. */
public final class Weights {
  private static final int GUIDES = 1024;

  private final double[] upTo;
  private final int[] guide = new int[GUIDES + 1];

  /** Chooses by weights above zero. */
  public Weights(double[] weights) {
    upTo = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      upTo[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      upTo[i] /= sum;
    }
    upTo[weights.length - 1] = 1;
    int at = 0;
    for (int i = 0; i <= GUIDES; i++) {
      while (at < weights.length - 1 && upTo[at] <= (double) i / GUIDES) {
        at++;
      }
      guide[i] = at;
    }
  }

  /** Few often, many rarely: the weight of the n-th is n to the power of minus the exponent. */
  public static Weights zipf(int size, double exponent) {
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      weights[i] = StrictMath.pow(i + 1, -exponent);
    }
    return new Weights(weights);
  }

  /** Counts of independent events. */
  public static Weights poisson(double mean) {
    int size = (int) Math.min(1_000_000, Math.ceil(mean + 10 * Math.sqrt(mean) + 20));
    double[] weights = new double[size];
    double log = -mean;
    for (int i = 0; i < size; i++) {
      weights[i] = StrictMath.exp(log);
      log += StrictMath.log(mean) - StrictMath.log(i + 1);
    }
    return new Weights(weights);
  }

  /** The number of the one chosen, from a number from 0 up to 1, exclusive. */
  public int at(double unit) {
    int low = guide[(int) (unit * GUIDES)];
    while (upTo[low] <= unit) {
      low++;
    }
    return low;
  }
}
