// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import java.util.SplittableRandom;

/** Writes random patterns of the accepted grammar and random texts that may match them. */
public final class RandomPatterns {
  private static final String[] LETTERS = {
    "a", "b", "c", "A", "0", "9", "_", "-", " ", "é", "😀", "&", "/", "\"", "'", "#", ",", "~"
  };
  private static final String[] ESCAPES = {
    "\\.",
    "\\\\",
    "\\^",
    "\\$",
    "\\[",
    "\\]",
    "\\{",
    "\\}",
    "\\(",
    "\\)",
    "\\|",
    "\\*",
    "\\+",
    "\\?",
    "\\/",
    "\\n",
    "\\t",
    "\\x41",
    "\\u0062",
    "\\u{1F600}",
    "\\ud83d\\ude00",
    "\\cJ"
  };
  private static final String[] CLASSES = {".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[^]"};
  private static final String[] MEMBERS = {
    "a",
    "b",
    "a-c",
    "A-Z",
    "0-9",
    "é",
    "à-ü",
    "😀",
    "\\d",
    "\\w",
    "\\s",
    "\\S",
    "\\D",
    "\\]",
    "\\[",
    "\\\\",
    "\\^",
    "\\-",
    "&",
    "&&",
    "!-/",
    "\\n",
    " ",
    "\\b",
    "[",
    ".",
    "+--",
    "$",
    "|",
    "{",
    "~",
    "\\u2028",
    "\\u0001-\\u001f",
    "\\u{10000}-\\u{10FFFF}",
    "Z-a",
    ":",
    "#"
  };
  private static final String[] QUANTIFIERS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{2,3}", "{0}", "{1,3}?", "{1}", "{0,}"
  };
  private static final String[] TEXT = {
    "a", "a", "b", "b", "c", "A", "B", "0", "5", "9", "_", "-", " ", "\n", "\r", "\t", "é", "ü",
    "😀", "\u2028", "\u0085", "\u000B", "\f", "&", "/", "^", "$", "[", "]", "\\", "{", "}", "(",
    ")", "|", "*", "+", "?", ".", "\u00a0", "\ufeff", "z", "Z", "~", "#", "\u0001", "\uffff",
    "\u212a", "\u017f"
  };

  private final SplittableRandom random;
  private int names;

  /** A source of patterns and texts; the same seed gives the same ones. */
  public RandomPatterns(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A pattern of the accepted grammar. */
  public String pattern() {
    names = 0;
    return choice(3, true, true);
  }

  /** A text that may or may not match: random, or an example, plain or disturbed. */
  public String text(LinearPattern pattern) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return noise(8);
    }
    String example = pattern.example(random.nextLong());
    if (kind == 1) {
      return example;
    }
    if (kind == 2) {
      return noise(3) + example + noise(3);
    }
    if (example.isEmpty()) {
      return example;
    }
    int at =
        example.offsetByCodePoints(0, random.nextInt(example.codePointCount(0, example.length())));
    int end = example.offsetByCodePoints(at, 1);
    return example.substring(0, at)
        + (random.nextBoolean() ? one(TEXT) : "")
        + example.substring(end);
  }

  private String noise(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(one(TEXT));
    }
    return text.toString();
  }

  private String choice(int depth, boolean left, boolean right) {
    StringBuilder out = new StringBuilder(sequence(depth, left, right));
    while (random.nextInt(4) == 0) {
      out.append('|').append(random.nextInt(8) == 0 ? "" : sequence(depth, left, right));
    }
    return out.toString();
  }

  private String sequence(int depth, boolean left, boolean right) {
    StringBuilder out = new StringBuilder();
    boolean start = left && random.nextInt(3) == 0;
    boolean end = right && random.nextInt(3) == 0;
    if (start) {
      out.append('^');
    }
    int parts = random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      if (depth > 0 && random.nextInt(3) == 0) {
        boolean quantified = random.nextInt(2) == 0;
        out.append(group())
            .append(
                choice(
                    depth - 1,
                    left && i == 0 && !quantified,
                    right && i == parts - 1 && !quantified))
            .append(')');
        if (quantified) {
          out.append(one(QUANTIFIERS));
        }
      } else {
        out.append(atom());
        if (random.nextInt(3) == 0) {
          out.append(one(QUANTIFIERS));
        }
      }
    }
    return out.append(end ? "$" : "").toString();
  }

  private String group() {
    return switch (random.nextInt(4)) {
      case 0 -> "(";
      case 1 -> "(?<n" + names++ + ">";
      default -> "(?:";
    };
  }

  private String atom() {
    return switch (random.nextInt(8)) {
      case 0 -> one(ESCAPES);
      case 1 -> one(CLASSES);
      case 2, 3 -> bracket();
      default -> one(LETTERS);
    };
  }

  private String bracket() {
    boolean negated = random.nextInt(3) == 0;
    StringBuilder out = new StringBuilder(negated ? "[^" : "[");
    for (int i = random.nextInt(3); i >= 0; i--) {
      String member = one(MEMBERS);
      boolean posix =
          out.charAt(out.length() - 1) == '[' && (member.equals(":") || member.equals("."));
      boolean everything = negated && (member.equals("\\S") || member.equals("\\D"));
      out.append(posix || everything ? "x" : member);
    }
    return out.append(']').toString();
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
