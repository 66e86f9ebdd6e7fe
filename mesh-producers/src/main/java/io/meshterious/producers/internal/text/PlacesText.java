// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.text;

import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.internal.json.Ascii;
import java.util.stream.IntStream;

/** Numbers whose digits are the characters of each place, such as {@code WH-N1}. */
public final class PlacesText extends ShortText {
  private final byte[][] members;
  private final byte[] head;
  private final int[] varying;
  private final int digits;
  private final long power;
  private final LongValue numbers;
  private long[] found = {};

  /**
   * Texts with a number.
   *
   * @param members the characters that each place may have
   * @param digits how many places at the end have all ten digits
   * @param numbers the number of the text that a row has
   */
  public PlacesText(byte[][] members, int digits, LongValue numbers) {
    super(members.length);
    int last = members.length - digits;
    this.members = members;
    this.head = new byte[last];
    for (int i = 0; i < last; i++) {
      head[i] = members[i][0];
    }
    this.varying = IntStream.range(0, last).filter(i -> members[i].length > 1).toArray();
    this.digits = digits;
    this.power = (long) StrictMath.pow(10, digits);
    this.numbers = numbers;
  }

  @Override
  public int put(long row, byte[] into, int at) {
    return write(numbers.at(row), into, at);
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    found = LongValue.room(found, count);
    numbers.fill(rows, count, found);
    for (int i = 0; i < count; i++) {
      places[i] = write(found[i], into, places[i]);
    }
  }

  private int write(long number, byte[] into, int at) {
    long rest = number / power;
    long end = number - rest * power;
    System.arraycopy(head, 0, into, at, head.length);
    for (int i = varying.length - 1; i >= 0; i--) {
      byte[] choices = members[varying[i]];
      long above = rest / choices.length;
      into[at + varying[i]] = choices[(int) (rest - above * choices.length)];
      rest = above;
    }
    return Ascii.putDigits(into, at + head.length, end, digits);
  }
}
