// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;

/**
 * Any of some numbers, all alike.
 *
 * @param key what they follow from
 * @param first the least
 * @param step from one to the next
 * @param size how many there are
 */
public record Even(long key, long first, long step, long size) implements LongValue {
  @Override
  public long at(long row) {
    return first + Draw.below(Draw.bits(key, row), size) * step;
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }
}
