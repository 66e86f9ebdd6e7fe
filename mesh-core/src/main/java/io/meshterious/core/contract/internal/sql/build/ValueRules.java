// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a contract says about the values of a property by itself. */
final class ValueRules {
  private ValueRules() {}

  static List<ValueRule> of(Field field, boolean requiredInside) {
    Property property = field.property();
    DataType type = field.type();
    List<ValueRule> rules = new ArrayList<>();
    if (requiredInside) {
      rules.add(new ValueRule.Required());
    }
    if (type instanceof DataType.Int number) {
      rules.add(range(number));
    } else if (type instanceof DataType.Uuid
        || type instanceof DataType.Time
        || type instanceof DataType.Json) {
      rules.add(new ValueRule.Kind(type));
    }
    if (structured(property, type)) {
      rules.add(new ValueRule.Shape());
    }
    if (!property.allowedValues().isEmpty()) {
      rules.add(new ValueRule.OneOf(property.allowedValues()));
    }
    addOptions(rules, property.options(), type);
    return rules;
  }

  private static boolean structured(Property property, DataType type) {
    boolean said =
        property
            .logicalType()
            .filter(it -> it == LogicalType.OBJECT || it == LogicalType.ARRAY)
            .isPresent();
    return type instanceof DataType.Struct
        || type instanceof DataType.Array
        || (type instanceof DataType.Json && said);
  }

  private static ValueRule range(DataType.Int type) {
    BigInteger values = BigInteger.TWO.pow(type.bits());
    BigInteger lowest = type.signed() ? values.shiftRight(1).negate() : BigInteger.ZERO;
    return new ValueRule.Range(lowest, lowest.add(values).subtract(BigInteger.ONE));
  }

  private static void addOptions(List<ValueRule> rules, TypeOptions options, DataType type) {
    bound(rules, options.minimum(), true, false);
    bound(rules, options.exclusiveMinimum(), true, true);
    bound(rules, options.maximum(), false, false);
    bound(rules, options.exclusiveMaximum(), false, true);
    options.minLength().ifPresent(length -> rules.add(new ValueRule.Length(length, true)));
    if (options.maxLength().isPresent()) {
      rules.add(new ValueRule.Length(options.maxLength().getAsInt(), false));
    } else if (type instanceof DataType.Text text && text.maxLength().isPresent()) {
      rules.add(new ValueRule.Length(text.maxLength().getAsInt(), false));
    }
    options.pattern().ifPresent(pattern -> rules.add(new ValueRule.Matches(pattern)));
    options.multipleOf().ifPresent(divisor -> rules.add(new ValueRule.MultipleOf(divisor)));
    options.minItems().ifPresent(count -> rules.add(new ValueRule.Items(count, true)));
    options.maxItems().ifPresent(count -> rules.add(new ValueRule.Items(count, false)));
    if (options.uniqueItems()) {
      rules.add(new ValueRule.UniqueItems());
    }
    options
        .minProperties()
        .ifPresent(
            count ->
                rules.add(
                    new ValueRule.Other("min_properties", "at least " + count + " properties")));
    options
        .maxProperties()
        .ifPresent(
            count ->
                rules.add(
                    new ValueRule.Other("max_properties", "at most " + count + " properties")));
  }

  private static void bound(
      List<ValueRule> rules, Optional<ScalarNode> bound, boolean lower, boolean exclusive) {
    bound.ifPresent(value -> rules.add(new ValueRule.Bound(value, lower, exclusive)));
  }
}
