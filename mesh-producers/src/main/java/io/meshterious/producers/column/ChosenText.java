// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer.Constants;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of some texts. */
public final class ChosenText extends ShortText {
  private static final int DIFFERENT = 64;

  private final List<String> escaped;
  private final Constants texts;
  private final LongValue choice;
  private long[] chosen = {};

  private ChosenText(List<String> escaped, Constants texts, LongValue choice) {
    super(texts.longest());
    this.escaped = escaped;
    this.texts = texts;
    this.choice = choice;
  }

  /**
   * One of some texts.
   *
   * @param all the texts as people read them
   * @param choice which of them each row has
   */
  public static ChosenText of(List<String> all, LongValue choice) {
    List<String> escaped = all.stream().map(TextValue::escaped).toList();
    return new ChosenText(escaped, Constants.of(escaped), choice);
  }

  /** The text that all rows have, escaped, if there is no other. */
  public Optional<String> only() {
    return escaped.size() == 1 ? Optional.of(escaped.get(0)) : Optional.empty();
  }

  /**
   * Arrays of these texts, as JSON; item i of row n has the text of row n × 1024 + i.
   *
   * @param sizes how many items each row has
   * @param most how many there are at most
   * @param distinct whether no two items may be the same
   * @return empty when there are too many texts to tell them apart
   */
  public Optional<ShortText> listed(LongValue sizes, int most, boolean distinct) {
    if (distinct && (escaped.size() > DIFFERENT || Set.copyOf(escaped).size() < escaped.size())) {
      return Optional.empty();
    }
    return Optional.of(new ChosenTexts(escaped, choice, sizes, most, distinct));
  }

  @Override
  public int put(long row, byte[] into, int at) {
    return texts.put((int) choice.at(row), into, at);
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    chosen = LongValue.room(chosen, count);
    choice.fill(rows, count, chosen);
    for (int i = 0; i < count; i++) {
      places[i] = texts.put((int) chosen[i], into, places[i]);
    }
  }
}
