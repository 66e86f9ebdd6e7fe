// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;

/**
 * Each of some in turn.
 *
 * @param rows what is counted
 * @param size how many there are
 */
public record Turn(LongValue rows, long size) implements LongValue {
  @Override
  public long at(long row) {
    return rows.at(row) % size;
  }

  @Override
  public void fill(long[] here, int count, long[] into) {
    rows.fill(here, count, into);
    for (int i = 0; i < count; i++) {
      into[i] = into[i] % size;
    }
  }
}
