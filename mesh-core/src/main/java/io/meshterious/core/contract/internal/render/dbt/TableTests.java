// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.internal.render.QualityCheck;
import io.meshterious.core.contract.internal.render.Refusal;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data tests of one table: those dbt has, those that hold an expression, and queries. */
final class TableTests {
  private final RenderRequest request;
  private final SqlTable sql;
  private final Table table;
  private final boolean oneKey;
  private final List<ForeignKey> foreignKeys;
  private final DbtRenderer.Packages packages;
  private final Relations relations;
  private final Map<String, String> queries;
  private final List<String> unmapped = new ArrayList<>();

  TableTests(
      RenderRequest request,
      SqlTable sql,
      DbtRenderer.Packages packages,
      Relations relations,
      Map<String, String> queries) {
    this.request = request;
    this.sql = sql;
    this.table = sql.source();
    this.oneKey = table.primaryKey().size() == 1;
    this.foreignKeys = table.foreignKeys();
    this.packages = packages;
    this.relations = relations;
    this.queries = queries;
    sql.losses().stream().filter(loss -> !loss.startsWith("foreign key ")).forEach(unmapped::add);
  }

  /** What no test holds; complete once the tests have been made. */
  List<String> unmapped() {
    return unmapped;
  }

  List<Node> ofColumn(Property property) {
    List<Node> tests = new ArrayList<>();
    if (property.required()) {
      tests.add(Node.of("not_null"));
    }
    boolean onlyKey = property.primaryKey() && oneKey;
    if (property.unique() || onlyKey) {
      tests.add(Node.of("unique"));
    }
    List<ScalarNode> allowed =
        Constraints.of(property)
            .allowedValues(why -> Refusal.notRepresentable(property.path(), "dbt", why));
    Optional<String> eventType =
        table.hints().eventType().filter(type -> property.name().equals("event_type"));
    if (eventType.isPresent()) {
      allowed = List.of(ScalarNode.text(eventType.get()));
    }
    if (!allowed.isEmpty()) {
      tests.add(test("accepted_values", accepted(allowed)));
    }
    for (ForeignKey key : foreignKeys) {
      if (key.from().equals(List.of(property.name()))) {
        List<DataContracts.Target> targets = targets(key);
        if (!targets.isEmpty()) {
          tests.add(
              test(
                  "relationships",
                  MapNode.builder()
                      .put("to", relations.call(targets.get(0).contract(), targets.get(0).table()))
                      .put("field", relations.column(targets.get(0).property().columnName()))));
        }
      }
    }
    return tests;
  }

  private static MapNode.Builder accepted(List<ScalarNode> values) {
    boolean texts = values.stream().allMatch(ScalarNode::isText);
    List<ScalarNode> plain =
        texts
            ? values.stream()
                .map(it -> ScalarNode.text(Relations.jinja(it.text().replace("'", "''"))))
                .toList()
            : values;
    MapNode.Builder arguments = MapNode.builder().put("values", plain);
    return texts ? arguments : arguments.put("quote", false);
  }

  private List<DataContracts.Target> targets(ForeignKey key) {
    List<DataContracts.Target> targets = new ArrayList<>();
    for (PropertyReference reference : key.to()) {
      Optional<DataContracts.Target> target =
          request.context().resolve(request.contract(), reference);
      if (target.isEmpty()) {
        unmapped.add("foreign key to '" + reference + "': it leads to no contract at hand");
        return List.of();
      }
      targets.add(target.get());
    }
    return targets.size() == key.from().size() ? targets : List.of();
  }

  List<Node> ofTable() {
    List<Node> tests = new ArrayList<>();
    List<String> key = table.primaryKey().stream().map(Property::columnName).toList();
    if (key.size() > 1) {
      tests.add(uniqueTogether(key).build());
    }
    for (SqlCheck check : sql.checks()) {
      if (!acceptedValues(check)) {
        String name =
            packages == DbtRenderer.Packages.NONE ? "mesh_holds" : "dbt_utils.expression_is_true";
        tests.add(
            MapNode.builder()
                .put("name", prefix() + check.name())
                .put("test_name", name)
                .put(
                    "arguments",
                    MapNode.builder()
                        .put("expression", Relations.jinja(check.expression()))
                        .build())
                .build());
      }
    }
    for (ForeignKey foreignKey : foreignKeys) {
      if (foreignKey.from().size() > 1) {
        compositeKey(foreignKey);
      }
    }
    RuleTests rules = new RuleTests(table, relations, relations.call(request.contract(), table));
    for (QualityCheck check : QualityCheck.of(table)) {
      rule(tests, rules, check);
    }
    return tests;
  }

