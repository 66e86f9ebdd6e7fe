// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.QualityCheck;
import io.meshterious.core.contract.quality.QualityKind;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a quality rule is to dbt. */
final class RuleTests {
  private final Table table;
  private final Relations relations;
  private final String from;

  RuleTests(Table table, Relations relations, String call) {
    this.table = table;
    this.relations = relations;
    this.from = "{{ " + call + " }}";
  }

  /** Whether the rule wants values, or combinations of values, to differ. */
  boolean unique(QualityCheck check) {
    return check.rule().kind() == QualityKind.LIBRARY
        && check.metric().equals("duplicateValues")
        && check.toleratesNone()
        && !check.columns().isEmpty();
  }

  /**
   * Whether the rule is what makes the values that a property allows, which are tested at the
   * column.
   */
  boolean allowedValues(QualityCheck check) {
    return !check.rule().onlyValues().isEmpty() && !check.path().equals(table.name());
  }

  /** The test that a rule for dbt brings with it, under a name of its own. */
  Optional<MapNode> ownTest(QualityCheck check, String name) {
    boolean ours =
        check.rule().kind() == QualityKind.CUSTOM
            && check.rule().engine().filter("dbt"::equals).isPresent();
    if (!ours
        || !(check.rule().implementation().orElse(ScalarNode.NULL) instanceof MapNode map)
        || map.text("test").isEmpty()) {
      return Optional.empty();
    }
    MapNode.Builder arguments = MapNode.builder();
    for (MapNode.Entry entry : map.entries()) {
      if (entry.key().equals("column") && entry.value() instanceof ScalarNode said) {
        String column = table.property(said.text()).map(Property::columnName).orElse(said.text());
        arguments.put("column_name", relations.column(column));
      } else if (!entry.key().equals("test")) {
        arguments.put(entry.key(), entry.value());
      }
    }
    String test = map.text("test").orElseThrow();
    return Optional.of(
        MapNode.builder()
            .put("name", name)
            .put("test_name", test)
            .put("arguments", arguments.build())
            .build());
  }

  /** A query that returns a row when the rule is broken. */
  Optional<String> query(QualityCheck check) {
    Optional<String> measured =
        switch (check.rule().kind()) {
          case SQL ->
              check
                  .rule()
                  .query()
                  .map(query -> check.query(Relations::jinja, from, relations::column));
          case LIBRARY -> library(check);
          default -> Optional.empty();
        };
    return measured.flatMap(
        value ->
            check
                .broken("measured.value")
                .map(
                    broken ->
                        "SELECT measured.value FROM (SELECT (\n"
                            + value
                            + "\n) AS value) AS measured\nWHERE "
                            + broken
                            + "\n"));
  }

  private Optional<String> library(QualityCheck check) {
    if (check.metric().equals("rowCount") && !check.percent()) {
      return Optional.of("SELECT COUNT(*) FROM " + from);
    }
    if (check.columns().size() != 1) {
      return Optional.empty();
    }
    return condition(check, relations.column(check.columns().get(0)))
        .map(
            counted ->
                check.percent()
                    ? "SELECT COALESCE(100.0 * COUNT(CASE WHEN "
                        + counted
                        + " THEN 1 END) / NULLIF(COUNT(*), 0), 0) FROM "
                        + from
                    : "SELECT COUNT(*) FROM " + from + " WHERE " + counted);
  }

  private Optional<String> condition(QualityCheck check, String column) {
    List<String> arguments = new ArrayList<>(check.rule().arguments().keys());
    arguments.remove("properties");
    return switch (check.metric()) {
      case "nullValues" ->
          arguments.isEmpty() ? Optional.of(column + " IS NULL") : Optional.empty();
      case "missingValues" ->
          arguments.equals(List.of("missingValues")) ? missing(check, column) : Optional.empty();
      case "invalidValues" ->
          arguments.equals(List.of("validValues"))
              ? list(check.rule().arguments().items("validValues"))
                  .map(values -> column + " NOT IN (" + values + ")")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<String> missing(QualityCheck check, String column) {
    List<Node> placeholders = check.rule().arguments().items("missingValues");
    List<Node> values =
        placeholders.stream().filter(value -> !value.equals(ScalarNode.NULL)).toList();
    if (values.isEmpty()) {
      return Optional.of(column + " IS NULL");
    }
    String ofNull = values.size() < placeholders.size() ? column + " IS NULL OR " : "";
    return list(values).map(some -> ofNull + column + " IN (" + some + ")");
  }

  private Optional<String> list(List<Node> values) {
    List<String> literals = new ArrayList<>();
    for (Node value : values) {
      if (!(value instanceof ScalarNode scalar) || scalar.isNull()) {
        return Optional.empty();
      }
      literals.add(
          scalar.isText()
              ? Relations.jinja(relations.dialect().literal(scalar.text()))
              : scalar.text());
    }
    return literals.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", literals));
  }

  /** Why a rule is no test. */
  String why(QualityCheck check) {
    return switch (check.rule().kind()) {
      case TEXT -> "it is words for people";
      case CUSTOM -> "it is for engine '" + check.rule().engine().orElse("") + "'";
      case SQL -> "it has no query, or no threshold of numbers";
      case LIBRARY -> "no test counts exactly this metric with these arguments";
    };
  }
}
