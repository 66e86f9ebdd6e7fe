// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.type;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database's type as contracts write it, such as {@code DECIMAL(12,2)} or {@code timestamp with
 * time zone}.
 *
 * @param name the name in lower case with single spaces, without arguments
 * @param arguments the numbers in parentheses
 */
public record PhysicalType(String name, List<Integer> arguments) {
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9_ ]*?) *(?:\\( *([0-9]{1,6}) *(?:, *([0-9]{1,6}) *)?(?:byte|char)? *\\))?( [a-z ]+)?");

  /** Reads a type; empty when the text has another form, such as a struct's. */
  public static Optional<PhysicalType> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Integer> arguments = new ArrayList<>();
    for (int group = 2; group <= 3; group++) {
      if (matcher.group(group) != null) {
        arguments.add(Integer.parseInt(matcher.group(group)));
      }
    }
    String suffix = matcher.group(4) == null ? "" : matcher.group(4);
    return Optional.of(new PhysicalType(matcher.group(1) + suffix, List.copyOf(arguments)));
  }

  /** The argument at a place, from 0. */
  public Optional<Integer> argument(int index) {
    return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
  }

  /** The kind of value, where the name is known. */
  public Optional<LogicalType> logicalType() {
    if (integer().isPresent()) {
      return Optional.of(LogicalType.INTEGER);
    } else if (decimal() || floating()) {
      return Optional.of(LogicalType.NUMBER);
    } else if (binary() || text() || name.equals("uuid")) {
      return Optional.of(LogicalType.STRING);
    } else if (name.startsWith("timestamp") || name.startsWith("datetime")) {
      return Optional.of(LogicalType.TIMESTAMP);
    } else if (json()) {
      return Optional.of(LogicalType.OBJECT);
    }
    return switch (name) {
      case "date" -> Optional.of(LogicalType.DATE);
      case "time", "time without time zone" -> Optional.of(LogicalType.TIME);
      case "boolean", "bool" -> Optional.of(LogicalType.BOOLEAN);
      default -> Optional.empty();
    };
  }

  /** The whole number it is, if it is one. */
  public Optional<DataType> integer() {
    return switch (name) {
      case "tinyint", "int8", "byteint", "i8" ->
          Optional.of(new DataType.Int(name.equals("int8") ? 64 : 8, true));
      case "smallint", "int2", "short", "i16" -> Optional.of(new DataType.Int(16, true));
      case "int", "integer", "int4", "mediumint", "i32", "serial" ->
          Optional.of(new DataType.Int(32, true));
      case "bigint", "long", "int64", "i64", "bigserial" -> Optional.of(new DataType.Int(64, true));
      case "hugeint", "i128" -> Optional.of(new DataType.Int(128, true));
      case "utinyint", "u8" -> Optional.of(new DataType.Int(8, false));
      case "usmallint", "u16" -> Optional.of(new DataType.Int(16, false));
      case "uinteger", "u32" -> Optional.of(new DataType.Int(32, false));
      case "ubigint", "u64" -> Optional.of(new DataType.Int(64, false));
      case "uhugeint", "u128" -> Optional.of(new DataType.Int(128, false));
      default -> Optional.empty();
    };
  }

  /** Whether it is an exact decimal that says how many digits it has, none of them a fraction. */
  public boolean wholeDecimal() {
    return decimal() && !arguments.isEmpty() && argument(1).orElse(0) == 0;
  }

  /** Whether it is an exact decimal. */
  public boolean decimal() {
    return List.of("decimal", "numeric", "number", "dec", "bignumeric", "money").contains(name);
  }

  private boolean floating() {
    return singlePrecision()
        || List.of("double", "double precision", "float8", "float64", "f64").contains(name);
  }

  /** Whether it is a floating point number of 32 bits. */
  public boolean singlePrecision() {
    return List.of("float", "real", "float4", "float32", "f32").contains(name);
  }

  /** Whether it holds bytes. */
  public boolean binary() {
    return List.of("binary", "varbinary", "blob", "bytea", "bytes", "fixed").contains(name);
  }

  /** Whether it holds any JSON value. */
  public boolean json() {
    return List.of("json", "jsonb", "variant", "super").contains(name);
  }

  private boolean text() {
    return List.of(
            "varchar",
            "character varying",
            "char",
            "character",
            "nvarchar",
            "nchar",
            "bpchar",
            "text",
            "string",
            "clob",
            "varchar2")
        .contains(name);
  }

  /** Whether a timestamp is what a local clock shows. */
  public boolean local() {
    return List.of("timestamp_ntz", "timestampntz", "timestamp without time zone", "datetime")
        .contains(name);
  }

  /** How long a text may be. */
  public OptionalInt length() {
    return text() && !arguments.isEmpty() ? OptionalInt.of(arguments.get(0)) : OptionalInt.empty();
  }

  /** How many digits of a second it has. */
  public int fraction(int unlessSaid) {
    if (!arguments.isEmpty() && arguments.get(0) <= 9) {
      return arguments.get(0);
    }
    return switch (name) {
      case "timestamp_s" -> 0;
      case "timestamp_ms" -> 3;
      case "timestamp_ns", "timestamptz_ns" -> 9;
      default -> unlessSaid;
    };
  }
}
