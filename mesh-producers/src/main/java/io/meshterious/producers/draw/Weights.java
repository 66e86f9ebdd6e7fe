// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

/**
 * Chooses one of several by weight, at the same cost however many there are: each place of a table
 * holds a share of one and gives the rest to another, as A. J. Walker found.
 */
public final class Weights {
  private final int size;
  private final double[] shares;
  private final int[] others;

  /** Chooses by weights, of which one at least is above zero and none below. */
  public Weights(double[] weights) {
    size = weights.length;
    shares = new double[size];
    others = new int[size];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] small = new int[size];
    int[] large = new int[size];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < size; i++) {
      shares[i] = weights[i] * size / sum;
      others[i] = i;
      if (shares[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[larges - 1];
      others[less] = more;
      shares[more] -= 1 - shares[less];
      if (shares[more] < 1) {
        larges--;
        small[smalls++] = more;
      }
    }
    // What is left is one but for rounding.
    while (larges > 0) {
      shares[large[--larges]] = 1;
    }
    while (smalls > 0) {
      int last = small[--smalls];
      shares[last] = weights[last] > 0 ? 1 : 0;
      others[last] = weights[last] > 0 ? last : heaviest(weights);
    }
  }

  private static int heaviest(double[] weights) {
    int heaviest = 0;
    for (int i = 1; i < weights.length; i++) {
      heaviest = weights[i] > weights[heaviest] ? i : heaviest;
    }
    return heaviest;
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

  /** How many there are to choose from. */
  public int size() {
    return size;
  }

  /** The number of the one chosen, from a number from 0 up to 1, exclusive. */
  public int at(double unit) {
    double place = unit * size;
    int number = (int) place;
    // Read before it is known whether it is needed: which one it is, no processor foresees.
    int other = others[number];
    return place - number < shares[number] ? number : other;
  }
}
