// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import io.meshterious.core.pattern.internal.Regex;
import io.meshterious.core.pattern.internal.TextCounts;
import io.meshterious.core.pattern.internal.TextPlaces;
import java.util.List;
import java.util.Optional;

/**
 * The texts that match a pattern as a whole, with lengths between two bounds, each with a number.
 * They are made of printable ASCII where the pattern allows it. Numbers that follow one another
 * give texts that differ, unless the pattern matches a text in several ways. Instances are
 * immutable and may be shared between threads.
 */
public final class PatternTexts {
  private final Regex regex;
  private final int shortest;
  private final int longest;
  private final TextCounts counts;
  private final long[] byLength;
  private final long count;

  PatternTexts(Regex regex, int shortest, int longest) {
    this.regex = regex;
    this.shortest = shortest;
    this.longest = longest;
    this.counts = new TextCounts(regex, longest);
    this.byLength = counts.byLength(regex);
    long all = 0;
    for (int length = shortest; length <= longest; length++) {
      all = Math.min(TextCounts.MANY, all + byLength[length]);
    }
    this.count = all;
  }

  /** How many numbers there are; 2⁶¹ stands for that and more. */
  public long count() {
    return count;
  }

  /**
   * The text with a number.
   *
   * @param number from 0 up to {@link #count()}, exclusive
   * @throws IndexOutOfBoundsException when there is no such number
   */
  public String text(long number) {
    if (number < 0 || number >= count) {
      throw new IndexOutOfBoundsException("text " + number + " of " + count);
    }
    long rest = number;
    int length = shortest;
    while (rest >= byLength[length]) {
      rest -= byLength[length];
      length++;
    }
    return counts.text(regex, length, rest);
  }

  /**
   * The characters that may stand at each place, when every text has as many places and what stands
   * at one does not depend on another. The number of a text then has one digit for each place, the
   * last place counting fastest.
   */
  public Optional<List<String>> places() {
    return TextPlaces.of(regex, longest).filter(places -> places.size() >= shortest);
  }
}