  private String prefix() {
    return relations.sources() ? "source_" : "";
  }

  private boolean acceptedValues(SqlCheck check) {
    return check.rule() instanceof ValueRule.OneOf
        && table.properties().stream()
            .anyMatch(
                it ->
                    check
                        .expression()
                        .startsWith("(" + relations.dialect().quote(it.columnName()) + " IN ("));
  }

  private MapNode.Builder uniqueTogether(List<String> columns) {
    String name =
        packages == DbtRenderer.Packages.NONE
            ? "mesh_unique_together"
            : "dbt_utils.unique_combination_of_columns";
    List<String> named = columns.stream().map(relations::column).toList();
    return MapNode.builder()
        .put(
            "name",
            prefix()
                + "unique_"
                + Relations.name(table)
                + "_"
                + String.join("_", columns).replaceAll("[^A-Za-z0-9_]", "_"))
        .put("test_name", name)
        .put("arguments", MapNode.builder().put("combination_of_columns", named).build());
  }

  private void compositeKey(ForeignKey key) {
    List<DataContracts.Target> targets = targets(key);
    if (targets.isEmpty()) {
      return;
    }
    List<String> same = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      String name = key.from().get(i);
      String from =
          "child." + relations.column(table.property(name).map(Property::columnName).orElse(name));
      same.add("parent." + relations.column(targets.get(i).property().columnName()) + " = " + from);
      given.add(from + " IS NOT NULL");
    }
    DataContracts.Target first = targets.get(0);
    String query =
        "SELECT child.* FROM {{ "
            + relations.call(request.contract(), table)
            + " }} AS child\nWHERE "
            + String.join(" AND ", given)
            + "\nAND NOT EXISTS (\n  SELECT 1 FROM {{ "
            + relations.call(first.contract(), first.table())
            + " }} AS parent WHERE "
            + String.join(" AND ", same)
            + "\n)\n";
    query(String.join("_", key.from()) + "_in_" + Relations.name(first.table()), query);
  }

  private void rule(List<Node> tests, RuleTests rules, QualityCheck check) {
    String severity =
        check
            .rule()
            .severity()
            .filter(it -> it.equals("warning") || it.equals("info"))
            .map(it -> "warn")
            .orElse("error");
    Optional<MapNode> given =
        rules.ownTest(
            check,
            prefix()
                + "rule_"
                + Relations.name(table)
                + "_"
                + tests.size()
                + "_"
                + check.label().replaceAll("[^A-Za-z0-9_]", "_"));
    Optional<String> query = rules.query(check);
    if (rules.unique(check)) {
      if (check.columns().size() > 1
          && !check
              .columns()
              .equals(table.primaryKey().stream().map(Property::columnName).toList())) {
        tests.add(
            uniqueTogether(check.columns())
                .put("config", MapNode.builder().put("severity", severity).build())
                .build());
      } else if (check.columns().size() == 1 && !uniqueAnyway(check.columns().get(0))) {
        tests.add(columnTest("unique", check.columns().get(0), severity));
      }
    } else if (rules.allowedValues(check)) {
      return;
    } else if (given.isPresent()) {
      tests.add(given.get());
    } else if (query.isPresent()) {
      String about =
          check
              .rule()
              .description()
              .map(text -> "-- " + Relations.jinja(text.replaceAll("\\s+", " ").strip()) + "\n")
              .orElse("");
      query(check.label(), "{{ config(severity='" + severity + "') }}\n" + about + query.get());
    } else {
      unmapped.add(
          "quality rule '" + check.label() + "' of '" + check.path() + "': " + rules.why(check));
    }
  }

  private boolean uniqueAnyway(String column) {
    boolean key = oneKey && table.primaryKey().get(0).columnName().equals(column);
    return key
        || table.properties().stream()
            .anyMatch(it -> it.columnName().equals(column) && it.unique());
  }

  private MapNode columnTest(String test, String column, String severity) {
    MapNode arguments = MapNode.builder().put("column_name", relations.column(column)).build();
    MapNode config = MapNode.builder().put("severity", severity).build();
    return MapNode.builder()
        .put(test, MapNode.builder().put("arguments", arguments).put("config", config).build())
        .build();
  }

  private void query(String label, String query) {
    String base = prefix() + Relations.name(table) + "__" + label.replaceAll("[^A-Za-z0-9_]", "_");
    String name = base;
    for (int i = 2; queries.containsKey(name); i++) {
      name = base + "_" + i;
    }
    queries.put(name, query);
  }

  private static MapNode test(String name, MapNode.Builder arguments) {
    return MapNode.builder()
        .put(name, MapNode.builder().put("arguments", arguments.build()).build())
        .build();
  }
}
