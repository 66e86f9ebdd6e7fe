// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a property says beyond its logical type: {@code logicalTypeOptions}. */
public final class TypeOptions extends Element {
  TypeOptions(MapNode node) {
    super(node);
  }

  /** How many code points a text has at least. */
  public OptionalInt minLength() {
    return integer("minLength");
  }

  /** How many code points a text has at most. */
  public OptionalInt maxLength() {
    return integer("maxLength");
  }

  /** The pattern that a text matches. */
  public Optional<String> pattern() {
    return text("pattern");
  }

  /**
   * The format: of a text what it contains, of a number how many bits it has, of a date or time how
   * it is written.
   */
  public Optional<String> format() {
    return text("format");
  }

  /**
   * The lowest value, as written: a number, or a date or time as text. Absent where a switch of
   * version 3.0 makes it {@link #exclusiveMinimum}.
   */
  public Optional<ScalarNode> minimum() {
    return inclusive("minimum", "exclusiveMinimum");
  }

  /** The highest value; absent where a switch of version 3.0 makes it {@link #exclusiveMaximum}. */
  public Optional<ScalarNode> maximum() {
    return inclusive("maximum", "exclusiveMaximum");
  }

  /**
   * The value that all values lie above: of its own, or in version 3.0 the minimum when {@code
   * exclusiveMinimum} is true.
   */
  public Optional<ScalarNode> exclusiveMinimum() {
    return exclusive("minimum", "exclusiveMinimum");
  }

  /**
   * The value that all values lie below: of its own, or in version 3.0 the maximum when {@code
   * exclusiveMaximum} is true.
   */
  public Optional<ScalarNode> exclusiveMaximum() {
    return exclusive("maximum", "exclusiveMaximum");
  }

  private Optional<ScalarNode> inclusive(String inclusive, String exclusive) {
    return switched(exclusive) ? Optional.empty() : node().scalar(inclusive);
  }

  private Optional<ScalarNode> exclusive(String inclusive, String exclusive) {
    return switched(exclusive)
        ? node().scalar(inclusive)
        : node().scalar(exclusive).filter(value -> !value.isBoolean());
  }

  private boolean switched(String exclusive) {
    return node().scalar(exclusive).filter(it -> it.isBoolean() && it.flag()).isPresent();
  }

  /** The number that every value is a multiple of. */
  public Optional<BigDecimal> multipleOf() {
    return node().scalar("multipleOf").filter(ScalarNode::isNumber).map(ScalarNode::decimal);
  }

  /** Whether a timestamp carries its zone; absent when the contract does not say. */
  public Optional<Boolean> timezone() {
    return node().scalar("timezone").filter(ScalarNode::isBoolean).map(ScalarNode::flag);
  }

  /** The zone of timestamps that carry none; UTC unless said otherwise. */
  public String defaultTimezone() {
    return text("defaultTimezone").orElse("Etc/UTC");
  }

  /** How many properties an object has at least. */
  public OptionalInt minProperties() {
    return integer("minProperties");
  }

  /** How many properties an object has at most. */
  public OptionalInt maxProperties() {
    return integer("maxProperties");
  }

  /** The properties that an object must have, besides those that say so themselves. */
  public List<String> requiredProperties() {
    return texts("required");
  }

  /** How many items an array has at least. */
  public OptionalInt minItems() {
    return integer("minItems");
  }

  /** How many items an array has at most. */
  public OptionalInt maxItems() {
    return integer("maxItems");
  }

  /** Whether an array's items all differ. */
  public boolean uniqueItems() {
    return flag("uniqueItems");
  }
}
