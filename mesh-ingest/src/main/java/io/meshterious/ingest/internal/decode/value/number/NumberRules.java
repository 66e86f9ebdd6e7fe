// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.Finding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What exact numbers have to be, as whole numbers of units of their last digit. */
final class NumberRules {
  private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final String path;
  private final int scale;
  private final BigInteger least;
  private final BigInteger most;
  private final List<BigDecimal> multiples;
  private final Set<BigInteger> allowed = new HashSet<>();
  private final String range;

  /**
   * Rules.
   *
   * @param allowed the numbers allowed; none when all are
   * @param scale how many digits there are after the point
   */
  NumberRules(String path, Constraints constraints, List<BigDecimal> allowed, int scale) {
    this.path = path;
    this.scale = scale;
    Constraints.Bound lower = constraints.lower().orElseThrow();
    Constraints.Bound upper = constraints.upper().orElseThrow();
    this.least = bound(lower, RoundingMode.CEILING, BigInteger.ONE);
    this.most = bound(upper, RoundingMode.FLOOR, BigInteger.ONE.negate());
    this.multiples = constraints.multiples();
    allowed.forEach(this::allow);
    this.range =
        (lower.inclusive() ? "from " : "above ")
            + lower.value().toPlainString()
            + (upper.inclusive() ? " to " : " and below ")
            + upper.value().toPlainString();
  }

  private void allow(BigDecimal value) {
    BigDecimal unscaled = value.movePointRight(scale).stripTrailingZeros();
    if (unscaled.scale() <= 0) {
      allowed.add(unscaled.toBigIntegerExact());
    }
  }

  private BigInteger bound(Constraints.Bound bound, RoundingMode inwards, BigInteger step) {
    BigDecimal unscaled = bound.value().movePointRight(scale);
    BigInteger whole = unscaled.setScale(0, inwards).toBigInteger();
    boolean excluded = !bound.inclusive() && unscaled.compareTo(new BigDecimal(whole)) == 0;
    return excluded ? whole.add(step) : whole;
  }

  /** The least number that fits a word. */
  long least() {
    return least.max(LEAST_LONG).longValue();
  }

  /** The greatest number that fits a word. */
  long most() {
    return most.min(MOST_LONG).longValue();
  }

  /** By how much words differ at least; 0 when that is not all that has to be asked. */
  long step() {
    if (!allowed.isEmpty()) {
      return 0;
    }
    BigDecimal step = BigDecimal.ONE;
    for (BigDecimal multiple : multiples) {
      BigDecimal unscaled = multiple.movePointRight(scale).stripTrailingZeros();
      if (unscaled.compareTo(BigDecimal.ONE) == 0) {
        continue;
      } else if (step.compareTo(BigDecimal.ONE) != 0 || unscaled.scale() > 0) {
        return 0;
      }
      step = unscaled;
    }
    return step.compareTo(new BigDecimal(MOST_LONG)) > 0 ? 0 : step.longValueExact();
  }

  /** Whether a number is what it has to be; says why when it is not. */
  boolean check(Finding finding, BigInteger value, int at) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      tooFar(finding, at);
      return false;
    }
    for (BigDecimal multiple : multiples) {
      if (new BigDecimal(value, scale).remainder(multiple).signum() != 0) {
        finding.fail(
            DecodeError.NOT_A_MULTIPLE,
            path,
            at,
            "it is no multiple of " + multiple.toPlainString());
        return false;
      }
    }
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      finding.fail(DecodeError.NOT_ALLOWED, path, at, "it is none of the numbers allowed");
      return false;
    }
    return true;
  }

  /** Says that a number is beyond its bounds. */
  void tooFar(Finding finding, int at) {
    finding.fail(DecodeError.OUT_OF_RANGE, path, at, "it is not " + range);
  }

  /** Says that a number has digits that are not kept. */
  void tooFine(Finding finding, int at) {
    finding.fail(
        DecodeError.NOT_A_MULTIPLE,
        path,
        at,
        scale == 0
            ? "it has a fraction, and has to be a whole number"
            : "it has more than " + scale + " digits after the point");
  }
}
