// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

/** A number with a point that each row has. */
@FunctionalInterface
public interface DoubleValue {
  /** The number of a row. */
  double at(long row);

  /** The numbers of some rows, as {@link io.meshterious.producers.column.LongValue#fill} does. */
  default void fill(long[] rows, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }

  /** An array with room for so many numbers: the one that is given, if it has. */
  static double[] room(double[] given, int count) {
    return given.length >= count ? given : new double[count];
  }
}
