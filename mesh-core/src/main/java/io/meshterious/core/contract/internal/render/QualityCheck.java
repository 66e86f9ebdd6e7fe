// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.quality.QualityRule;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A quality rule and what it is about.
 *
 * @param rule the rule
 * @param path what it stands at: the table, or a property's names from the table down
 * @param columns the columns it is about, as they are called in a database; empty when it is about
 *     the table as a whole
 */
public record QualityCheck(QualityRule rule, String path, List<String> columns) {
  /** Copies the columns. */
  public QualityCheck {
    columns = List.copyOf(columns);
  }

  /** The rules of a table and of its top-level properties, in order. */
  public static List<QualityCheck> of(Table table) {
    List<QualityCheck> checks = new ArrayList<>();
    for (Property property : table.properties()) {
      for (QualityRule rule : property.quality()) {
        checks.add(new QualityCheck(rule, property.path(), List.of(property.columnName())));
      }
    }
    for (QualityRule rule : table.quality()) {
      List<String> columns = new ArrayList<>();
      for (Node name : rule.arguments().items("properties")) {
        if (name instanceof ScalarNode text) {
          columns.add(table.property(text.text()).map(Property::columnName).orElse(text.text()));
        }
      }
      checks.add(new QualityCheck(rule, table.name(), columns));
    }
    return checks;
  }

  /** The metric of a library rule; empty text for other kinds. */
  public String metric() {
    return rule.metric().orElse("");
  }

  /** Whether the measured value has to be zero, so that no row may break the rule. */
  public boolean toleratesNone() {
    Optional<Threshold> threshold = rule.threshold();
    if (threshold.isEmpty() || !numeric(threshold.get())) {
      return false;
    }
    BigDecimal first = number(threshold.get(), 0);
    return switch (threshold.get().operator()) {
      case MUST_BE, MUST_BE_LESS_OR_EQUAL_TO -> first.signum() == 0;
      default -> false;
    };
  }

  /** Whether the measured value counts percent. */
  public boolean percent() {
    return rule.unit().filter("percent"::equals).isPresent();
  }

  /** What to call it: its name or id, or what it measures. */
  public String label() {
    return rule.name().or(rule::id).or(rule::metric).orElse("quality");
  }

  /**
   * A condition in SQL that holds when the measured value breaks the rule, also when there is none.
   *
   * @param value the measured value in SQL
   * @return empty when the rule has no threshold of numbers
   */
  public Optional<String> broken(String value) {
    return rule.threshold()
        .filter(QualityCheck::numeric)
        .map(threshold -> value + " IS NULL OR NOT (" + holds(threshold, value) + ")");
  }

  private static boolean numeric(Threshold threshold) {
    int needed = threshold.operator().takesRange() ? 2 : 1;
    return threshold.operands().size() == needed
        && threshold.operands().stream()
            .allMatch(it -> it instanceof ScalarNode scalar && scalar.isNumber());
  }

  /** The number that a threshold names. */
  public static BigDecimal number(Threshold threshold, int index) {
    return ((ScalarNode) threshold.operands().get(index)).decimal();
  }

  private static String holds(Threshold threshold, String value) {
    String first = number(threshold, 0).toPlainString();
    return switch (threshold.operator()) {
      case MUST_BE -> value + " = " + first;
      case MUST_NOT_BE -> value + " <> " + first;
      case MUST_BE_GREATER_THAN -> value + " > " + first;
      case MUST_BE_GREATER_OR_EQUAL_TO -> value + " >= " + first;
      case MUST_BE_LESS_THAN -> value + " < " + first;
      case MUST_BE_LESS_OR_EQUAL_TO -> value + " <= " + first;
      case MUST_BE_BETWEEN ->
          value + " BETWEEN " + first + " AND " + number(threshold, 1).toPlainString();
      case MUST_NOT_BE_BETWEEN ->
          value + " NOT BETWEEN " + first + " AND " + number(threshold, 1).toPlainString();
    };
  }

  /**
   * The query of an SQL rule with its placeholders filled: {@code ${table}} or {@code ${object}},
   * {@code ${column}} or {@code ${property}}.
   *
   * @param escape what is done to the rest of the query, so that the target's templates leave it as
   *     it is
   * @param table what stands for the table
   * @param column what stands for a column
   */
  public String query(UnaryOperator<String> escape, String table, UnaryOperator<String> column) {
    String query = rule.query().orElse("").strip();
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int at = query.indexOf("${"); at >= 0; at = query.indexOf("${", from)) {
      int end = query.indexOf('}', at);
      if (end < 0) {
        break;
      }
      filled.append(escape.apply(query.substring(from, at)));
      String name = query.substring(at + 2, end);
      switch (name) {
        case "table", "object" -> filled.append(table);
        case "column", "property" ->
            filled.append(columns.isEmpty() ? refused(name) : column.apply(columns.get(0)));
        default -> refused(name);
      }
      from = end + 1;
    }
    return filled.append(escape.apply(query.substring(from))).toString();
  }

  private String refused(String name) {
    throw Refusal.notRepresentable(
        path,
        "a query",
        "nothing stands for '${"
            + name
            + "}' in its rule '"
            + label()
            + "'; there are '${table}', and '${column}' in rules of a property");
  }
}
