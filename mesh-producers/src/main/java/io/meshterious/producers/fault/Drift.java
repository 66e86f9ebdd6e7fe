// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A change in how the values of a property are spread, from a row on. The values stay valid.
 *
 * @param field the property, with dots between an object and what is in it
 * @param from the first row it befalls
 * @param scale what its numbers are multiplied by
 * @param shift what is added to them then
 * @param value the value of a vocabulary that becomes more or less frequent; absent for numbers
 * @param share the share of rows that have this value from then on
 */
public record Drift(
    String field,
    long from,
    BigDecimal scale,
    BigDecimal shift,
    Optional<String> value,
    double share) {
  /** Refuses what changes nothing. */
  public Drift {
    if (from < 0) {
      throw invalid(field, "from is " + from + ", and rows begin at 0");
    } else if (value.isPresent() && !(share >= 0 && share <= 1)) {
      throw invalid(field, "the share is " + share + ", and has to be 0 to 1");
    } else if (value.isEmpty()
        && scale.compareTo(BigDecimal.ONE) == 0
        && shift.compareTo(BigDecimal.ZERO) == 0) {
      throw invalid(field, "it needs a scale or a shift, or a value with its share");
    }
  }

  /** Numbers that are multiplied, and added to, from a row on. */
  public static Drift ofNumbers(String field, long from, double scale, double shift) {
    return new Drift(
        field, from, BigDecimal.valueOf(scale), BigDecimal.valueOf(shift), Optional.empty(), 0);
  }

  /** A value of a vocabulary that has another share from a row on. */
  public static Drift ofShare(String field, long from, String value, double share) {
    return new Drift(field, from, BigDecimal.ONE, BigDecimal.ZERO, Optional.of(value), share);
  }

  private static MeshException invalid(String field, String why) {
    return new MeshException(
        ProducerError.FAULT_PLAN_INVALID, "Invalid drift of '" + field + "': " + why);
  }
}
