// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import java.util.Optional;

/**
 * Whether bytes are one value of JSON, after RFC 8259. It says where they are none, and never what
 * stands there. Used for one text after the other.
 */
public final class JsonCheck {
  private static final int DEEPEST = 256;

  private final boolean[] objects = new boolean[DEEPEST];
  private byte[] json = {};
  private int from;
  private int to;
  private int at;

  /** A check. */
  public JsonCheck() {}

  /** Why some bytes are no object; empty when they are one. */
  public Optional<String> object(byte[] bytes, int first, int end) {
    begin(bytes, first, end);
    if (at == to) {
      return Optional.of("it is empty");
    } else if (json[at] != '{') {
      return Optional.of("it is no JSON object");
    }
    return value();
  }

  /** Why some bytes are no value; empty when they are one. */
  public Optional<String> value(byte[] bytes, int first, int end) {
    begin(bytes, first, end);
    return at == to ? Optional.of("it is empty") : value();
  }

  private void begin(byte[] bytes, int first, int end) {
    json = bytes;
    from = first;
    to = end;
    at = first;
    space();
  }

  private Optional<String> value() {
    int depth = 0;
    boolean valueNext = true;
    while (true) {
      if (valueNext) {
        int opened = open(depth);
        if (opened < 0) {
          return wrong();
        } else if (opened > depth) {
          depth = opened;
          if (depth == DEEPEST) {
            return Optional.of("it is deeper than " + (DEEPEST - 1) + " levels");
          }
          space();
          if (peek() == (objects[depth] ? '}' : ']')) {
            valueNext = false;
            continue;
          }
          if (objects[depth] && !name()) {
            return wrong();
          }
          continue;
        }
        valueNext = false;
      }
      space();
      if (depth == 0) {
        return at == to ? Optional.empty() : wrong();
      }
      int next = peek();
      at++;
      if (next == ',') {
        space();
        if (objects[depth] && !name()) {
          return wrong();
        }
        valueNext = true;
      } else if (next == (objects[depth] ? '}' : ']')) {
        depth--;
      } else {
        at--;
        return wrong();
      }
    }
  }

  /** Reads a scalar, or the beginning of an object or array; the depth after; -1 for neither. */
  private int open(int depth) {
    switch (peek()) {
      case '{', '[' -> {
        if (depth + 1 < DEEPEST) {
          objects[depth + 1] = json[at] == '{';
        }
        at++;
        return depth + 1;
      }
      case '"' -> {
        return string() ? depth : -1;
      }
      case 't' -> {
        return word("true") ? depth : -1;
      }
      case 'f' -> {
        return word("false") ? depth : -1;
      }
      case 'n' -> {
        return word("null") ? depth : -1;
      }
      default -> {
        int end = number(json, at, to);
        boolean is = end > at;
        at = Math.max(at, end);
        return is ? depth : -1;
      }
    }
  }

  private Optional<String> wrong() {
    return Optional.of(
        at >= to ? "its JSON ends too soon" : "its JSON is malformed at byte " + (at - from + 1));
  }

  private int peek() {
    return at < to ? json[at] : -1;
  }

  private void space() {
    while (at < to
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** Reads a name and its colon, and what space there is. */
  private boolean name() {
    if (peek() != '"' || !string()) {
      return false;
    }
    space();
    if (peek() != ':') {
      return false;
    }
    at++;
    space();
    return true;
  }

  private boolean string() {
    at++;
    while (at < to && json[at] != '"') {
      int unit = json[at];
      if (unit == '\\') {
        at++;
        if (!escape()) {
          return false;
        }
      } else if (unit >= 0 && unit < ' ') {
        return false;
      } else if (unit >= 0) {
        at++;
      } else {
        int length = Utf8.length(json, at, to);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    at++;
    return at <= to;
  }

  private boolean escape() {
    int letter = peek();
    if (letter < 0 || "\"\\/bfnrtu".indexOf(letter) < 0) {
      return false;
    }
    at++;
    for (int i = 0; letter == 'u' && i < 4; i++) {
      if (Character.digit(peek(), 16) < 0) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** The place after a number that begins here; the place itself when there is none. */
  public static int number(byte[] json, int from, int to) {
    int at = from < to && json[from] == '-' ? from + 1 : from;
    int whole = digits(json, at, to);
    if (whole == at || json[at] == '0' && whole > at + 1) {
      return from;
    }
    at = whole;
    if (at < to && json[at] == '.') {
      int fraction = digits(json, at + 1, to);
      if (fraction == at + 1) {
        return from;
      }
      at = fraction;
    }
    if (at < to && (json[at] | 0x20) == 'e') {
      int sign = at + 1 < to && (json[at + 1] == '+' || json[at + 1] == '-') ? at + 2 : at + 1;
      int exponent = digits(json, sign, to);
      if (exponent == sign) {
        return from;
      }
      at = exponent;
    }
    return at;
  }

  private static int digits(byte[] json, int from, int to) {
    int at = from;
    while (at < to && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at;
  }
}
