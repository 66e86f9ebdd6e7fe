// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.gx;

import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.QualityCheck;
import io.meshterious.core.contract.quality.Threshold;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a table's quality rules let one expect. Only what means exactly the same becomes an
 * expectation.
 */
final class RuleExpectations {
  private final Suite suite;
  private final Table table;

  RuleExpectations(Suite suite, Table table) {
    this.suite = suite;
    this.table = table;
  }

  void add() {
    for (QualityCheck check : QualityCheck.of(table)) {
      boolean mapped =
          switch (check.rule().kind()) {
            case LIBRARY -> library(check);
            case SQL -> sql(check);
            case CUSTOM -> custom(check);
            case TEXT -> false;
          };
      if (!mapped) {
        suite.cannot(check.path(), "quality rule '" + check.label() + "'", why(check));
      }
    }
  }

  private static String why(QualityCheck check) {
    return switch (check.rule().kind()) {
      case TEXT -> "it is words for people";
      case CUSTOM -> "it is for engine '" + check.rule().engine().orElse("") + "'";
      case SQL -> "it has no query, or no threshold of numbers";
      case LIBRARY -> "no expectation means exactly this metric, unit and threshold";
    };
  }

  private boolean library(QualityCheck check) {
    return switch (check.metric()) {
      case "nullValues" -> nulls(check);
      case "missingValues" -> missing(check);
      case "invalidValues" -> invalid(check);
      case "duplicateValues" -> duplicates(check);
      case "rowCount" -> rows(check);
      default -> false;
    };
  }

  private boolean nulls(QualityCheck check) {
    if (check.columns().isEmpty()) {
      return false;
    }
    if (check.toleratesNone()) {
      for (String column : check.columns()) {
        suite.expect(
            "expect_column_values_to_not_be_null",
            ColumnExpectations.kwargs(column).build(),
            check);
      }
      return true;
    }
    Optional<Threshold> threshold = check.rule().threshold();
    if (!check.percent()
        || check.columns().size() > 1
        || threshold.isEmpty()
        || check.broken("x").isEmpty()) {
      return false;
    }
    MapNode.Builder kwargs = ColumnExpectations.kwargs(check.columns().get(0));
    Threshold said = threshold.get();
    switch (said.operator()) {
      case MUST_BE_LESS_OR_EQUAL_TO -> kwargs.put("min_value", others(said, 0));
      case MUST_BE_LESS_THAN -> kwargs.put("min_value", others(said, 0)).put("strict_min", true);
      case MUST_BE_GREATER_OR_EQUAL_TO -> kwargs.put("max_value", others(said, 0));
      case MUST_BE_GREATER_THAN -> kwargs.put("max_value", others(said, 0)).put("strict_max", true);
      case MUST_BE -> kwargs.put("min_value", others(said, 0)).put("max_value", others(said, 0));
      case MUST_BE_BETWEEN ->
          kwargs.put("min_value", others(said, 1)).put("max_value", others(said, 0));
      default -> {
        return false;
      }
    }
    suite.expect(
        "expect_column_proportion_of_non_null_values_to_be_between", kwargs.build(), check);
    return true;
  }

  /** The share of values that are not null, when so many percent are. */
  private static BigDecimal others(Threshold threshold, int index) {
    return BigDecimal.ONE.subtract(QualityCheck.number(threshold, index).movePointLeft(2));
  }

  private boolean missing(QualityCheck check) {
    List<Node> placeholders = check.rule().arguments().items("missingValues");
    if (!check.toleratesNone() || check.columns().isEmpty()) {
      return false;
    }
    List<Node> values =
        placeholders.stream().filter(value -> !value.equals(ScalarNode.NULL)).toList();
    for (String column : check.columns()) {
      if (values.size() < placeholders.size() || placeholders.isEmpty()) {
        suite.expect(
            "expect_column_values_to_not_be_null",
            ColumnExpectations.kwargs(column).build(),
            check);
      }
      if (!values.isEmpty()) {
        suite.expect(
            "expect_column_values_to_not_be_in_set",
            ColumnExpectations.kwargs(column).put("value_set", values).build(),
            check);
      }
    }
    return true;
  }

  private boolean invalid(QualityCheck check) {
    List<Node> valid = check.rule().arguments().items("validValues");
    boolean otherArguments =
        check.rule().arguments().keys().stream()
            .anyMatch(key -> !key.equals("validValues") && !key.equals("properties"));
    if (!check.toleratesNone() || check.columns().isEmpty() || valid.isEmpty() || otherArguments) {
      return false;
    }
    for (String column : check.columns()) {
      suite.expect(
          "expect_column_values_to_be_in_set",
          ColumnExpectations.kwargs(column).put("value_set", valid).build(),
          check);
    }
    return true;
  }

  private boolean duplicates(QualityCheck check) {
    if (!check.toleratesNone() || check.columns().isEmpty()) {
      return false;
    }
    if (check.columns().size() == 1) {
      suite.expect(
          "expect_column_values_to_be_unique",
          ColumnExpectations.kwargs(check.columns().get(0)).build(),
          check);
    } else {
      suite.expect(
          "expect_compound_columns_to_be_unique",
          MapNode.builder().put("column_list", check.columns()).build(),
          check);
    }
    return true;
  }

  private boolean rows(QualityCheck check) {
    Optional<Threshold> threshold = check.rule().threshold();
    if (threshold.isEmpty() || check.percent() || check.broken("x").isEmpty()) {
      return false;
    }
    Node first = threshold.get().operands().get(0);
    MapNode.Builder kwargs = MapNode.builder();
    switch (threshold.get().operator()) {
      case MUST_BE -> kwargs.put("value", first);
      case MUST_BE_GREATER_THAN -> kwargs.put("min_value", first).put("strict_min", true);
      case MUST_BE_GREATER_OR_EQUAL_TO -> kwargs.put("min_value", first);
      case MUST_BE_LESS_THAN -> kwargs.put("max_value", first).put("strict_max", true);
      case MUST_BE_LESS_OR_EQUAL_TO -> kwargs.put("max_value", first);
      case MUST_BE_BETWEEN ->
          kwargs.put("min_value", first).put("max_value", threshold.get().operands().get(1));
      default -> {
        return false;
      }
    }
    suite.expect(
        "expect_table_row_count_to_" + (kwargs.has("value") ? "equal" : "be_between"),
        kwargs.build(),
        check);
    return true;
  }

  private boolean sql(QualityCheck check) {
    Optional<String> broken = check.broken("measured.value");
    if (check.rule().query().isEmpty() || broken.isEmpty()) {
      return false;
    }
    String query =
        check.query(
            text -> text.replace("{", "{{").replace("}", "}}"), "{batch}", column -> column);
    String rows =
        "SELECT measured.value FROM (SELECT (\n"
            + query
            + "\n) AS value) AS measured WHERE "
            + broken.get();
    suite.expect(
        "unexpected_rows_expectation",
        MapNode.builder().put("unexpected_rows_query", rows).build(),
        check);
    return true;
  }

  private boolean custom(QualityCheck check) {
    boolean ours =
        check
            .rule()
            .engine()
            .filter(engine -> engine.matches("(?i)great[-_ ]?expectations|gx"))
            .isPresent();
    Optional<Node> implementation = check.rule().implementation();
    if (!ours || !(implementation.orElse(ScalarNode.NULL) instanceof MapNode map)) {
      return false;
    }
    Optional<String> type = map.text("type").or(() -> map.text("expectation_type"));
    type.ifPresent(it -> suite.expect(it, map.map("kwargs").orElse(MapNode.EMPTY), check));
    return type.isPresent();
  }
}
