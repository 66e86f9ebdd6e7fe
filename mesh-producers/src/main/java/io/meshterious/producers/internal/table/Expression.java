// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import java.util.function.Function;
import java.util.function.LongToDoubleFunction;

/**
 * An expression over numbers of a row: names, numbers, plus, minus, times, through, parentheses.
 */
final class Expression {
  private final String text;
  private final Function<String, LongToDoubleFunction> names;
  private int at;

  private Expression(String text, Function<String, LongToDoubleFunction> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Reads an expression.
   *
   * @param names the values of a name; throws for names it does not know
   * @throws IllegalArgumentException when it is none
   */
  static LongToDoubleFunction parse(String text, Function<String, LongToDoubleFunction> names) {
    Expression expression = new Expression(text, names);
    LongToDoubleFunction value = expression.sum();
    if (expression.at < text.length()) {
      throw new IllegalArgumentException(
          "'" + text.substring(expression.at) + "' is not understood");
    }
    return value;
  }

  private LongToDoubleFunction sum() {
    LongToDoubleFunction left = product();
    while (true) {
      LongToDoubleFunction first = left;
      if (accept('+')) {
        LongToDoubleFunction second = product();
        left = row -> first.applyAsDouble(row) + second.applyAsDouble(row);
      } else if (accept('-')) {
        LongToDoubleFunction second = product();
        left = row -> first.applyAsDouble(row) - second.applyAsDouble(row);
      } else {
        return left;
      }
    }
  }

  private LongToDoubleFunction product() {
    LongToDoubleFunction left = factor();
    while (true) {
      LongToDoubleFunction first = left;
      if (accept('*')) {
        LongToDoubleFunction second = factor();
        left = row -> first.applyAsDouble(row) * second.applyAsDouble(row);
      } else if (accept('/')) {
        LongToDoubleFunction second = factor();
        left =
            row -> {
              double divisor = second.applyAsDouble(row);
              return divisor == 0 ? 0 : first.applyAsDouble(row) / divisor;
            };
      } else {
        return left;
      }
    }
  }

  private LongToDoubleFunction factor() {
    if (accept('-')) {
      LongToDoubleFunction value = factor();
      return row -> -value.applyAsDouble(row);
    } else if (accept('(')) {
      LongToDoubleFunction value = sum();
      if (!accept(')')) {
        throw new IllegalArgumentException("a parenthesis is not closed");
      }
      return value;
    }
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    skipSpaces();
    if (word.isEmpty()) {
      throw new IllegalArgumentException("'" + text.substring(start) + "' is not understood");
    } else if (Character.isDigit(word.charAt(0))) {
      double number = Double.parseDouble(word);
      return row -> number;
    }
    return names.apply(word);
  }

  private boolean accept(char wanted) {
    skipSpaces();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      skipSpaces();
      return true;
    }
    return false;
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
