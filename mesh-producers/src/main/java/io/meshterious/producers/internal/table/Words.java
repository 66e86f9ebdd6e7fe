// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.producers.draw.Draw;

/** Words and names made of syllables: they can be read aloud, and belong to nobody. */
final class Words {
  private static final String[] BEGIN = {
    "ba", "be", "da", "do", "fe", "ga", "ka", "ki", "la", "le", "ma", "mi", "na", "no", "pa", "ra",
    "ro", "sa", "se", "ta", "ti", "va", "ve", "zo"
  };
  private static final String[] END = {
    "l", "m", "n", "r", "s", "t", "k", "nd", "lo", "ra", "ri", "to", "na", "mi", "vo", "sel"
  };

  private Words() {}

  /** A word of two to four syllables. */
  static String word(long bits) {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + (int) (bits & 1) + (int) (bits >>> 1 & 1);
    for (int i = 0; i < syllables; i++) {
      word.append(BEGIN[(int) Draw.below(Draw.bits(bits, i), BEGIN.length)]);
    }
    return word.append(END[(int) Draw.below(Draw.bits(bits, 9), END.length)]).toString();
  }

  /** Words with a capital in front of each. */
  static String name(long bits, int words) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < words; i++) {
      String word = word(Draw.bits(bits, i));
      name.append(i == 0 ? "" : " ").append(Character.toUpperCase(word.charAt(0)));
      name.append(word, 1, word.length());
    }
    return name.toString();
  }

  /** A sentence of some words. */
  static String sentence(long bits, int words) {
    StringBuilder sentence = new StringBuilder(name(bits, 1));
    for (int i = 1; i < words; i++) {
      sentence.append(' ').append(word(Draw.bits(bits, i)));
    }
    return sentence.toString();
  }
}
