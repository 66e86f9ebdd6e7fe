// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a property may have.
 *
 * @param low the lowest; null without one
 * @param high the highest; null without one
 * @param unit what they are multiples of; null without such a number
 */
record NumberRange(@Nullable BigDecimal low, @Nullable BigDecimal high, @Nullable BigDecimal unit) {
  private static final BigDecimal BESIDE = new BigDecimal("0.000001");
  private static final int DIGITS = 6;

  static NumberRange of(Site site) {
    TypeOptions options = site.property().options();
    BigDecimal unit = unit(site.type(), options);
    BigDecimal low = null;
    BigDecimal high = null;
    if (site.type() instanceof DataType.Int whole) {
      int bits = whole.signed() ? whole.bits() - 1 : whole.bits();
      BigInteger beyond = BigInteger.ONE.shiftLeft(bits);
      high = new BigDecimal(beyond.subtract(BigInteger.ONE));
      low = whole.signed() ? new BigDecimal(beyond.negate()) : BigDecimal.ZERO;
    } else if (site.type() instanceof DataType.Decimal decimal) {
      high =
          BigDecimal.TEN
              .pow(decimal.precision() - decimal.scale())
              .subtract(BigDecimal.ONE.movePointLeft(decimal.scale()));
      low = high.negate();
    }
    BigDecimal step = unit == null ? BESIDE : unit;
    high = lower(high, number(options.maximum()), on(unit, RoundingMode.FLOOR));
    high = lower(high, number(options.exclusiveMaximum()), it -> below(it, step));
    low = higher(low, number(options.minimum()), on(unit, RoundingMode.CEILING));
    low = higher(low, number(options.exclusiveMinimum()), it -> above(it, step));
    return new NumberRange(low, high, unit);
  }

  private static @Nullable BigDecimal unit(DataType type, TypeOptions options) {
    Optional<BigDecimal> stated = options.multipleOf().filter(it -> it.signum() > 0);
    if (stated.isPresent()) {
      return stated.get();
    } else if (type instanceof DataType.Decimal decimal) {
      return BigDecimal.ONE.movePointLeft(decimal.scale());
    }
    return type instanceof DataType.Int ? BigDecimal.ONE : null;
  }

  private static Optional<BigDecimal> number(Optional<ScalarNode> bound) {
    return bound.filter(ScalarNode::isNumber).map(ScalarNode::decimal);
  }

  @FunctionalInterface
  private interface Rounding {
    BigDecimal of(BigDecimal number);
  }

  private static Rounding on(@Nullable BigDecimal unit, RoundingMode mode) {
    return it -> unit == null ? it : it.divide(unit, 0, mode).multiply(unit);
  }

  /** The last multiple below a number. */
  private static BigDecimal below(BigDecimal number, BigDecimal step) {
    return number.divide(step, 0, RoundingMode.CEILING).subtract(BigDecimal.ONE).multiply(step);
  }

  /** The first multiple above a number. */
  private static BigDecimal above(BigDecimal number, BigDecimal step) {
    return number.divide(step, 0, RoundingMode.FLOOR).add(BigDecimal.ONE).multiply(step);
  }

  private static @Nullable BigDecimal lower(
      @Nullable BigDecimal known, Optional<BigDecimal> stated, Rounding rounding) {
    return stated.map(rounding::of).map(it -> known == null ? it : it.min(known)).orElse(known);
  }

  private static @Nullable BigDecimal higher(
      @Nullable BigDecimal known, Optional<BigDecimal> stated, Rounding rounding) {
    return stated.map(rounding::of).map(it -> known == null ? it : it.max(known)).orElse(known);
  }

  /** A number above the highest, by a few steps. */
  Optional<BigDecimal> beyond(long steps) {
    return Optional.ofNullable(high).map(it -> it.add(step().multiply(BigDecimal.valueOf(steps))));
  }

  /** A number below the lowest, by a few steps. */
  Optional<BigDecimal> beneath(long steps) {
    return Optional.ofNullable(low)
        .map(it -> it.subtract(step().multiply(BigDecimal.valueOf(steps))));
  }

  private BigDecimal step() {
    return unit == null ? BigDecimal.ONE : unit;
  }

  /** Whether a number is one of them. */
  boolean has(BigDecimal number) {
    return (low == null || number.compareTo(low) >= 0)
        && (high == null || number.compareTo(high) <= 0)
        && (unit == null || number.remainder(unit).signum() == 0);
  }

  /** The nearest of them, with six digits after the point where there is no unit. */
  BigDecimal nearest(BigDecimal number) {
    BigDecimal near =
        unit == null
            ? number.setScale(DIGITS, RoundingMode.HALF_EVEN)
            : number.divide(unit, 0, RoundingMode.HALF_EVEN).multiply(unit);
    near = high == null ? near : near.min(high);
    return low == null ? near : near.max(low);
  }

  /** The JSON of a number. */
  static byte[] json(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return plain.toPlainString().getBytes(StandardCharsets.US_ASCII);
  }
}
