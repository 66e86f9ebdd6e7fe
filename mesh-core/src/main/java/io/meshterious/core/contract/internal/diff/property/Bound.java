// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.Optional;

/**
 * The end of a range of numbers, dates or times.
 *
 * @param value the number or the text
 * @param exclusive whether the value itself is outside
 * @param lower whether it is the lower end
 */
record Bound(ScalarNode value, boolean exclusive, boolean lower) {
  /**
   * The stricter of an inclusive and an exclusive bound; empty when there is neither. In version
   * 3.0 the exclusive one is a switch that belongs to the inclusive one.
   */
  static Optional<Bound> of(
      Optional<ScalarNode> inclusive, Optional<ScalarNode> exclusive, boolean lower) {
    if (exclusive.filter(ScalarNode::isBoolean).isPresent()) {
      boolean on = exclusive.get().flag();
      return inclusive.map(value -> new Bound(value, on, lower));
    }
    Optional<Bound> with = inclusive.map(value -> new Bound(value, false, lower));
    Optional<Bound> without = exclusive.map(value -> new Bound(value, true, lower));
    if (with.isEmpty() || without.isEmpty()) {
      return with.or(() -> without);
    }
    return with.get().stricterThan(without.get()).orElse(false) ? with : without;
  }

  /**
   * Whether it lets fewer values through than another; empty when that cannot be told or both let
   * the same through.
   */
  Optional<Boolean> stricterThan(Bound other) {
    Optional<Integer> order = order(value, other.value);
    if (order.isEmpty()) {
      return Optional.empty();
    } else if (order.get() == 0) {
      return exclusive == other.exclusive ? Optional.empty() : Optional.of(exclusive);
    }
    return Optional.of(lower == order.get() > 0);
  }

  private static Optional<Integer> order(ScalarNode left, ScalarNode right) {
    if (left.isNumber() && right.isNumber()) {
      return Optional.of(left.decimal().compareTo(right.decimal()));
    }
    return shape(left.text()).equals(shape(right.text()))
        ? Optional.of(left.text().compareTo(right.text()))
        : Optional.empty();
  }

  /**
   * The form of a date or time: texts of one form, from the largest unit down, are in the order of
   * what they stand for.
   */
  private static String shape(String text) {
    return text.matches("([0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+Z?)?)|([0-9:.]+Z?)")
        ? text.replaceAll("[0-9]", "0")
        : text;
  }

  /** The value in a document. */
  Node node() {
    return value;
  }

  @Override
  public String toString() {
    return exclusive ? value.text() + " exclusive" : value.text();
  }
}
