// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bounds of a number, date or time that can be read, as numbers.
 *
 * @param lower those that values must not be below
 * @param upper those that values must not be above
 */
public record Bounds(List<Bound> lower, List<Bound> upper) {
  /**
   * One bound.
   *
   * @param key the option that states it
   * @param text the bound as written
   * @param value its value
   * @param exclusive whether the value itself is refused
   */
  public record Bound(String key, String text, BigDecimal value, boolean exclusive) {}

  /**
   * The bounds of a property; in version 3.0 an exclusive bound may be a switch that belongs to the
   * inclusive one.
   */
  public static Bounds of(FieldSite field) {
    TypeOptions options = field.options();
    List<Bound> lower = new ArrayList<>();
    List<Bound> upper = new ArrayList<>();
    add(lower, field, "minimum", options.minimum(), false);
    add(lower, field, "exclusiveMinimum", options.exclusiveMinimum(), true);
    add(upper, field, "maximum", options.maximum(), false);
    add(upper, field, "exclusiveMaximum", options.exclusiveMaximum(), true);
    return new Bounds(lower, upper);
  }

  private static void add(
      List<Bound> bounds,
      FieldSite field,
      String key,
      Optional<ScalarNode> node,
      boolean exclusive) {
    if (node.isPresent()) {
      value(field, node.get())
          .ifPresent(value -> bounds.add(new Bound(key, node.get().text(), value, exclusive)));
    }
  }

  /** A bound's value; absent when it cannot be read as the property's type. */
  public static Optional<BigDecimal> value(FieldSite field, ScalarNode node) {
    Optional<DataType> type = field.type();
    if (type.isPresent() && node.isNumber() && Types.numeric(type.get())) {
      return Optional.of(node.decimal());
    } else if (type.isPresent() && node.isText() && Types.temporal(type.get())) {
      return Moments.number(field, type.get(), node.text());
    }
    return Optional.empty();
  }

  /** The bound that a value breaks. */
  public Optional<Bound> brokenBy(BigDecimal value) {
    for (Bound bound : lower) {
      if (value.compareTo(bound.value()) < (bound.exclusive() ? 1 : 0)) {
        return Optional.of(bound);
      }
    }
    for (Bound bound : upper) {
      if (value.compareTo(bound.value()) > (bound.exclusive() ? -1 : 0)) {
        return Optional.of(bound);
      }
    }
    return Optional.empty();
  }
}
