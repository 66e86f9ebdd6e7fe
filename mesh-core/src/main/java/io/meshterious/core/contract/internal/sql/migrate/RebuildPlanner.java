// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.internal.sql.build.TableStatements;
import io.meshterious.core.contract.internal.sql.change.SchemaChange;
import io.meshterious.core.contract.internal.sql.change.TablePair;
import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Comments;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.sql.MigrationStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a migration for DuckDB, which can neither add nor remove constraints: a table whose keys,
 * checks, names or types change is made anew. Its rows are set aside, the table and those that
 * refer to it are dropped, made from the newer contract, and filled again.
 */
final class RebuildPlanner {
  private final SchemaChange change;
  private final Dialect dialect;
  private final TableStatements statements;
  private final List<TablePair> kept;
  private final Steps steps = new Steps();

  private RebuildPlanner(SchemaChange change) {
    this.change = change;
    this.dialect = change.dialect();
    this.statements = new TableStatements(dialect);
    this.kept = change.kept();
  }

  static List<MigrationStep> plan(SchemaChange change) {
    RebuildPlanner planner = new RebuildPlanner(change);
    planner.run();
    return planner.steps.all();
  }

  private void run() {
    change
        .after()
        .home()
        .filter(home -> !change.before().home().equals(Optional.of(home)))
        .ifPresent(home -> steps.safe("Create schema '" + home + "'", dialect.createSchema(home)));
    Map<TableName, TablePair> rebuilt = rebuilt();
    for (TablePair pair : rebuilt.values()) {
      String copy =
          "CREATE TABLE "
              + dialect.quote(copy(pair))
              + " AS SELECT * FROM "
              + dialect.quote(pair.before().name());
      steps.safe("Set the rows of '" + pair.before().name() + "' aside", copy);
    }
    drop(rebuilt);
    create(rebuilt);
    for (TablePair pair : kept) {
      if (!rebuilt.containsKey(pair.before().name())) {
        alter(pair);
      }
    }
  }

  private static TableName copy(TablePair pair) {
    return pair.before().name().sibling("mesh_rows_of_" + pair.before().name().name());
  }

  /**
   * The tables that are made anew, by their older names: those that change, and those that refer to
   * one that goes away.
   */
  private Map<TableName, TablePair> rebuilt() {
    Set<TableName> going = new HashSet<>();
    change.removed().forEach(table -> going.add(table.name()));
    kept.stream().filter(pair -> !alterable(pair)).forEach(pair -> going.add(pair.before().name()));
    boolean more = true;
    while (more) {
      more = false;
      for (TablePair pair : kept) {
        more |=
            pair.before().foreignKeys().stream().anyMatch(key -> going.contains(key.target()))
                && going.add(pair.before().name());
      }
    }
    Map<TableName, TablePair> rebuilt = new LinkedHashMap<>();
    kept.stream()
        .filter(pair -> going.contains(pair.before().name()))
        .forEach(pair -> rebuilt.put(pair.before().name(), pair));
    return rebuilt;
  }

  /** Whether a table needs nothing but new columns that may be null, and comments. */
  private static boolean alterable(TablePair pair) {
    boolean columns =
        pair.columns().stream()
            .allMatch(
                column ->
                    column.before().name().equals(column.after().name())
                        && !column.converted()
                        && column.renamed().notNull() == column.after().notNull());
    boolean added = pair.added().stream().noneMatch(SqlColumn::notNull);
    return columns
        && added
        && pair.removed().isEmpty()
        && pair.before().name().equals(pair.after().name())
        && constraints(pair.before()).equals(constraints(pair.after()));
  }

  private static Set<List<Object>> constraints(SqlTable table) {
    Set<List<Object>> constraints = new HashSet<>();
    table.primaryKey().ifPresent(key -> constraints.add(List.of("primary key", key.columns())));
    table.uniques().forEach(key -> constraints.add(List.of("unique", key.columns())));
    table.checks().forEach(check -> constraints.add(List.of("check", check.expression())));
    table
        .foreignKeys()
        .forEach(
            key ->
                constraints.add(
                    List.of("foreign key", key.columns(), key.target(), key.targetColumns())));
    return constraints;
  }

