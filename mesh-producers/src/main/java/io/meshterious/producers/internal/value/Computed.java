// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import java.util.function.DoubleBinaryOperator;

/** What two numbers make together. */
public final class Computed implements DoubleValue {
  private final DoubleValue left;
  private final DoubleValue right;
  private final DoubleBinaryOperator operator;
  private double[] others = {};

  /** Two numbers and what is done with them. */
  public Computed(DoubleValue left, DoubleValue right, DoubleBinaryOperator operator) {
    this.left = left;
    this.right = right;
    this.operator = operator;
  }

  @Override
  public double at(long row) {
    return operator.applyAsDouble(left.at(row), right.at(row));
  }

  @Override
  public void fill(long[] rows, int count, double[] into) {
    others = DoubleValue.room(others, count);
    left.fill(rows, count, into);
    right.fill(rows, count, others);
    for (int i = 0; i < count; i++) {
      into[i] = operator.applyAsDouble(into[i], others[i]);
    }
  }
}
