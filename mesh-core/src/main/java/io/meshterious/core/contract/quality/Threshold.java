// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.quality;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.util.List;
import java.util.Optional;

/**
 * What a measured value must be.
 *
 * @param operator the comparison
 * @param operands one value, or two for the between operators; smallest first
 */
public record Threshold(Operator operator, List<Node> operands) {
  /** The standard's comparisons. */
  public enum Operator {
    /** Equal. */
    MUST_BE("mustBe"),
    /** Different. */
    MUST_NOT_BE("mustNotBe"),
    /** Greater. */
    MUST_BE_GREATER_THAN("mustBeGreaterThan"),
    /** Greater or equal. */
    MUST_BE_GREATER_OR_EQUAL_TO("mustBeGreaterOrEqualTo"),
    /** Less. */
    MUST_BE_LESS_THAN("mustBeLessThan"),
    /** Less or equal. */
    MUST_BE_LESS_OR_EQUAL_TO("mustBeLessOrEqualTo"),
    /** Between two numbers, both included. */
    MUST_BE_BETWEEN("mustBeBetween"),
    /** Outside two numbers. */
    MUST_NOT_BE_BETWEEN("mustNotBeBetween");

    private final String key;

    Operator(String key) {
      this.key = key;
    }

    /** The key in the contract. */
    public String key() {
      return key;
    }

    /** Whether it takes two operands. */
    public boolean takesRange() {
      return this == MUST_BE_BETWEEN || this == MUST_NOT_BE_BETWEEN;
    }
  }

  /** Copies the operands. */
  public Threshold {
    operands = List.copyOf(operands);
  }

  /** The first threshold that a quality rule's map states. */
  public static Optional<Threshold> of(MapNode rule) {
    for (Operator operator : Operator.values()) {
      Optional<Node> operand = rule.get(operator.key());
      if (operand.isPresent()) {
        List<Node> operands =
            operand.get() instanceof ListNode list ? list.items() : List.of(operand.get());
        return Optional.of(new Threshold(operator, operands));
      }
    }
    return Optional.empty();
  }
}