  private void drop(Map<TableName, TablePair> rebuilt) {
    for (int i = change.before().tables().size() - 1; i >= 0; i--) {
      TableName table = change.before().tables().get(i).name();
      if (rebuilt.containsKey(table)) {
        steps.safe("Drop '" + table + "', whose rows are set aside", statements.drop(table, false));
      } else if (change.removed().stream().anyMatch(it -> it.name().equals(table))) {
        steps.destructive(
            "Drop table '" + table + "' with all its rows", List.of(statements.drop(table, false)));
      }
    }
  }

  private void create(Map<TableName, TablePair> rebuilt) {
    for (SqlTable table : change.after().tables()) {
      Optional<TablePair> pair =
          rebuilt.values().stream()
              .filter(it -> it.after().name().equals(table.name()))
              .findFirst();
      if (pair.isPresent()) {
        List<String> all = new ArrayList<>(statements.create(table, false));
        all.addAll(fill(pair.get()));
        Reasons reasons = reasons(pair.get());
        steps.add(
            "Make '" + table.name() + "' anew and put its rows back: " + reasons,
            all,
            reasons.destructive);
      } else if (kept.stream().noneMatch(it -> it.after().name().equals(table.name()))) {
        steps.safe("Create table '" + table.name() + "'", statements.create(table, false));
      }
    }
  }

  private List<String> fill(TablePair pair) {
    List<String> into = new ArrayList<>();
    List<String> from = new ArrayList<>();
    DuckDbConversion conversion = new DuckDbConversion(dialect);
    for (ColumnPair column : pair.columns()) {
      into.add(column.after().name());
      from.add(
          conversion.of(
              dialect.quote(column.before().name()),
              column.before().property(),
              column.after().property()));
    }
    List<String> made = new ArrayList<>();
    if (!into.isEmpty()) {
      made.add(
          "INSERT INTO "
              + dialect.quote(pair.after().name())
              + " ("
              + dialect.quoteAll(into)
              + ") SELECT "
              + String.join(", ", from)
              + " FROM "
              + dialect.quote(copy(pair)));
    }
    made.add(statements.drop(copy(pair), false));
    return made;
  }

  /** Why a table is made anew, in words. */
  private static final class Reasons {
    private final List<String> words = new ArrayList<>();
    private boolean destructive;

    void add(String why, boolean canFail) {
      words.add(why);
      destructive |= canFail;
    }

    @Override
    public String toString() {
      return words.isEmpty() ? "it refers to a table that is made anew" : String.join("; ", words);
    }
  }

  private Reasons reasons(TablePair pair) {
    Reasons reasons = new Reasons();
    if (!pair.before().name().equals(pair.after().name())) {
      reasons.add("rename from '" + pair.before().name() + "'", false);
    }
    pair.removed()
        .forEach(
            column -> reasons.add("drop column '" + column.name() + "' with its values", true));
    pair.added()
        .forEach(
            column ->
                reasons.add(
                    "add "
                        + (column.notNull()
                            ? "required column '"
                                + column.name()
                                + "', which fails if there are rows"
                            : "column '" + column.name() + "'"),
                    column.notNull()));
    for (ColumnPair column : pair.columns()) {
      String name = "'" + column.after().name() + "'";
      if (!column.before().name().equals(column.after().name())) {
        reasons.add("rename column '" + column.before().name() + "' to " + name, false);
      }
      if (column.retyped()) {
        boolean widens = Widening.of(column.renamed().property(), column.after().property());
        reasons.add(
            "change " + name + " from " + column.before().type() + " to " + column.after().type(),
            !widens);
      } else if (column.renamedInside()) {
        reasons.add("rename inside " + name, false);
      }
      if (column.renamed().notNull() != column.after().notNull()) {
        reasons.add(
            column.after().notNull()
                ? "forbid nulls in " + name + ", which fails if there are some"
                : "allow nulls in " + name,
            column.after().notNull());
      }
    }
    constraintReasons(pair, reasons);
    pair.after().losses().stream()
        .filter(loss -> loss.contains("leads nowhere"))
        .forEach(loss -> reasons.add("not enforced any more: " + loss, false));
    return reasons;
  }

