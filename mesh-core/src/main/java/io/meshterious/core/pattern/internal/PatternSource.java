// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.PatternError;
import io.meshterious.core.pattern.PatternException;
import java.util.function.IntPredicate;

/** The text of a pattern with a reading position; it words the refusals. */
final class PatternSource {
  private final String text;
  private int at;

  PatternSource(String text) {
    this.text = text;
  }

  int length() {
    return text.length();
  }

  int at() {
    return at;
  }

  boolean more() {
    return at < text.length();
  }

  char charAt(int offset) {
    return text.charAt(offset);
  }

  String since(int offset) {
    return text.substring(offset, at);
  }

  boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  boolean sees(String ahead) {
    return text.startsWith(ahead, at);
  }

  boolean take(char c) {
    boolean seen = sees(c);
    if (seen) {
      at++;
    }
    return seen;
  }

  /** The next code point, which must exist. */
  int next() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  String takeWhile(IntPredicate wanted) {
    int from = at;
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  /** Reads exactly so many hexadecimal digits, or gives -1 and stays. */
  int takeHex(int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    at += digits;
    return value;
  }

  void checkSurrogates() {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw malformed("unpaired surrogate", i, "stands for no character");
      }
      i += Character.charCount(c);
    }
  }

  PatternException construct(String construct, int offset, String why) {
    return refuse(PatternError.PATTERN_CONSTRUCT_REFUSED, construct, offset, why);
  }

  PatternException malformed(String construct, int offset, String why) {
    return refuse(PatternError.PATTERN_MALFORMED, construct, offset, why);
  }

  PatternException refuse(PatternError error, String construct, int offset, String why) {
    return new PatternException(error, text, construct, offset, why);
  }
}
