// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.gx;

import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.constraint.JsonForms;
import io.meshterious.core.contract.internal.render.Refusal;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a table's schema lets one expect. */
final class ColumnExpectations {
  private static final String LANGUAGE = "Great Expectations";

  private final Suite suite;
  private final Table table;
  private final GreatExpectationsRenderer.Engine engine;

  ColumnExpectations(Suite suite, Table table, GreatExpectationsRenderer.Engine engine) {
    this.suite = suite;
    this.table = table;
    this.engine = engine;
  }

  void add() {
    List<String> columns = table.properties().stream().map(Property::columnName).toList();
    suite.expect(
        "expect_table_columns_to_match_ordered_list",
        MapNode.builder().put("column_list", columns).build());
    keys();
    table.properties().forEach(this::column);
    for (ForeignKey key : table.foreignKeys()) {
      suite.cannot(
          table.name() + "." + String.join(", ", key.from()),
          "foreign key to " + String.join(", ", key.to().stream().map(Object::toString).toList()),
          "an expectation sees one table");
    }
  }

  private void keys() {
    List<String> key = table.primaryKey().stream().map(Property::columnName).toList();
    if (key.size() == 1) {
      suite.expect("expect_column_values_to_be_unique", kwargs(key.get(0)).build());
    } else if (key.size() > 1) {
      suite.expect(
          "expect_compound_columns_to_be_unique",
          MapNode.builder().put("column_list", key).build());
    }
  }

  private void column(Property property) {
    String column = property.columnName();
    Constraints constraints = Constraints.of(property);
    if (property.required()) {
      suite.expect("expect_column_values_to_not_be_null", kwargs(column).build());
    }
    if (property.unique()) {
      suite.expect("expect_column_values_to_be_unique", kwargs(column).build());
    }
    values(property, constraints);
    range(property, constraints);
    texts(property, constraints);
    beyondReach(property, constraints);
  }

  private void values(Property property, Constraints constraints) {
    List<ScalarNode> allowed =
        constraints.allowedValues(why -> Refusal.notRepresentable(property.path(), LANGUAGE, why));
    Optional<String> eventType =
        table.hints().eventType().filter(type -> property.name().equals("event_type"));
    if (eventType.isPresent()) {
      allowed = List.of(ScalarNode.text(eventType.get()));
    }
    if (!allowed.isEmpty()) {
      suite.expect(
          "expect_column_values_to_be_in_set",
          kwargs(property.columnName()).put("value_set", allowed).build());
    }
  }

  private void range(Property property, Constraints constraints) {
    MapNode.Builder kwargs = kwargs(property.columnName());
    if (constraints.numeric()) {
      constraints
          .statedLower()
          .ifPresent(it -> end(kwargs, "min", Node.of(it.value()), it.inclusive()));
      constraints
          .statedUpper()
          .ifPresent(it -> end(kwargs, "max", Node.of(it.value()), it.inclusive()));
    } else if (constraints.temporal()) {
      TypeOptions options = property.options();
      options.minimum().ifPresent(it -> end(kwargs, "min", it, true));
      options.exclusiveMinimum().ifPresent(it -> end(kwargs, "min", it, false));
      options.maximum().ifPresent(it -> end(kwargs, "max", it, true));
      options.exclusiveMaximum().ifPresent(it -> end(kwargs, "max", it, false));
    }
    if (kwargs.has("min_value") || kwargs.has("max_value")) {
      suite.expect("expect_column_values_to_be_between", kwargs.build());
    }
  }

  private static void end(MapNode.Builder kwargs, String end, Node value, boolean inclusive) {
    kwargs.put(end + "_value", value);
    if (!inclusive) {
      kwargs.put("strict_" + end, true);
    }
  }

  private void texts(Property property, Constraints constraints) {
    if (!(constraints.type() instanceof DataType.Text)) {
      return;
    }
    MapNode.Builder kwargs = kwargs(property.columnName());
    length(kwargs, "min_value", constraints.minLength());
    length(kwargs, "max_value", constraints.maxLength());
    if (kwargs.has("min_value") || kwargs.has("max_value")) {
      suite.expect("expect_column_value_lengths_to_be_between", kwargs.build());
    }
    List<String> patterns = new ArrayList<>();
    constraints.pattern().ifPresent(patterns::add);
    constraints.format().ifPresent(format -> patterns.addAll(JsonForms.ofFormat(format)));
    for (String pattern : patterns) {
      MapNode.Builder match = kwargs(property.columnName()).put("regex", regex(property, pattern));
      suite.expect("expect_column_values_to_match_regex", match.build());
    }
  }

  private String regex(Property property, String pattern) {
    try {
      return LinearPattern.compile(pattern).render(engine.patterns());
    } catch (PatternException refused) {
      throw Refusal.notRepresentable(
          property.path(), LANGUAGE, "its pattern is not accepted; " + refused.getMessage());
    }
  }

  private static void length(MapNode.Builder kwargs, String key, OptionalInt length) {
    length.ifPresent(value -> kwargs.put(key, (Node) ScalarNode.number(value)));
  }

  private void beyondReach(Property property, Constraints constraints) {
    property
        .options()
        .multipleOf()
        .ifPresent(
            multiple ->
                suite.cannot(
                    property.path(),
                    "multipleOf " + multiple.toPlainString(),
                    "no expectation says it"));
    if (constraints.type() instanceof DataType.Binary
        && (constraints.minLength().isPresent() || constraints.maxLength().isPresent())) {
      suite.cannot(property.path(), "length in bytes", "expectations measure texts");
    }
    if (constraints.type() instanceof DataType.Struct
        || constraints.type() instanceof DataType.Array) {
      suite.cannot(property.path(), "what is inside", "an expectation sees whole columns");
    }
  }

  static MapNode.Builder kwargs(String column) {
    return MapNode.builder().put("column", column);
  }
}
