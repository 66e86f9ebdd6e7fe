// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts every table after those that its foreign keys lead to, and sets apart the foreign keys for
 * which that is impossible.
 */
final class TableOrder {
  private final Dialect dialect;
  private final Map<TableName, SqlTable> tables = new LinkedHashMap<>();
  private final Set<TableName> begun = new HashSet<>();
  private final List<SqlTable> ordered = new ArrayList<>();

  private TableOrder(Dialect dialect, List<SqlTable> tables) {
    this.dialect = dialect;
    tables.forEach(table -> this.tables.put(table.name(), table));
  }

  static List<SqlTable> of(Dialect dialect, List<SqlTable> tables) {
    if (dialect.foreignKeys() == Holding.ABSENT) {
      return tables;
    }
    TableOrder order = new TableOrder(dialect, tables);
    tables.forEach(order::visit);
    return order.ordered;
  }

  private void visit(SqlTable table) {
    if (!begun.add(table.name())) {
      return;
    }
    List<SqlForeignKey> keys = new ArrayList<>();
    List<String> losses = new ArrayList<>(table.losses());
    for (SqlForeignKey key : table.foreignKeys()) {
      SqlTable target = tables.get(key.target());
      if (target != null) {
        visit(target);
      }
      boolean late =
          target != null && ordered.stream().noneMatch(it -> it.name().equals(key.target()));
      if (!late) {
        keys.add(key);
      } else if (dialect.addsForeignKeys()) {
        keys.add(
            new SqlForeignKey(key.name(), key.columns(), key.target(), key.targetColumns(), true));
      } else {
        losses.add(
            "foreign key ("
                + String.join(", ", key.columns())
                + ") to '"
                + key.target()
                + "': the tables refer to each other, and "
                + dialect.label()
                + " cannot add a foreign key to a table that exists");
      }
    }
    ordered.add(
        new SqlTable(
            table.name(),
            table.source(),
            table.columns(),
            table.primaryKey(),
            table.uniques(),
            keys,
            table.checks(),
            table.indexes(),
            table.comment(),
            table.layout(),
            losses));
  }
}
