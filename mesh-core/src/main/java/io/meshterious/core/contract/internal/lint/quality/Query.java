// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.quality;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outline of an SQL query, with its comments and quoted parts blanked out. */
final class Query {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)\\}");

  private final String text;
  private final String outline;

  /** Reads a query. */
  Query(String text) {
    this.text = text;
    this.outline = outline(text);
  }

  /** Whether it starts as a query does. */
  boolean selects() {
    String start = outline.strip().toLowerCase(Locale.ROOT);
    while (start.startsWith("(")) {
      start = start.substring(1).stripLeading();
    }
    return start.matches("(?s)(select|with)\\b.*");
  }

  /** Whether something follows a semicolon. */
  boolean severalStatements() {
    int semicolon = outline.indexOf(';');
    return semicolon >= 0 && !outline.substring(semicolon).replace(";", "").isBlank();
  }

  /** The names in <code>${…}</code>. */
  Set<String> placeholders() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String outline(String text) {
    StringBuilder outline = new StringBuilder(text);
    int i = 0;
    while (i < text.length()) {
      int end = i + 1;
      if (text.startsWith("--", i)) {
        end = after(text, "\n", i + 2);
      } else if (text.startsWith("/*", i)) {
        end = after(text, "*/", i + 2);
      } else if (text.charAt(i) == '\'' || text.charAt(i) == '"' || text.charAt(i) == '`') {
        end = after(text, text.substring(i, i + 1), i + 1);
      } else {
        i++;
        continue;
      }
      for (int blank = i; blank < end; blank++) {
        outline.setCharAt(blank, ' ');
      }
      i = end;
    }
    return outline.toString();
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
