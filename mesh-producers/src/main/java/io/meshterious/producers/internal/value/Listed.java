// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.value;

import io.meshterious.producers.column.LongValue;

/** Numbers of a list. */
public final class Listed implements LongValue {
  private final long[] numbers;
  private final LongValue places;

  /**
   * Numbers of a list.
   *
   * @param places where in the list each row's number is
   */
  public Listed(long[] numbers, LongValue places) {
    this.numbers = numbers.clone();
    this.places = places;
  }

  @Override
  public long at(long row) {
    return numbers[(int) places.at(row)];
  }

  @Override
  public void fill(long[] rows, int count, long[] into) {
    places.fill(rows, count, into);
    for (int i = 0; i < count; i++) {
      into[i] = numbers[(int) into[i]];
    }
  }
}
