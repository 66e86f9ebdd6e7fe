// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import io.meshterious.core.document.internal.Numbers;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;

/**
 * A single value.
 *
 * @param kind what it is
 * @param text the text itself, or the number, boolean or null as it was written
 * @param location where it stands
 */
public record ScalarNode(Kind kind, String text, Location location) implements Node {
  /** What a scalar can be. */
  public enum Kind {
    /** Text. */
    TEXT,
    /** A finite decimal number. */
    NUMBER,
    /** True or false. */
    BOOLEAN,
    /** Nothing. */
    NULL
  }

  /**
   * Refuses a number or a boolean that is none, and a number of more than 1 000 digits or with an
   * exponent beyond 10 000.
   */
  public ScalarNode {
    if (kind == Kind.NUMBER && (!Numbers.isNumber(text) || Numbers.isTooLarge(text))) {
      throw new IllegalArgumentException(
          "Cannot make a number node of '"
              + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
              + "': allowed are decimal, 0x and 0o numbers of at most "
              + Numbers.MAX_DIGITS
              + " digits and an exponent within ±"
              + Numbers.MAX_EXPONENT);
    }
    if (kind == Kind.BOOLEAN
        && !text.toLowerCase(Locale.ROOT).equals("true")
        && !text.toLowerCase(Locale.ROOT).equals("false")) {
      throw new IllegalArgumentException(
          "Cannot make a boolean node of '" + text + "': allowed are true and false");
    }
  }

  /** The null that came from no file. */
  public static final ScalarNode NULL = new ScalarNode(Kind.NULL, "null", Location.NONE);

  /** Text that came from no file. */
  public static ScalarNode text(String text) {
    return new ScalarNode(Kind.TEXT, text, Location.NONE);
  }

  /** A number that came from no file. */
  public static ScalarNode number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "Cannot make a document node of " + value + ": only finite numbers are allowed");
      }
    }
    return new ScalarNode(Kind.NUMBER, number.toString(), Location.NONE);
  }

  /** A boolean that came from no file. */
  public static ScalarNode flag(boolean flag) {
    return new ScalarNode(Kind.BOOLEAN, Boolean.toString(flag), Location.NONE);
  }

  /** Whether this is text. */
  public boolean isText() {
    return kind == Kind.TEXT;
  }

  /** Whether this is a number. */
  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** Whether this is a number without a fractional part, such as {@code 3} or {@code 3.0}. */
  public boolean isInteger() {
    return kind == Kind.NUMBER && decimal().stripTrailingZeros().scale() <= 0;
  }

  /** Whether this is a boolean. */
  public boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  /** Whether this is null. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /**
   * The number's exact value.
   *
   * @throws IllegalStateException when this is not a number
   */
  public BigDecimal decimal() {
    if (kind != Kind.NUMBER) {
      throw new IllegalStateException("Cannot read a number from a " + kindName() + " node");
    }
    return Numbers.parse(text);
  }

  /**
   * The boolean's value.
   *
   * @throws IllegalStateException when this is not a boolean
   */
  public boolean flag() {
    if (kind != Kind.BOOLEAN) {
      throw new IllegalStateException("Cannot read a boolean from a " + kindName() + " node");
    }
    return Boolean.parseBoolean(text);
  }

  @Override
  public String kindName() {
    return switch (kind) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
    };
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ScalarNode that) || kind != that.kind) {
      return false;
    }
    return switch (kind) {
      case TEXT -> text.equals(that.text);
      case NUMBER -> text.equals(that.text) || decimal().equals(that.decimal());
      case BOOLEAN -> flag() == that.flag();
      case NULL -> true;
    };
  }

  @Override
  public int hashCode() {
    return switch (kind) {
      case TEXT -> text.hashCode();
      case NUMBER -> decimal().hashCode();
      case BOOLEAN -> Boolean.hashCode(flag());
      case NULL -> Objects.hash(kind);
    };
  }

  @Override
  public String toString() {
    return kind == Kind.TEXT ? '"' + text + '"' : text;
  }
}
