// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The measured numbers that a quality rule accepts, where they lie next to each other.
 *
 * @param low the lower end; absent when there is none
 * @param high the upper end; absent when there is none
 * @param open whether the ends themselves are outside
 */
record Interval(Optional<BigDecimal> low, Optional<BigDecimal> high, boolean open) {
  /** What a threshold accepts; empty when that is not one interval of numbers. */
  static Optional<Interval> of(Threshold threshold) {
    List<BigDecimal> numbers =
        threshold.operands().stream()
            .filter(Interval::number)
            .map(node -> ((ScalarNode) node).decimal())
            .toList();
    if (numbers.size() != threshold.operands().size()
        || numbers.size() != (threshold.operator().takesRange() ? 2 : 1)) {
      return Optional.empty();
    }
    Optional<BigDecimal> first = Optional.of(numbers.get(0));
    Optional<BigDecimal> last = Optional.of(numbers.get(numbers.size() - 1));
    return switch (threshold.operator()) {
      case MUST_BE, MUST_BE_BETWEEN -> Optional.of(new Interval(first, last, false));
      case MUST_BE_GREATER_THAN -> Optional.of(new Interval(first, Optional.empty(), true));
      case MUST_BE_GREATER_OR_EQUAL_TO -> Optional.of(new Interval(first, Optional.empty(), false));
      case MUST_BE_LESS_THAN -> Optional.of(new Interval(Optional.empty(), first, true));
      case MUST_BE_LESS_OR_EQUAL_TO -> Optional.of(new Interval(Optional.empty(), first, false));
      case MUST_NOT_BE, MUST_NOT_BE_BETWEEN -> Optional.empty();
    };
  }

  private static boolean number(Node node) {
    return node instanceof ScalarNode scalar && scalar.isNumber();
  }

  /** Whether it accepts everything that another one accepts. */
  boolean contains(Interval other) {
    return reaches(low, other.low, other.open, 1) && reaches(high, other.high, other.open, -1);
  }

  private boolean reaches(
      Optional<BigDecimal> mine, Optional<BigDecimal> theirs, boolean theirsOpen, int sign) {
    if (mine.isEmpty() || theirs.isEmpty()) {
      return mine.isEmpty();
    }
    int order = theirs.get().compareTo(mine.get()) * sign;
    return order > 0 || (order == 0 && (!open || theirsOpen));
  }
}
