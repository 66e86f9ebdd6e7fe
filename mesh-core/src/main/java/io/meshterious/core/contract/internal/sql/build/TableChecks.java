// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.rule.Enforcement;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import java.util.ArrayList;
import java.util.List;

/** The checks of a table, and what no check can hold. */
final class TableChecks {
  private final Dialect dialect;
  private final ConstraintNames names;
  private final Table table;
  private final List<String> losses;
  private final List<SqlCheck> checks = new ArrayList<>();

  TableChecks(Dialect dialect, ConstraintNames names, Table table, List<String> losses) {
    this.dialect = dialect;
    this.names = names;
    this.table = table;
    this.losses = losses;
  }

  List<SqlCheck> all() {
    for (Property property : table.properties()) {
      if (property.required() && !dialect.columnNotNull(property)) {
        losses.add(
            "'"
                + property.path()
                + "' required: "
                + dialect.label()
                + " takes an absent array as an empty one");
      }
      add(Field.column(property), false);
    }
    return checks;
  }

  private void add(Field field, boolean requiredInside) {
    for (ValueRule rule : ValueRules.of(field, requiredInside)) {
      Enforcement enforcement = dialect.hold(field, rule);
      if (enforcement instanceof Enforcement.ByCheck check) {
        List<String> parts = new ArrayList<>(field.names());
        parts.add(rule.word());
        checks.add(
            new SqlCheck(names.of("ck", table.tableName(), parts), check.expression(), rule));
      } else if (enforcement instanceof Enforcement.Lost lost) {
        losses.add("'" + field.property().path() + "' " + rule.label() + ": " + lost.reason());
      }
    }
    for (Property child : field.property().properties()) {
      add(field.child(child), Dialect.required(field.property(), child));
      if (child.unique() || child.primaryKey()) {
        losses.add(
            "'"
                + child.path()
                + "' "
                + (child.primaryKey() ? "primary key" : "unique")
                + ": keys are made of columns, not of what is inside them");
      }
    }
    field.property().items().ifPresent(items -> add(field.items(items), items.required()));
  }
}
