// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.PatternDialect;
import java.util.Locale;

/** Writes a set of code points as a literal character or as a class. */
final class CharsWriter {
  private static final String SYNTAX = "^$\\.*+?()[]{}|";
  private static final String CLASS_SYNTAX = "\\]-^[";

  private final PatternDialect dialect;
  private final StringBuilder out;

  CharsWriter(PatternDialect dialect, StringBuilder out) {
    this.dialect = dialect;
    this.out = out;
  }

  void write(CodePoints set) {
    boolean snowflake = dialect == PatternDialect.SNOWFLAKE;
    if (set.count() == 1 && !(snowflake && set.contains(0))) {
      literal(set.first(0));
    } else if (set.equals(CodePoints.ALL)) {
      out.append(anything());
    } else {
      // Snowflake patterns hold characters unescaped, so the class is the one that need not name
      // NUL
      boolean negated = set.contains(snowflake ? 0 : CodePoints.LAST);
      CodePoints listed = negated ? set.complement() : set;
      out.append(negated ? "[^" : "[");
      if (snowflake) {
        posixClass(listed, negated);
      } else {
        ranges(listed);
      }
      out.append(']');
    }
  }

  private String anything() {
    return switch (dialect) {
      case ECMA -> "[\\s\\S]";
      case JAVA, SPARK, RE2 -> "[\\x{0}-\\x{10FFFF}]";
      case POSTGRESQL -> "[\\u0000-\\U0010FFFF]";
      case SNOWFLAKE -> "(.|\n)";
    };
  }

  private void literal(int codePoint) {
    if (SYNTAX.indexOf(codePoint) >= 0) {
      out.append('\\').append((char) codePoint);
    } else {
      plain(codePoint);
    }
  }

  private void ranges(CodePoints set) {
    for (int i = 0; i < set.ranges(); i++) {
      range(set.first(i), set.last(i));
    }
  }

  private void range(int first, int last) {
    classMember(first);
    if (last > first + 1) {
      out.append('-');
    }
    if (last > first) {
      classMember(last);
    }
  }

  private void classMember(int codePoint) {
    String special =
        switch (dialect) {
          case ECMA -> CLASS_SYNTAX + "(){}/|";
          case JAVA, SPARK -> CLASS_SYNTAX + "&";
          case RE2, POSTGRESQL -> CLASS_SYNTAX;
          case SNOWFLAKE -> "";
        };
    if (special.indexOf(codePoint) >= 0) {
      out.append('\\').append((char) codePoint);
    } else {
      plain(codePoint);
    }
  }

  /**
   * Writes the members of a class so that engines with and without escapes inside brackets read the
   * same: {@code ]} first, {@code -} last, {@code ^} not first, the backslash doubled, and none of
   * them as a bound of a range.
   */
  private void posixClass(CodePoints set, boolean negated) {
    int mark = out.length();
    CodePoints special = CodePoints.NONE;
    for (int i = 0; i < CLASS_SYNTAX.length(); i++) {
      special = special.or(CodePoints.of(CLASS_SYNTAX.charAt(i)));
    }
    if (set.contains(']')) {
      out.append(']');
    }
    ranges(set.and(special.complement()));
    if (set.contains('\\')) {
      out.append("\\\\");
    }
    if (set.contains('[')) {
      out.append('[');
    }
    boolean caret = set.contains('^');
    boolean dashFirst = caret && !negated && out.length() == mark;
    if (dashFirst) {
      out.append("-^");
      return;
    }
    if (caret) {
      out.append('^');
    }
    if (set.contains('-')) {
      out.append('-');
    }
  }

  private void plain(int codePoint) {
    if (codePoint >= ' ' && codePoint < 0x7F || dialect == PatternDialect.SNOWFLAKE) {
      out.appendCodePoint(codePoint);
      return;
    }
    String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    switch (dialect) {
      case ECMA -> out.append(codePoint < 0x10000 ? "\\u" + pad(hex, 4) : "\\u{" + hex + "}");
      case POSTGRESQL ->
          out.append(codePoint < 0x10000 ? "\\u" + pad(hex, 4) : "\\U" + pad(hex, 8));
      default -> out.append("\\x{").append(hex).append('}');
    }
  }

  private static String pad(String hex, int width) {
    return "0".repeat(width - hex.length()) + hex;
  }
}
