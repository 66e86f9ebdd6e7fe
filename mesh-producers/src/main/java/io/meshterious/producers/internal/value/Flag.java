// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;

/**
 * 1 for a share of the rows, and 0 for others.
 *
 * @param key what it follows from
 * @param share the share of those with 1
 */
public record Flag(long key, double share) implements LongValue {
  @Override
  public long at(long row) {
    return Draw.unit(Draw.bits(key, row)) < share ? 1 : 0;
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }
}
