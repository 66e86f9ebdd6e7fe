// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import java.util.regex.Pattern;

/** What a namespace and a name inside one may look like: safe as a folder and, quoted, in SQL. */
public final class Names {
  /** The rule, for messages. */
  public static final String RULE =
      "letters, digits, '_' and '-', not '-' first, at most 128 characters";

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,127}");
  private static final int LONGEST_SHOWN = 160;

  private Names() {}

  /** Whether a text is allowed as a namespace, or as a name inside one. */
  public static boolean isPart(String text) {
    return PART.matcher(text).matches();
  }

  /** A text from outside as it may stand in a message: short, and without control characters. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(
            it -> {
              if (Character.isISOControl(it) || !Character.isDefined(it) || isInvisible(it)) {
                shown.append(String.format("\\u%04x", it));
              } else {
                shown.appendCodePoint(it);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "…" : shown.toString();
  }

  /** Characters that change how the text around them is shown, and halves of characters. */
  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
