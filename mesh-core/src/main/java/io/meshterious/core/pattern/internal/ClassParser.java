// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.PatternException;

/** Reads character classes and escapes into sets of code points. */
final class ClassParser {
  private static final String SYNTAX = "^$\\.*+?()[]{}|/";

  private final PatternSource in;

  ClassParser(PatternSource in) {
    this.in = in;
  }

  /** Reads the rest of a class, whose bracket at {@code start} is already read. */
  CodePoints bracket(int start) {
    boolean negated = in.take('^');
    CodePoints set = CodePoints.NONE;
    while (!in.sees(']')) {
      if (!in.more()) {
        throw in.malformed("class '['", start, "is not closed by ']'");
      }
      set = set.or(rangeOrItem());
    }
    in.next();
    CodePoints result = negated ? set.complement() : set;
    if (result.and(CodePoints.CHARACTERS).isEmpty()) {
      throw in.construct("class '" + in.since(start) + "'", start, "matches nothing");
    }
    return result;
  }

  private CodePoints rangeOrItem() {
    int start = in.at();
    CodePoints first = item();
    if (!in.sees('-')) {
      return first;
    }
    in.next();
    if (in.sees(']') || !in.more()) {
      return first.or(CodePoints.of('-'));
    }
    CodePoints last = item();
    String range = "range '" + in.since(start) + "'";
    if (first.count() != 1 || last.count() != 1) {
      throw in.malformed(range, start, "has a class as its bound: write '\\-' for the character");
    }
    if (first.first(0) > last.first(0)) {
      throw in.malformed(range, start, "has its bounds in the wrong order");
    }
    return CodePoints.range(first.first(0), last.first(0));
  }

  private CodePoints item() {
    int start = in.at();
    int c = in.next();
    if (c == '\\') {
      return escape(start, true);
    }
    if (c == '[' && (in.sees(':') || in.sees('.') || in.sees('='))) {
      throw in.construct(
          "POSIX class '[" + (char) in.next() + "'",
          start,
          "does not mean the same in every engine: write '\\[' for the character");
    }
    return CodePoints.of(c);
  }

  /** Reads the rest of an escape, whose backslash at {@code start} is already read. */
  CodePoints escape(int start, boolean inClass) {
    if (!in.more()) {
      throw in.malformed("'\\'", start, "escapes nothing: write '\\\\' for the character");
    }
    int c = in.next();
    return switch (c) {
      case 'd' -> NamedClasses.DIGIT;
      case 'D' -> NamedClasses.DIGIT.complement();
      case 'w' -> NamedClasses.WORD;
      case 'W' -> NamedClasses.WORD.complement();
      case 's' -> NamedClasses.SPACE;
      case 'S' -> NamedClasses.SPACE.complement();
      default -> CodePoints.of(character(c, start, inClass));
    };
  }

  private int character(int c, int start, boolean inClass) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case '0' -> nul(start);
      case 'x' -> hex(in.takeHex(2), start, "'\\x'", "needs two hexadecimal digits");
      case 'u' -> unicode(start);
      case 'c' -> control(start);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        in.takeWhile(d -> d >= '0' && d <= '9');
        throw in.construct(
            "back reference '" + in.since(start) + "'", start, "cannot be matched in linear time");
      }
      case 'k' ->
          throw in.construct("back reference '\\k'", start, "cannot be matched in linear time");
      case 'p', 'P' ->
          throw in.construct(
              "Unicode property '\\" + (char) c + "'",
              start,
              "depends on each engine's Unicode version: list the ranges");
      case 'b' -> {
        if (!inClass) {
          throw wordBoundary('b', start);
        }
        yield '\b';
      }
      case 'B' -> throw wordBoundary('B', start);
      default -> {
        if (SYNTAX.indexOf(c) >= 0 || inClass && c == '-') {
          yield c;
        }
        throw in.malformed(
            "escape '" + in.since(start) + "'",
            start,
            "is unknown in ECMA-262: write '" + Character.toString(c) + "' for the character");
      }
    };
  }

  private PatternException wordBoundary(char letter, int start) {
    return in.construct(
        "word boundary '\\" + letter + "'", start, "does not mean the same in every engine");
  }

  private int nul(int start) {
    if (!in.takeWhile(d -> d >= '0' && d <= '9').isEmpty()) {
      throw in.malformed(
          "octal escape '" + in.since(start) + "'", start, "is unknown in ECMA-262: write '\\xHH'");
    }
    return 0;
  }

  private int control(int start) {
    int letter = in.more() ? in.next() : 0;
    if (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z') {
      return letter % 32;
    }
    throw in.malformed("'\\c'", start, "needs an ASCII letter");
  }

  private int unicode(int start) {
    if (in.take('{')) {
      String digits = in.takeWhile(c -> c < 128 && Character.digit(c, 16) >= 0);
      boolean closed = in.take('}');
      String significant = digits.replaceFirst("^0+(?=.)", "");
      boolean fits = !digits.isEmpty() && significant.length() <= 6;
      int value = fits ? Integer.parseInt(significant, 16) : -1;
      hex(
          closed && value <= CodePoints.LAST ? value : -1,
          start,
          "'\\u{'",
          "needs a hexadecimal code point up to 10FFFF and then '}'");
      return notSurrogate(value, start);
    }
    int high = hex(in.takeHex(4), start, "'\\u'", "needs four hexadecimal digits or '{'");
    if (!Character.isSurrogate((char) high)) {
      return high;
    }
    if (Character.isHighSurrogate((char) high) && in.sees("\\u")) {
      in.next();
      in.next();
      int low = in.takeHex(4);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) high, (char) low);
      }
    }
    return notSurrogate(high, start);
  }

  private int notSurrogate(int value, int start) {
    if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      throw in.malformed("unpaired surrogate", start, "stands for no character");
    }
    return value;
  }

  private int hex(int value, int start, String what, String why) {
    if (value < 0) {
      throw in.malformed(what, start, why);
    }
    return value;
  }
}