  private void constraintReasons(TablePair pair, Reasons reasons) {
    SqlTable older = pair.renamed();
    SqlTable newer = pair.after();
    for (SqlCheck check : newer.checks()) {
      Optional<SqlCheck> former =
          older.checks().stream().filter(it -> it.name().equals(check.name())).findFirst();
      if (former.isEmpty() || !former.get().expression().equals(check.expression())) {
        boolean fails =
            former.isEmpty()
                ? !aboutNewColumn(pair, check)
                : !Widening.of(former.get().rule(), check.rule());
        reasons.add(
            "check '" + check.name() + "'" + (fails ? ", which fails if rows break it" : ""),
            fails);
      }
    }
    for (SqlCheck check : older.checks()) {
      if (newer.checks().stream().noneMatch(it -> it.name().equals(check.name()))) {
        reasons.add("no check '" + check.name() + "'", false);
      }
    }
    if (!columns(older.primaryKey()).equals(columns(newer.primaryKey()))) {
      reasons.add("primary key " + columns(newer.primaryKey()), newer.primaryKey().isPresent());
    }
    List<List<String>> uniques = older.uniques().stream().map(SqlKey::columns).toList();
    newer.uniques().stream()
        .filter(key -> !uniques.contains(key.columns()))
        .forEach(
            key -> reasons.add("unique " + key.columns() + ", which fails if rows break it", true));
    if (older.uniques().size() > newer.uniques().size()) {
      reasons.add("fewer unique constraints", false);
    }
    for (SqlForeignKey key : newer.foreignKeys()) {
      boolean former =
          older.foreignKeys().stream()
              .anyMatch(
                  it ->
                      it.columns().equals(key.columns())
                          && it.target().equals(key.target())
                          && it.targetColumns().equals(key.targetColumns()));
      if (!former) {
        reasons.add(
            "foreign key "
                + key.columns()
                + " to '"
                + key.target()
                + "', which fails if rows break it",
            true);
      }
    }
    if (older.foreignKeys().size() > newer.foreignKeys().size()) {
      reasons.add("fewer foreign keys", false);
    }
  }

  private boolean aboutNewColumn(TablePair pair, SqlCheck check) {
    return pair.columns().stream()
        .noneMatch(column -> check.expression().contains(dialect.quote(column.after().name())));
  }

  private static List<String> columns(Optional<SqlKey> key) {
    return key.map(SqlKey::columns).orElse(List.of());
  }

  private void alter(TablePair pair) {
    TableName table = pair.after().name();
    for (SqlColumn column : pair.added()) {
      steps.safe(
          "Add column '" + column.name() + "' to '" + table + "'",
          statements.alter(table) + "ADD COLUMN " + statements.column(column));
    }
    List<String> comments = new ArrayList<>();
    if (!pair.before().comment().equals(pair.after().comment())) {
      comments.add(Comments.onTable(dialect, table, pair.after().comment()));
    }
    Map<String, ColumnPair> pairs = new HashMap<>();
    pair.columns().forEach(it -> pairs.put(it.after().name(), it));
    for (SqlColumn column : pair.after().columns()) {
      Optional<String> former =
          Optional.ofNullable(pairs.get(column.name())).flatMap(it -> it.before().comment());
      if (!former.equals(column.comment())) {
        comments.add(Comments.onColumn(dialect, table, column));
      }
    }
    steps.safe("Comment '" + table + "'", comments);
  }
}
