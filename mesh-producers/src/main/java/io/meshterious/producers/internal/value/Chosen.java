// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Weights;

/**
 * One of several by weight.
 *
 * @param key what it follows from
 * @param weights their weights
 */
public record Chosen(long key, Weights weights) implements LongValue {
  @Override
  public long at(long row) {
    return weights.at(Draw.unit(Draw.bits(key, row)));
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }
}
