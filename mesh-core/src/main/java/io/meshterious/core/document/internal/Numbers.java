// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Number forms of YAML 1.2's core schema, which include those of JSON, as exact decimals. */
public final class Numbers {
  /** The most digits a number may have before its exponent. */
  public static final int MAX_DIGITS = 1_000;

  /** The largest exponent a number may have, positive or negative. */
  public static final int MAX_EXPONENT = 10_000;

  private Numbers() {}

  /** Whether a text has the form of a finite number. */
  public static boolean isNumber(String text) {
    if (text.startsWith("0x") || text.startsWith("0o")) {
      int radix = text.charAt(1) == 'x' ? 16 : 8;
      for (int i = 2; i < text.length(); i++) {
        if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
          return false;
        }
      }
      return text.length() > 2;
    }
    int start = !text.isEmpty() && isSign(text.charAt(0)) ? 1 : 0;
    int whole = digitsEnd(text, start);
    boolean point = whole < text.length() && text.charAt(whole) == '.';
    int end = point ? digitsEnd(text, whole + 1) : whole;
    int digits = end - start - (point ? 1 : 0);
    if (digits == 0 || end == text.length()) {
      return digits > 0;
    }
    if (text.charAt(end) != 'e' && text.charAt(end) != 'E') {
      return false;
    }
    int exponent = end + 1 < text.length() && isSign(text.charAt(end + 1)) ? end + 2 : end + 1;
    return exponent < text.length() && digitsEnd(text, exponent) == text.length();
  }

  /** Whether a number has more digits or a larger exponent than is allowed. */
  public static boolean isTooLarge(String number) {
    if (number.length() <= 4) {
      return false;
    }
    int mark = isPrefixed(number) ? -1 : Math.max(number.indexOf('e'), number.indexOf('E'));
    int digits = 0;
    int end = mark < 0 ? number.length() : mark;
    for (int i = isPrefixed(number) ? 2 : 0; i < end; i++) {
      if (number.charAt(i) != '.' && !isSign(number.charAt(i))) {
        digits++;
      }
    }
    return digits > MAX_DIGITS || (mark >= 0 && exponentTooLarge(number, mark + 1));
  }

  private static boolean exponentTooLarge(String number, int start) {
    int exponent = 0;
    for (int i = isSign(number.charAt(start)) ? start + 1 : start; i < number.length(); i++) {
      exponent = 10 * exponent + (number.charAt(i) - '0');
      if (exponent > MAX_EXPONENT) {
        return true;
      }
    }
    return false;
  }

  /** The exact value of a number. */
  public static BigDecimal parse(String number) {
    return isPrefixed(number) ? new BigDecimal(integer(number)) : new BigDecimal(number);
  }

  /**
   * The number in the form that JSON has for it, with the same value and the same digits after the
   * point.
   */
  public static String toJson(String number) {
    if (isPrefixed(number)) {
      return integer(number).toString();
    }
    int start = isSign(number.charAt(0)) ? 1 : 0;
    int whole = digitsEnd(number, start);
    int first = start;
    while (first < whole - 1 && number.charAt(first) == '0') {
      first++;
    }
    StringBuilder json = new StringBuilder(number.length() + 1);
    json.append(number.charAt(0) == '-' ? "-" : "")
        .append(whole == start ? "0" : number.substring(first, whole));
    boolean barePoint =
        whole < number.length()
            && number.charAt(whole) == '.'
            && digitsEnd(number, whole + 1) == whole + 1;
    return json.append(number, barePoint ? whole + 1 : whole, number.length()).toString();
  }

  private static BigInteger integer(String prefixed) {
    return new BigInteger(prefixed.substring(2), prefixed.charAt(1) == 'x' ? 16 : 8);
  }

  private static boolean isPrefixed(String number) {
    return number.length() > 2 && (number.charAt(1) == 'x' || number.charAt(1) == 'o');
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
