// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.internal.sql.alter.Alterations;
import io.meshterious.core.contract.internal.sql.build.TableStatements;
import io.meshterious.core.contract.internal.sql.change.SchemaChange;
import io.meshterious.core.contract.internal.sql.change.TablePair;
import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.migrate.ConstraintChange.Added;
import io.meshterious.core.contract.internal.sql.migrate.ConstraintChange.Renamed;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.sql.MigrationStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a migration that changes tables in place. */
final class AlterPlanner {
  private final SchemaChange change;
  private final Alterations sql;
  private final Dialect dialect;
  private final TableStatements statements;
  private final Steps steps = new Steps();
  private final List<TablePair> kept;
  private final ConstraintPlan constraints;

  private AlterPlanner(SchemaChange change, Alterations sql) {
    this.change = change;
    this.sql = sql;
    this.dialect = change.dialect();
    this.statements = new TableStatements(dialect);
    this.kept = change.kept();
    this.constraints = new ConstraintPlan(change, sql.renamesConstraints());
  }

  static List<MigrationStep> plan(SchemaChange change, Alterations sql) {
    AlterPlanner planner = new AlterPlanner(change, sql);
    planner.dropConstraints();
    planner.dropTables();
    planner.dropColumns();
    planner.renameTables();
    planner.renameColumns();
    planner.renameConstraints();
    planner.createTables();
    planner.changeColumns();
    planner.addConstraints();
    planner.finish();
    return planner.steps.all();
  }

  private void dropConstraints() {
    for (SqlTable table : change.removed()) {
      for (SqlForeignKey key : table.foreignKeys()) {
        if (change.removed().stream().anyMatch(other -> other.name().equals(key.target()))) {
          steps.safe(
              "Drop foreign key '" + key.name() + "' of '" + table.name() + "'",
              sql.dropConstraint(table.name(), key.name()));
        }
      }
    }
    for (TablePair pair : kept) {
      TableName before = pair.before().name();
      for (SqlForeignKey key : constraints.foreignKeys(pair).dropped()) {
        steps.safe(
            "Drop foreign key '" + key.name() + "' of '" + before + "'",
            sql.dropConstraint(before, key.name()));
      }
    }
    for (TablePair pair : kept) {
      TableName before = pair.before().name();
      for (SqlCheck check : constraints.checks(pair).dropped()) {
        steps.safe(
            "Drop check '" + check.name() + "' of '" + before + "'",
            sql.dropConstraint(before, check.name()));
      }
      for (SqlKey index : constraints.indexes(pair).dropped()) {
        steps.safe(
            "Drop index '" + index.name() + "' of '" + before + "'",
            sql.dropIndex(before, index.name()));
      }
      for (SqlKey key : constraints.uniques(pair).dropped()) {
        steps.safe(
            "Drop unique constraint '" + key.name() + "' of '" + before + "'",
            sql.dropConstraint(before, key.name()));
      }
      for (SqlKey key : constraints.primaryKeys(pair).dropped()) {
        steps.safe("Drop primary key of '" + before + "'", sql.dropPrimaryKey(before, key));
      }
    }
  }

  private void dropTables() {
    for (SqlTable table : change.removed()) {
      steps.destructive(
          "Drop table '" + table.name() + "' with all its rows",
          List.of(statements.drop(table.name(), false)));
    }
  }

  private void dropColumns() {
    for (TablePair pair : kept) {
      for (SqlColumn column : pair.removed()) {
        TableName table = pair.before().name();
        steps.destructive(
            "Drop column '" + column.name() + "' of '" + table + "' with its values",
            List.of(sql.dropColumn(table, column.name())));
      }
    }
  }

  private void renameTables() {
    change
        .after()
        .home()
        .filter(home -> !change.before().home().equals(Optional.of(home)))
        .ifPresent(home -> steps.safe("Create schema '" + home + "'", dialect.createSchema(home)));
    Map<String, String> wanted = new LinkedHashMap<>();
    for (TablePair pair : kept) {
      TableName before = pair.before().name();
      TableName after = pair.after().name();
      if (!before.sibling("").equals(after.sibling(""))) {
        steps.safe(
            "Move table '" + before + "' to '" + after.sibling(before.name()) + "'",
            sql.move(before, after));
      }
      wanted.put(before.name(), after.name());
    }
    for (Renames.Rename rename : Renames.ordered(wanted, "mesh_waiting_")) {
      TableName home = kept.get(0).after().name();
      steps.safe(
          "Rename table '" + rename.from() + "' to '" + rename.to() + "'",
          sql.rename(home.sibling(rename.from()), home.sibling(rename.to())));
    }
  }

