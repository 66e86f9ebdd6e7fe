// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer.Constant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of some texts. */
public final class ChosenText extends ShortText {
  private static final int DIFFERENT = 64;

  private final List<String> escaped;
  private final Constant[] texts;
  private final LongValue choice;
  private long[] chosen = {};

  private ChosenText(List<String> escaped, Constant[] texts, LongValue choice) {
    super(Arrays.stream(texts).mapToInt(Constant::length).max().orElse(0));
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
    Constant[] texts = escaped.stream().map(Constant::of).toArray(Constant[]::new);
    return new ChosenText(escaped, texts, choice);
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
    if (distinct && (texts.length > DIFFERENT || Set.copyOf(escaped).size() < texts.length)) {
      return Optional.empty();
    }
    return Optional.of(new ChosenTexts(escaped, choice, sizes, most, distinct));
  }

  @Override
  public int put(long row, byte[] into, int at) {
    return texts[(int) choice.at(row)].put(into, at);
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    chosen = LongValue.room(chosen, count);
    choice.fill(rows, count, chosen);
    for (int i = 0; i < count; i++) {
      places[i] = texts[(int) chosen[i]].put(into, places[i]);
    }
  }
}
