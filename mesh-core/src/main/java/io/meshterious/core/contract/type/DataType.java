// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.type;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The type that a property resolves to, from its logical type, options and physical type together.
 */
public sealed interface DataType {
  /** True or false. */
  record Bool() implements DataType {}

  /**
   * A whole number.
   *
   * @param bits 8, 16, 32, 64 or 128
   * @param signed whether it can be negative
   */
  record Int(int bits, boolean signed) implements DataType {}

  /**
   * An exact decimal number.
   *
   * @param precision how many digits in all, 1 to 38
   * @param scale how many of them after the point, 0 to the precision
   */
  record Decimal(int precision, int scale) implements DataType {}

  /**
   * A binary floating point number.
   *
   * @param bits 32 or 64
   */
  record Real(int bits) implements DataType {}

  /**
   * Text.
   *
   * @param maxLength how many code points at most
   */
  record Text(OptionalInt maxLength) implements DataType {}

  /** A universally unique identifier. */
  record Uuid() implements DataType {}

  /** Bytes, in JSON as base64 text. */
  record Binary() implements DataType {}

  /** A day. */
  record Date() implements DataType {}

  /**
   * A time of day.
   *
   * @param fraction how many digits of a second, 0 to 9
   */
  record Time(int fraction) implements DataType {}

  /**
   * A point in time.
   *
   * @param fraction how many digits of a second, 0 to 9
   * @param zoned whether it is an instant; else it is what a local clock shows
   */
  record Timestamp(int fraction, boolean zoned) implements DataType {}

  /**
   * Named values.
   *
   * @param fields the fields in order, at least one
   */
  record Struct(List<Field> fields) implements DataType {
    /** Copies the fields. */
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field of a struct.
   *
   * @param name the name
   * @param type the type
   * @param required whether it may not be null
   */
  record Field(String name, DataType type, boolean required) {}

  /**
   * Values of one type.
   *
   * @param element the type of the values
   * @param elementRequired whether a value may not be null
   */
  record Array(DataType element, boolean elementRequired) implements DataType {}

  /** Any JSON value: an object without properties or an array without items. */
  record Json() implements DataType {}

  /**
   * The type in a word or two, for messages, such as {@code decimal(12,2)} or {@code timestamp with
   * zone}.
   */
  default String label() {
    if (this instanceof Int type) {
      return (type.signed() ? "i" : "u") + type.bits();
    } else if (this instanceof Decimal type) {
      return "decimal(" + type.precision() + "," + type.scale() + ")";
    } else if (this instanceof Real type) {
      return "f" + type.bits();
    } else if (this instanceof Text type) {
      return type.maxLength().isPresent() ? "text(" + type.maxLength().getAsInt() + ")" : "text";
    } else if (this instanceof Time type) {
      return "time(" + type.fraction() + ")";
    } else if (this instanceof Timestamp type) {
      return "timestamp(" + type.fraction() + ") " + (type.zoned() ? "with zone" : "without zone");
    } else if (this instanceof Struct type) {
      return "struct"
          + type.fields().stream().map(field -> field.name() + " " + field.type().label()).toList();
    } else if (this instanceof Array type) {
      return "array of " + type.element().label();
    }
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
