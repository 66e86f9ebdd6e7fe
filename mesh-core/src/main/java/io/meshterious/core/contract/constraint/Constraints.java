// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.constraint;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * What a property's values have to fulfil, resolved from its type and options together. Renderers
 * and decoders read it here, so that the same contract means the same everywhere.
 */
public final class Constraints {
  /**
   * An end of a range.
   *
   * @param value the number
   * @param inclusive whether the number itself is inside
   */
  public record Bound(BigDecimal value, boolean inclusive) {}

  private static final BigDecimal MAX_F32 = new BigDecimal(Float.MAX_VALUE);
  private static final BigDecimal MAX_F64 = BigDecimal.valueOf(Double.MAX_VALUE);

  private final Property property;
  private final TypeOptions options;
  private final DataType type;

  private Constraints(Property property) {
    this.property = property;
    this.options = property.options();
    this.type = property.dataType();
  }

  /** The constraints of a property. */
  public static Constraints of(Property property) {
    return new Constraints(property);
  }

  /** The type. */
  public DataType type() {
    return type;
  }

  /** Whether the values are numbers. */
  public boolean numeric() {
    return type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real;
  }

  /** Whether the values are days or times, whose bounds are text. */
  public boolean temporal() {
    return type instanceof DataType.Date
        || type instanceof DataType.Time
        || type instanceof DataType.Timestamp;
  }

  /** The lowest number, of those that the options state. */
  public Optional<Bound> statedLower() {
    return stricter(
        number(options.minimum(), true), number(options.exclusiveMinimum(), false), true);
  }

  /** The highest number, of those that the options state. */
  public Optional<Bound> statedUpper() {
    return stricter(
        number(options.maximum(), true), number(options.exclusiveMaximum(), false), false);
  }

  /** The lowest number that both the type and the options allow. */
  public Optional<Bound> lower() {
    Optional<Bound> ofType = typeUpper().map(upper -> new Bound(lowest(upper), upper.inclusive()));
    return stricter(statedLower(), ofType, true);
  }

  /** The highest number that both the type and the options allow. */
  public Optional<Bound> upper() {
    return stricter(statedUpper(), typeUpper(), false);
  }

  private BigDecimal lowest(Bound upper) {
    if (type instanceof DataType.Int whole) {
      return whole.signed()
          ? new BigDecimal(BigInteger.ONE.shiftLeft(whole.bits() - 1).negate())
          : BigDecimal.ZERO;
    }
    return upper.value().negate();
  }

  private Optional<Bound> typeUpper() {
    if (type instanceof DataType.Int whole) {
      int bits = whole.signed() ? whole.bits() - 1 : whole.bits();
      BigInteger highest = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      return Optional.of(new Bound(new BigDecimal(highest), true));
    } else if (type instanceof DataType.Decimal decimal) {
      BigInteger beyond = BigInteger.TEN.pow(decimal.precision() - decimal.scale());
      return Optional.of(new Bound(new BigDecimal(beyond), false));
    } else if (type instanceof DataType.Real real) {
      return Optional.of(new Bound(real.bits() == 32 ? MAX_F32 : MAX_F64, true));
    }
    return Optional.empty();
  }

  private Optional<Bound> number(Optional<ScalarNode> stated, boolean inclusive) {
    return stated
        .filter(ScalarNode::isNumber)
        .filter(number -> numeric())
        .map(number -> new Bound(number.decimal(), inclusive));
  }

  private static Optional<Bound> stricter(
      Optional<Bound> one, Optional<Bound> other, boolean lower) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    int order = one.get().value().compareTo(other.get().value());
    if (order == 0) {
      return one.get().inclusive() ? other : one;
    }
    return order > 0 == lower ? one : other;
  }

  /**
   * The numbers that every value is a multiple of: the stated one, and the last digit of a decimal,
   * unless one follows from the other.
   */
  public List<BigDecimal> multiples() {
    List<BigDecimal> multiples = new ArrayList<>();
    if (!numeric()) {
      return multiples;
    }
    Optional<BigDecimal> stated = options.multipleOf().filter(number -> number.signum() > 0);
    stated.ifPresent(multiples::add);
    if (type instanceof DataType.Decimal decimal) {
      BigDecimal digit = BigDecimal.ONE.movePointLeft(decimal.scale());
      if (stated.isEmpty() || stated.get().remainder(digit).signum() != 0) {
        multiples.add(digit);
      }
    }
    return multiples;
  }

  /** How long a text or how many bytes a binary value is at least. */
  public OptionalInt minLength() {
    return sized() ? options.minLength() : OptionalInt.empty();
  }

  /** How long a text or how many bytes a binary value is at most. */
  public OptionalInt maxLength() {
    if (type instanceof DataType.Text text) {
      return text.maxLength();
    }
    return sized() ? options.maxLength() : OptionalInt.empty();
  }

  private boolean sized() {
    return type instanceof DataType.Text
        || type instanceof DataType.Uuid
        || type instanceof DataType.Binary;
  }

  /** The pattern that a text matches. */
  public Optional<String> pattern() {
    return type instanceof DataType.Text || type instanceof DataType.Uuid
        ? options.pattern()
        : Optional.empty();
  }

  /** The form of a text, such as {@code email}; or how a day or time is written. */
  public Optional<String> format() {
    boolean written = temporal() || type instanceof DataType.Text;
    return written ? options.format().filter(format -> !format.isEmpty()) : Optional.empty();
  }

  /** Whether the value is a JSON object whose properties are not known. */
  public boolean freeObject() {
    return type instanceof DataType.Json
        && property.logicalType().filter(LogicalType.OBJECT::equals).isPresent();
  }

  /** Whether the value is a JSON array whose items are not known. */
  public boolean freeArray() {
    return type instanceof DataType.Json
        && property.logicalType().filter(LogicalType.ARRAY::equals).isPresent();
  }

  /**
   * The only values it may have, each once, as values of its type: a number that stands for a text
   * is that text.
   *
   * @param refusal makes the error for a value that is none of the type
   */
  public List<ScalarNode> allowedValues(Function<String, MeshException> refusal) {
    Set<ScalarNode> values = new LinkedHashSet<>();
    for (ScalarNode value : property.allowedValues()) {
      values.add(typed(value, refusal));
    }
    return List.copyOf(values);
  }

  private ScalarNode typed(ScalarNode value, Function<String, MeshException> refusal) {
    boolean fits;
    if (type instanceof DataType.Int) {
      fits = value.isInteger();
    } else if (numeric()) {
      fits = value.isNumber();
    } else if (type instanceof DataType.Bool) {
      fits = value.isBoolean();
    } else if (type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json) {
      fits = false;
    } else {
      return ScalarNode.text(value.text());
    }
    if (!fits) {
      throw refusal.apply("its allowed value " + value + " is not of type " + type.label());
    }
    return value;
  }
}
