// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.text;

import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.internal.json.Ascii;

/** The same before, and a number with all its digits, such as {@code ORD-00004711}. */
public final class NumberedText extends ShortText {
  private final Constant before;
  private final LongValue numbers;
  private final int digits;
  private long[] found = {};

  /** Numbers of so many digits. */
  public NumberedText(Constant before, LongValue numbers, int digits) {
    super(before.length() + digits);
    this.before = before;
    this.numbers = numbers;
    this.digits = digits;
  }

  @Override
  public int put(long row, byte[] into, int at) {
    return Ascii.putDigits(into, before.put(into, at), numbers.at(row), digits);
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    found = LongValue.room(found, count);
    numbers.fill(rows, count, found);
    for (int i = 0; i < count; i++) {
      places[i] = Ascii.putDigits(into, before.put(into, places[i]), found[i], digits);
    }
  }
}