  private void renameColumns() {
    for (TablePair pair : kept) {
      TableName table = pair.after().name();
      Map<String, String> wanted = new LinkedHashMap<>();
      pair.columns().forEach(column -> wanted.put(column.before().name(), column.after().name()));
      for (Renames.Rename rename : Renames.ordered(wanted, "mesh_waiting_")) {
        steps.safe(
            "Rename column '" + rename.from() + "' of '" + table + "' to '" + rename.to() + "'",
            sql.renameColumn(table, rename.from(), rename.to()));
      }
    }
  }

  private void renameConstraints() {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> indexNames = new LinkedHashMap<>();
    Map<String, TableName> tables = new LinkedHashMap<>();
    for (TablePair pair : kept) {
      TableName table = pair.after().name();
      constraints
          .primaryKeys(pair)
          .renamed()
          .forEach(it -> rename(names, tables, table, it.before().name(), it.after().name()));
      constraints
          .uniques(pair)
          .renamed()
          .forEach(it -> rename(names, tables, table, it.before().name(), it.after().name()));
      constraints
          .checks(pair)
          .renamed()
          .forEach(it -> rename(names, tables, table, it.before().name(), it.after().name()));
      constraints
          .foreignKeys(pair)
          .renamed()
          .forEach(it -> rename(names, tables, table, it.before().name(), it.after().name()));
      for (Renamed<SqlKey> it : constraints.indexes(pair).renamed()) {
        rename(indexNames, tables, table, it.before().name(), it.after().name());
      }
    }
    for (Renames.Rename rename : Renames.ordered(names, "mesh_waiting_")) {
      TableName table = table(tables, rename);
      steps.safe(
          "Rename constraint '" + rename.from() + "' of '" + table + "' to '" + rename.to() + "'",
          sql.renameConstraint(table, rename.from(), rename.to()));
    }
    for (Renames.Rename rename : Renames.ordered(indexNames, "mesh_waiting_index_")) {
      TableName table = table(tables, rename);
      steps.safe(
          "Rename index '" + rename.from() + "' to '" + rename.to() + "'",
          sql.renameIndex(table, rename.from(), rename.to()));
    }
  }

  private static void rename(
      Map<String, String> wanted,
      Map<String, TableName> tables,
      TableName table,
      String from,
      String to) {
    wanted.put(from, to);
    tables.put(from, table);
  }

  /** The table of a constraint; one that waits keeps its table. */
  private static TableName table(Map<String, TableName> tables, Renames.Rename rename) {
    TableName table = tables.get(rename.from());
    if (table == null) {
      throw new IllegalStateException("No table for constraint '" + rename.from() + "'");
    }
    tables.put(rename.to(), table);
    return table;
  }

  private void createTables() {
    for (SqlTable table : change.added()) {
      SqlTable alone =
          new SqlTable(
              table.name(),
              table.source(),
              table.columns(),
              table.primaryKey(),
              table.uniques(),
              List.of(),
              table.checks(),
              table.indexes(),
              table.comment(),
              table.layout(),
              table.losses());
      steps.safe("Create table '" + table.name() + "'", statements.create(alone, false));
    }
  }

  private void changeColumns() {
    for (TablePair pair : kept) {
      TableName table = pair.after().name();
      for (SqlColumn column : pair.added()) {
        String what =
            "Add "
                + (column.notNull() ? "required " : "")
                + "column '"
                + column.name()
                + "' to '"
                + table
                + "'";
        steps.add(
            what + (column.notNull() ? ", which fails if there are rows" : ""),
            sql.addColumn(table, column),
            column.notNull());
      }
      for (ColumnPair column : pair.columns()) {
        String name = "'" + column.after().name() + "' of '" + table + "'";
        if (column.converted()) {
          boolean widens =
              Widening.of(column.renamed().property(), column.after().property())
                  || !column.retyped();
          String what =
              column.retyped()
                  ? " from " + column.before().type() + " to " + column.after().type()
                  : " to other names inside";
          steps.add("Change " + name + what, sql.convert(table, column), !widens);
        }
        if (column.after().notNull() && !column.renamed().notNull()) {
          steps.destructive(
              "Forbid nulls in " + name + ", which fails if there are some",
              List.of(sql.setNotNull(table, column.after().name())));
        } else if (!column.after().notNull() && column.renamed().notNull()) {
          steps.safe("Allow nulls in " + name, sql.dropNotNull(table, column.after().name()));
        }
      }
    }
  }

