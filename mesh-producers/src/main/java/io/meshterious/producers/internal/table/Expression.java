// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.producers.internal.value.Computed;
import io.meshterious.producers.internal.value.DoubleValue;
import java.util.function.Function;

/**
 * An expression over numbers of a row: names, numbers, plus, minus, times, through, parentheses.
 */
final class Expression {
  private final String text;
  private final Function<String, DoubleValue> names;
  private int at;

  private Expression(String text, Function<String, DoubleValue> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Reads an expression.
   *
   * @param names the values of a name; throws for names it does not know
   * @throws IllegalArgumentException when it is none
   */
  static DoubleValue parse(String text, Function<String, DoubleValue> names) {
    Expression expression = new Expression(text, names);
    DoubleValue value = expression.sum();
    if (expression.at < text.length()) {
      throw new IllegalArgumentException(
          "'" + text.substring(expression.at) + "' is not understood");
    }
    return value;
  }

  private DoubleValue sum() {
    DoubleValue left = product();
    while (true) {
      DoubleValue first = left;
      if (accept('+')) {
        DoubleValue second = product();
        left = new Computed(first, second, (a, b) -> a + b);
      } else if (accept('-')) {
        DoubleValue second = product();
        left = new Computed(first, second, (a, b) -> a - b);
      } else {
        return left;
      }
    }
  }

  private DoubleValue product() {
    DoubleValue left = factor();
    while (true) {
      DoubleValue first = left;
      if (accept('*')) {
        DoubleValue second = factor();
        left = new Computed(first, second, (a, b) -> a * b);
      } else if (accept('/')) {
        DoubleValue second = factor();
        left = new Computed(first, second, (a, b) -> b == 0 ? 0 : a / b);
      } else {
        return left;
      }
    }
  }

  private DoubleValue factor() {
    if (accept('-')) {
      DoubleValue value = factor();
      return new Computed(row -> 0, value, (zero, number) -> -number);
    } else if (accept('(')) {
      DoubleValue value = sum();
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
