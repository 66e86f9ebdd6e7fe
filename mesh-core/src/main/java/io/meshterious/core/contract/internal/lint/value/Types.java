// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.value;

import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Words for types, and what numbers they hold. */
public final class Types {
  private Types() {}

  /** The type of a property in words, such as {@code an object}. */
  public static String words(FieldSite field) {
    return field.type().map(Types::words).orElse("of unknown type");
  }

  /** A type in words. */
  public static String words(DataType type) {
    if (type instanceof DataType.Struct) {
      return "an object";
    } else if (type instanceof DataType.Array) {
      return "an array";
    } else if (type instanceof DataType.Json) {
      return "any JSON value";
    }
    return "of type " + type.label();
  }

  /** Whether it holds exact or floating point numbers. */
  public static boolean numeric(DataType type) {
    return type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real;
  }

  /** Whether it holds dates or times. */
  public static boolean temporal(DataType type) {
    return type instanceof DataType.Date
        || type instanceof DataType.Time
        || type instanceof DataType.Timestamp;
  }

  /** The lowest whole number of a type. */
  public static BigDecimal lowest(DataType.Int type) {
    return type.signed()
        ? new BigDecimal(BigInteger.TWO.pow(type.bits() - 1).negate())
        : BigDecimal.ZERO;
  }

  /** The highest whole number of a type. */
  public static BigDecimal highest(DataType.Int type) {
    return new BigDecimal(
        BigInteger.TWO.pow(type.signed() ? type.bits() - 1 : type.bits()).subtract(BigInteger.ONE));
  }

  /** The highest number of a decimal. */
  public static BigDecimal highest(DataType.Decimal type) {
    return BigDecimal.TEN
        .pow(type.precision())
        .subtract(BigDecimal.ONE)
        .scaleByPowerOfTen(-type.scale());
  }

  /** Whether a type can hold a number in size, whatever its fraction. */
  public static boolean holds(DataType type, BigDecimal number) {
    if (type instanceof DataType.Int integer) {
      return number.compareTo(lowest(integer)) >= 0 && number.compareTo(highest(integer)) <= 0;
    } else if (type instanceof DataType.Decimal decimal) {
      return number.abs().compareTo(highest(decimal)) <= 0;
    } else if (type instanceof DataType.Real real && real.bits() == 32) {
      return number.abs().compareTo(BigDecimal.valueOf(Float.MAX_VALUE)) <= 0;
    }
    return true;
  }
}
