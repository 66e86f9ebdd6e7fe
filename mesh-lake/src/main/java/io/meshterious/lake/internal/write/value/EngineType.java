// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A type of the SQL engine, read from the text it describes a column by, such as {@code STRUCT(a
 * INTEGER, "b c" DECIMAL(9,2)[])}.
 *
 * @param name the name in upper case; {@code LIST}, {@code STRUCT}, {@code MAP} for nested types
 * @param arguments numbers after the name: precision and scale, or the length of an array
 * @param children the fields of a struct, the element of a list, the key and value of a map
 */
public record EngineType(String name, List<Integer> arguments, List<Child> children) {
  /** A type inside another, with its name. */
  record Child(String name, EngineType type) {}

  private static final String ZONED = " WITH TIME ZONE";

  public EngineType {
    arguments = List.copyOf(arguments);
    children = List.copyOf(children);
  }

  /** Reads a type. */
  public static EngineType parse(String text) {
    Reading reading = new Reading(text);
    EngineType type = reading.type();
    if (reading.at < text.length()) {
      throw new IllegalArgumentException("not a type: " + text);
    }
    return type;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  int argument(int index) {
    return arguments.get(index);
  }

  @Override
  public String toString() {
    if (is("LIST")) {
      return children.get(0).type() + "[]";
    } else if (!children.isEmpty()) {
      return children.stream()
          .map(child -> is("MAP") ? child.type().toString() : child.name() + " " + child.type())
          .collect(Collectors.joining(", ", name + "(", ")"));
    }
    return arguments.isEmpty()
        ? name
        : arguments.stream().map(String::valueOf).collect(Collectors.joining(",", name + "(", ")"));
  }

  /** A place in the text. */
  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    EngineType type() {
      EngineType type = base();
      while (at < text.length() && text.charAt(at) == '[') {
        int end = text.indexOf(']', at);
        String length = text.substring(at + 1, end);
        at = end + 1;
        type =
            new EngineType(
                "LIST",
                length.isEmpty() ? List.of() : List.of(Integer.valueOf(length)),
                List.of(new Child("element", type)));
      }
      return type;
    }

    private EngineType base() {
      String name = word().toUpperCase(Locale.ROOT);
      if (at >= text.length() || text.charAt(at) != '(') {
        if (text.startsWith(ZONED, at)) {
          at += ZONED.length();
          name += "TZ";
        }
        return new EngineType(alias(name), List.of(), List.of());
      }
      at++;
      List<Integer> arguments = new ArrayList<>();
      List<Child> children = new ArrayList<>();
      switch (name) {
        case "STRUCT", "UNION" -> {
          do {
            skipSpaces();
            String field = word();
            skipSpaces();
            children.add(new Child(field, type()));
          } while (more());
        }
        case "MAP" -> {
          children.add(new Child("key", type()));
          more();
          children.add(new Child("value", type()));
          more();
        }
        case "ENUM" -> {
          do {
            skipSpaces();
            word();
          } while (more());
        }
        default -> {
          do {
            skipSpaces();
            String argument = word();
            if (argument.chars().allMatch(Character::isDigit)) {
              arguments.add(Integer.valueOf(argument));
            }
          } while (more());
        }
      }
      return new EngineType(alias(name), arguments, children);
    }

    /** Steps over a comma, or over the closing parenthesis. */
    private boolean more() {
      skipSpaces();
      boolean comma = text.charAt(at++) == ',';
      skipSpaces();
      return comma;
    }

    private void skipSpaces() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    private String word() {
      char quote = text.charAt(at);
      StringBuilder word = new StringBuilder();
      if (quote == '"' || quote == '\'') {
        for (at++; ; at++) {
          char letter = text.charAt(at);
          if (letter == quote) {
            if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
              at++;
              return word.toString();
            }
            at++;
          }
          word.append(letter);
        }
      }
      while (at < text.length() && ",()[] ".indexOf(text.charAt(at)) < 0) {
        word.append(text.charAt(at++));
      }
      return word.toString();
    }

    private static String alias(String name) {
      return switch (name) {
        case "JSON", "ENUM" -> "VARCHAR";
        default -> name;
      };
    }
  }
}
