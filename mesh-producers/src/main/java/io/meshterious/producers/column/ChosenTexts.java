// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.draw.Draw;
import java.util.List;

/** Arrays of chosen texts, as JSON. */
final class ChosenTexts extends ShortText {
  private static final int TRIES = 1000;

  private final Constant[] texts;
  private final LongValue choice;
  private final LongValue sizes;
  private final boolean distinct;

  /**
   * Arrays.
   *
   * @param texts the texts, escaped; 64 at most when they must differ
   * @param choice which of them an item has, by the number of the item
   * @param sizes how many items each row has
   * @param most how many there are at most
   * @param distinct whether no two items may be the same
   */
  ChosenTexts(List<String> texts, LongValue choice, LongValue sizes, int most, boolean distinct) {
    super(2 + most * (3 + longest(texts)));
    this.texts = texts.stream().map(it -> Constant.of(",\"" + it + '"')).toArray(Constant[]::new);
    this.choice = choice;
    this.sizes = sizes;
    this.distinct = distinct;
  }

  private static int longest(List<String> texts) {
    return texts.stream().mapToInt(it -> Constant.of(it).length()).max().orElse(0);
  }

  @Override
  public int put(long row, byte[] into, int at) {
    int end = at;
    long size = sizes.at(row);
    long taken = 0;
    for (int i = 0; i < size; i++) {
      long place = Column.item(row, i);
      int chosen = (int) choice.at(place);
      for (int turn = 1; distinct && (taken >>> chosen & 1) != 0 && turn < TRIES; turn++) {
        chosen = (int) choice.at(Draw.elsewhere(place, turn));
      }
      if (!distinct || (taken >>> chosen & 1) == 0) {
        taken |= 1L << chosen;
        end = texts[chosen].put(into, end);
      }
    }
    into[at] = '[';
    end = end == at ? at + 1 : end;
    into[end] = ']';
    return end + 1;
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    for (int i = 0; i < count; i++) {
      places[i] = put(rows[i], into, places[i]);
    }
  }
}
