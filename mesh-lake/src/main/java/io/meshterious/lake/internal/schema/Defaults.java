// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Type;

/** What stands in a column where a row says nothing: the hint {@code mesh.default}. */
final class Defaults {
  private static final String HINT = "mesh.default";

  private Defaults() {}

  /** Whether a property has a default. */
  static boolean has(Property property) {
    return property.customProperty(HINT).isPresent();
  }

  /**
   * The default of a property with one type, as Iceberg keeps it; empty when there is none.
   *
   * @throws IllegalArgumentException with what is allowed, when the value is not of the type
   */
  static Optional<Literal<?>> of(Property property, DataType type) {
    Optional<Node> value = property.customProperty(HINT);
    if (value.isEmpty()) {
      return Optional.empty();
    } else if (type instanceof DataType.Struct || type instanceof DataType.Array) {
      throw new IllegalArgumentException("none for an object or array");
    } else if (type instanceof DataType.Json) {
      return Optional.of(Expressions.lit(Document.write(value.get(), DocumentFormat.JSON).strip()));
    } else if (!(value.get() instanceof ScalarNode scalar) || scalar.isNull()) {
      throw new IllegalArgumentException("a single value");
    } else {
      return Optional.of(literal(scalar, type));
    }
  }

  private static Literal<?> literal(ScalarNode value, DataType type) {
    Type column = ColumnTypes.of(type);
    if (type instanceof DataType.Bool) {
      return Expressions.lit(require(value.isBoolean(), value, "true or false").flag());
    } else if (type instanceof DataType.Int integer) {
      return whole(value, integer, column);
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal(value, decimal);
    } else if (type instanceof DataType.Real) {
      double number = require(value.isNumber(), value, "a number").decimal().doubleValue();
      return column.typeId() == Type.TypeID.FLOAT
          ? Expressions.lit((float) number)
          : Expressions.lit(number);
    } else if (type instanceof DataType.Text text) {
      String words = require(value.isText(), value, "text").text();
      boolean fits =
          text.maxLength().isEmpty()
              || words.codePointCount(0, words.length()) <= text.maxLength().getAsInt();
      return Expressions.lit(require(fits, value, type.label()).text());
    }
    return written(require(value.isText(), value, "text").text(), type, column);
  }

  private static Literal<?> whole(ScalarNode value, DataType.Int type, Type column) {
    String allowed = "a whole number of type " + type.label();
    BigInteger number =
        require(
                value.isNumber() && value.decimal().stripTrailingZeros().scale() <= 0,
                value,
                allowed)
            .decimal()
            .toBigInteger();
    BigInteger end = BigInteger.ONE.shiftLeft(type.signed() ? type.bits() - 1 : type.bits());
    BigInteger least = type.signed() ? end.negate() : BigInteger.ZERO;
    require(number.compareTo(least) >= 0 && number.compareTo(end) < 0, value, allowed);
    return switch (column.typeId()) {
      case INTEGER -> Expressions.lit(number.intValueExact());
      case LONG -> Expressions.lit(number.longValueExact());
      default -> Expressions.lit(new BigDecimal(number));
    };
  }

  private static Literal<?> decimal(ScalarNode value, DataType.Decimal type) {
    String allowed = "a number of type " + type.label();
    BigDecimal number = require(value.isNumber(), value, allowed).decimal();
    BigDecimal least = number.stripTrailingZeros();
    boolean fits =
        least.scale() <= type.scale()
            && least.precision() - least.scale() <= type.precision() - type.scale();
    require(fits, value, allowed);
    return Expressions.lit(number.setScale(type.scale()));
  }

  /** A value that JSON has no form for and that is written as text. */
  private static Literal<?> written(String text, DataType type, Type column) {
    try {
      if (type instanceof DataType.Uuid) {
        return Expressions.lit(UUID.fromString(text));
      } else if (type instanceof DataType.Binary) {
        return Expressions.lit(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
      }
      return Expressions.lit(text).to(column);
    } catch (DateTimeException | IllegalArgumentException notOne) {
      throw new IllegalArgumentException(type.label() + " as text", notOne);
    }
  }

  private static ScalarNode require(boolean right, ScalarNode value, String allowed) {
    if (!right) {
      throw new IllegalArgumentException(allowed);
    }
    return value;
  }
}
