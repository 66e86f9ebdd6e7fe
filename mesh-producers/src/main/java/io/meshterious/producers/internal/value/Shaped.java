// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Spread;

/**
 * Numbers of a distribution.
 *
 * @param key what they follow from
 * @param spread the distribution
 */
public record Shaped(long key, Spread spread) implements DoubleValue {
  @Override
  public double at(long row) {
    return spread.at(Draw.unit(Draw.bits(key, row)));
  }

  @Override
  public void fill(long[] rows, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }
}