  private void addConstraints() {
    for (TablePair pair : kept) {
      TableName table = pair.after().name();
      for (Added<SqlKey> key : constraints.primaryKeys(pair).added()) {
        boolean fails = !key.held() && sql.checksKeys();
        steps.add(
            "Add primary key "
                + key.constraint().columns()
                + " to '"
                + table
                + "'"
                + orFails(fails),
            List.of(sql.alter(table) + "ADD " + statements.primaryKey(key.constraint())),
            fails);
      }
      for (Added<SqlKey> key : constraints.uniques(pair).added()) {
        boolean fails = !key.held() && sql.checksKeys();
        steps.add(
            "Add unique constraint "
                + key.constraint().columns()
                + " to '"
                + table
                + "'"
                + orFails(fails),
            List.of(sql.alter(table) + "ADD " + statements.unique(key.constraint())),
            fails);
      }
      for (Added<SqlCheck> check : constraints.checks(pair).added()) {
        boolean fails = !check.held() && heldByNoType(pair, check.constraint());
        steps.add(
            "Add check '" + check.constraint().name() + "' to '" + table + "'" + orFails(fails),
            List.of(statements.addCheck(table, check.constraint())),
            fails);
      }
      for (Added<SqlKey> index : constraints.indexes(pair).added()) {
        steps.safe(
            "Create index '" + index.constraint().name() + "' on '" + table + "'",
            statements.createIndex(table, index.constraint(), false));
      }
    }
    for (TablePair pair : kept) {
      for (Added<SqlForeignKey> key : constraints.foreignKeys(pair).added()) {
        addForeignKey(pair.after(), key.constraint(), !key.held() && sql.checksKeys());
      }
    }
    for (SqlTable table : change.added()) {
      table.foreignKeys().forEach(key -> addForeignKey(table, key, false));
    }
  }

  /** Whether a check is about more than columns that are new and may be null. */
  private boolean heldByNoType(TablePair pair, SqlCheck check) {
    boolean aboutNew =
        pair.added().stream()
            .anyMatch(
                column ->
                    !column.notNull() && check.expression().contains(dialect.quote(column.name())));
    boolean aboutOld =
        pair.columns().stream()
            .anyMatch(column -> check.expression().contains(dialect.quote(column.after().name())));
    return aboutOld || !aboutNew;
  }

  private static String orFails(boolean fails) {
    return fails ? ", which fails if rows break it" : "";
  }

  private void addForeignKey(SqlTable table, SqlForeignKey key, boolean fails) {
    String what =
        "Add foreign key "
            + key.columns()
            + " from '"
            + table.name()
            + "' to '"
            + key.target()
            + "'"
            + orFails(fails);
    steps.add(what, List.of(statements.addForeignKey(table.name(), key)), fails);
  }

  private void finish() {
    for (TablePair pair : kept) {
      TableName table = pair.after().name();
      if (!pair.renamed().layout().equals(pair.after().layout())) {
        steps.safe(
            "Partition and cluster '" + table + "' in another way",
            sql.relayout(pair.renamed(), pair.after()));
      }
      List<String> comments = new ArrayList<>();
      if (!pair.before().comment().equals(pair.after().comment())) {
        comments.add(sql.commentTable(table, pair.after().comment()));
      }
      for (ColumnPair column : pair.columns()) {
        if (!column.before().comment().equals(column.after().comment())) {
          comments.add(sql.commentColumn(table, column.after()));
        }
        comments.addAll(sql.commentInside(table, column));
      }
      for (SqlColumn column : pair.added()) {
        if (column.comment().isPresent() && dialect.columnSuffix(column.comment()).isEmpty()) {
          comments.add(sql.commentColumn(table, column));
        }
      }
      steps.safe("Comment '" + table + "'", comments);
    }
  }
}
