// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.text;

import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.ShortText;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.internal.json.Ascii;

/** A word, a number and the same after, such as an address. */
public final class JoinedText extends ShortText {
  private static final int NUMBER_BITS = 14;

  private final Constant[] words;
  private final Constant after;
  private final long key;
  private final boolean different;

  /**
   * Joined texts.
   *
   * @param words the words, with what stands around them
   * @param key what words and numbers follow from
   * @param different whether no two rows may have the same
   */
  public JoinedText(Constant[] words, Constant after, long key, boolean different) {
    super(longest(words) + Ascii.LONGEST_NUMBER + after.length());
    this.words = words;
    this.after = after;
    this.key = key;
    this.different = different;
  }

  private static int longest(Constant[] words) {
    int longest = 0;
    for (Constant word : words) {
      longest = Math.max(longest, word.length());
    }
    return longest;
  }

  @Override
  public int put(long row, byte[] into, int at) {
    int place = words[(int) Draw.below(Draw.bits(key, row), words.length)].put(into, at);
    long number = different ? row : Draw.bits(key, row, 1) >>> Long.SIZE - NUMBER_BITS;
    return after.put(into, Ascii.putLong(into, place, number));
  }

  @Override
  public void put(long[] rows, int count, byte[] into, int[] places) {
    for (int i = 0; i < count; i++) {
      places[i] = put(rows[i], into, places[i]);
    }
  }
}
