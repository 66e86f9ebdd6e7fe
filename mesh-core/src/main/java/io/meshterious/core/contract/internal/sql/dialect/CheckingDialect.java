// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.internal.sql.rule.Enforcement;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dialect with CHECK constraints. */
abstract class CheckingDialect extends Dialect {
  CheckingDialect(boolean described) {
    super(described);
  }

  /** How a value is written in an expression. */
  protected abstract String reference(Field field);

  /** An expression that is null exactly when the value is. */
  protected String presence(Field field) {
    return reference(field);
  }

  /** Values as literals. */
  protected abstract Literals literals();

  /** Whether the column's type holds a rule. */
  protected abstract boolean heldByType(Field field, ValueRule rule);

  /** Whether a text matches a pattern; empty when the dialect cannot tell. */
  protected abstract String matches(String text, LinearPattern pattern);

  /** How many code points a text has. */
  protected abstract String length(String text);

  /** How many items an array has. */
  protected abstract String size(Field field);

  /** Whether an array's items all differ; empty when the dialect cannot tell in a check. */
  protected abstract Optional<String> distinct(Field field);

  /** Whether a JSON value has the kind that the contract says. */
  protected Optional<String> shape(Field field) {
    return Optional.empty();
  }

  /** A value as text. */
  protected abstract String asText(String reference);

  @Override
  public final Enforcement hold(Field field, ValueRule rule) {
    if (heldByType(field, rule)) {
      return new Enforcement.ByType();
    } else if (field.inArray()) {
      return Enforcement.lost(
          "a check of " + label() + " does not look into the items of an array");
    } else if (rule instanceof ValueRule.Required) {
      return Enforcement.check(
          "(" + presence(field.parent()) + " IS NULL OR " + presence(field) + " IS NOT NULL)");
    } else if (rule instanceof ValueRule.Range range) {
      return Enforcement.check(
          "("
              + reference(field)
              + " >= "
              + range.lowest()
              + " AND "
              + reference(field)
              + " <= "
              + range.highest()
              + ")");
    } else if (rule instanceof ValueRule.OneOf oneOf) {
      return oneOf(field, oneOf);
    } else if (rule instanceof ValueRule.Bound bound) {
      return literals()
          .of(field.property(), bound.bound())
          .map(
              literal ->
                  Enforcement.check(
                      "(" + reference(field) + " " + bound.operator() + " " + literal + ")"))
          .orElse(Enforcement.lost("the bound is not a value of type " + field.type().label()));
    } else if (rule instanceof ValueRule.MultipleOf multiple) {
      return multiple(field, multiple);
    } else if (rule instanceof ValueRule.Items items) {
      return Enforcement.check(
          "(" + size(field) + (items.lower() ? " >= " : " <= ") + items.count() + ")");
    } else if (rule instanceof ValueRule.UniqueItems) {
      return distinct(field)
          .map(Enforcement::check)
          .orElse(
              Enforcement.lost("a check of " + label() + " cannot compare the items of an array"));
    } else if (rule instanceof ValueRule.Shape) {
      return shape(field).map(Enforcement::check).orElse(new Enforcement.ByType());
    } else if (rule instanceof ValueRule.Kind) {
      return Enforcement.lost("it is kept as text");
    } else if (rule instanceof ValueRule.Other) {
      return Enforcement.lost("SQL has no word for it");
    }
    return textual(field, rule);
  }

  private Enforcement oneOf(Field field, ValueRule.OneOf rule) {
    List<String> values = new ArrayList<>();
    for (ScalarNode value : rule.values()) {
      Optional<String> literal = literals().of(field.property(), value);
      if (literal.isEmpty()) {
        return Enforcement.lost(
            "'" + value.text() + "' is not a value of type " + field.type().label());
      }
      values.add(literal.get());
    }
    return Enforcement.check("(" + reference(field) + " IN (" + String.join(", ", values) + "))");
  }

  private Enforcement multiple(Field field, ValueRule.MultipleOf rule) {
    if (field.type() instanceof DataType.Real) {
      return Enforcement.lost(
          "remainders of floating point numbers are not exact; use physicalType decimal");
    }
    return Enforcement.check(
        "(" + reference(field) + " % " + rule.divisor().toPlainString() + " = 0)");
  }

  private Enforcement textual(Field field, ValueRule rule) {
    if (!(field.type() instanceof DataType.Text) && !(field.type() instanceof DataType.Uuid)) {
      return Enforcement.lost("the column holds " + field.type().label() + ", not its text");
    }
    String text =
        field.type() instanceof DataType.Text ? reference(field) : asText(reference(field));
    if (rule instanceof ValueRule.Length length) {
      return Enforcement.check(
          "(" + length(text) + (length.lower() ? " >= " : " <= ") + length.length() + ")");
    }
    try {
      String pattern = rule instanceof ValueRule.Matches matches ? matches.pattern() : "";
      return Enforcement.check("(" + matches(text, LinearPattern.compile(pattern)) + ")");
    } catch (PatternException problem) {
      return Enforcement.lost("the pattern does not compile: " + problem.getMessage());
    }
  }
}
