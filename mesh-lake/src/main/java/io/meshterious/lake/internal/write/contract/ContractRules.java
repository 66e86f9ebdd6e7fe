// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.contract;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternDialect;
import io.meshterious.core.pattern.PatternException;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What a contract says about values, as conditions in SQL. Null meets every rule; a rule whose own
 * values are not of the column's type is met by everything.
 */
final class ContractRules {
  /**
   * A rule.
   *
   * @param path which property it is about
   * @param label what it says
   * @param broken a condition that is true for rows that break it
   */
  record Rule(String path, String label, String broken) {}

  private final List<Rule> rules = new ArrayList<>();
  private int names;

  private ContractRules() {}

  /** The rules for those properties that the table has columns for. */
  static List<Rule> of(List<Property> properties, List<NestedField> columns) {
    ContractRules rules = new ContractRules();
    for (Property property : properties) {
      field(columns, property)
          .ifPresent(field -> rules.collect(property, field.type(), Sql.quote(field.name()), "%s"));
    }
    return rules.rules;
  }

  private static Optional<NestedField> field(List<NestedField> fields, Property property) {
    return fields.stream().filter(field -> field.name().equals(property.columnName())).findFirst();
  }

  private void collect(Property property, Type type, String value, String wrap) {
    own(property, type, value, wrap);
    if (type.isStructType()) {
      for (Property child : property.properties()) {
        field(type.asStructType().fields(), child)
            .ifPresent(
                field ->
                    collect(
                        child,
                        field.type(),
                        "struct_extract(" + value + ", " + Sql.literal(field.name()) + ")",
                        wrap));
      }
    } else if (type.isListType() && property.items().isPresent()) {
      String item = "r" + names++;
      collect(
          property.items().get(),
          type.asListType().elementType(),
          item,
          wrap(wrap, "len(list_filter(" + value + ", lambda " + item + " : %s)) > 0"));
    }
  }

  private void own(Property property, Type type, String value, String wrap) {
    List<Rule> own = new ArrayList<>();
    TypeOptions options = property.options();
    if (!property.allowedValues().isEmpty() && type.isPrimitiveType()) {
      String values =
          property.allowedValues().stream()
              .map(allowed -> literal(type, allowed))
              .collect(Collectors.joining(", "));
      own.add(rule(property, "allowed values", value + " IN (" + values + ")"));
    }
    bound(own, property, type, value, options.minimum(), ">=");
    bound(own, property, type, value, options.exclusiveMinimum(), ">");
    bound(own, property, type, value, options.maximum(), "<=");
    bound(own, property, type, value, options.exclusiveMaximum(), "<");
    if (property.dataType() instanceof DataType.Int integer) {
      range(own, property, integer, value);
    }
    if (type.typeId() == Type.TypeID.STRING) {
      text(own, property, value);
    }
    boolean exact = type.typeId() != Type.TypeID.FLOAT && type.typeId() != Type.TypeID.DOUBLE;
    if (exact) {
      options
          .multipleOf()
          .ifPresent(
              of ->
                  own.add(
                      rule(
                          property,
                          "multiple of " + of.toPlainString(),
                          value + " % " + of.toPlainString() + " = 0")));
    }
    if (type.isListType()) {
      items(own, property, value);
    }
    for (Rule rule : own) {
      rules.add(new Rule(rule.path(), rule.label(), wrap(wrap, rule.broken())));
    }
  }

  private static void text(List<Rule> own, Property property, String value) {
    TypeOptions options = property.options();
    options
        .minLength()
        .ifPresent(
            least ->
                own.add(
                    rule(
                        property,
                        "at least " + least + " characters",
                        length(value, ">=", least))));
    int longest = options.maxLength().orElse(-1);
    if (longest < 0 && property.dataType() instanceof DataType.Text text) {
      longest = text.maxLength().orElse(-1);
    }
    if (longest >= 0) {
      own.add(rule(property, "at most " + longest + " characters", length(value, "<=", longest)));
    }
    options
        .pattern()
        .flatMap(ContractRules::pattern)
        .ifPresent(
            pattern ->
                own.add(
                    rule(
                        property,
                        "its pattern",
                        "regexp_matches(" + value + ", " + Sql.literal(pattern) + ")")));
  }

  private static String length(String value, String operator, int length) {
    return "length(" + value + ") " + operator + " " + length;
  }

  private static Optional<String> pattern(String source) {
    try {
      return Optional.of(LinearPattern.compile(source).render(PatternDialect.RE2));
    } catch (PatternException uncompilable) {
      return Optional.empty();
    }
  }

  private static void items(List<Rule> own, Property property, String value) {
    TypeOptions options = property.options();
    options
        .minItems()
        .ifPresent(
            least ->
                own.add(
                    rule(
                        property,
                        "at least " + least + " items",
                        "len(" + value + ") >= " + least)));
    options
        .maxItems()
        .ifPresent(
            most ->
                own.add(
                    rule(property, "at most " + most + " items", "len(" + value + ") <= " + most)));
    if (options.uniqueItems()) {
      own.add(
          rule(
              property,
              "different items",
              "list_count(" + value + ") = len(list_distinct(" + value + "))"));
    }
  }

  /** A table's integers have 32 or 64 bits, a contract's may have fewer or no sign. */
  private static void range(List<Rule> own, Property property, DataType.Int integer, String value) {
    boolean wider = integer.signed() ? integer.bits() < 32 : integer.bits() <= 64;
    if (wider) {
      BigInteger values = BigInteger.TWO.pow(integer.bits());
      BigInteger lowest = integer.signed() ? values.shiftRight(1).negate() : BigInteger.ZERO;
      BigInteger highest = lowest.add(values).subtract(BigInteger.ONE);
      own.add(
          rule(
              property,
              "from " + lowest + " to " + highest,
              value + " BETWEEN " + lowest + " AND " + highest));
    }
  }

  private static void bound(
      List<Rule> own,
      Property property,
      Type type,
      String value,
      Optional<ScalarNode> bound,
      String operator) {
    if (bound.isPresent() && type.isPrimitiveType()) {
      own.add(
          rule(
              property,
              operator + " " + bound.get().text(),
              value + " " + operator + " " + literal(type, bound.get())));
    }
  }

  private static String literal(Type type, ScalarNode value) {
    return "TRY_CAST(" + Sql.literal(value.text()) + " AS " + DuckTypes.sqlType(type) + ")";
  }

  private static Rule rule(Property property, String label, String condition) {
    return new Rule(property.path(), label, "NOT (" + condition + ")");
  }

  private static String wrap(String outer, String inner) {
    int at = outer.lastIndexOf("%s");
    return outer.substring(0, at) + inner + outer.substring(at + 2);
  }
}
