// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.table.SqlCheck;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import java.util.ArrayList;
import java.util.List;

/** Tables as statements, each without its closing semicolon. */
public final class TableStatements {
  private final Dialect dialect;

  /** Statements of a dialect. */
  public TableStatements(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Everything that makes a table, but the foreign keys that have to wait for other tables. */
  public List<String> create(SqlTable table, boolean ifNotExists) {
    List<String> statements = new ArrayList<>();
    statements.add(createTable(table, ifNotExists));
    if (!dialect.inlineChecks()) {
      table.checks().forEach(check -> statements.add(addCheck(table.name(), check)));
    }
    table.indexes().forEach(index -> statements.add(createIndex(table.name(), index, ifNotExists)));
    statements.addAll(dialect.commentStatements(table));
    return statements;
  }

  /** The foreign keys that had to wait. */
  public List<String> deferred(SqlTable table) {
    return table.foreignKeys().stream()
        .filter(SqlForeignKey::deferred)
        .map(key -> addForeignKey(table.name(), key))
        .toList();
  }

  private String createTable(SqlTable table, boolean ifNotExists) {
    List<String> lines = new ArrayList<>();
    table.columns().forEach(column -> lines.add(column(column)));
    table.primaryKey().ifPresent(key -> lines.add(primaryKey(key)));
    table.uniques().forEach(key -> lines.add(unique(key)));
    if (dialect.inlineChecks()) {
      table.checks().forEach(check -> lines.add(check(check)));
    }
    table.foreignKeys().stream()
        .filter(key -> !key.deferred())
        .forEach(key -> lines.add(foreignKey(key)));
    StringBuilder text =
        new StringBuilder("CREATE TABLE ")
            .append(ifNotExists ? "IF NOT EXISTS " : "")
            .append(dialect.quote(table.name()));
    text.append(" (\n  ").append(String.join(",\n  ", lines)).append("\n)");
    dialect.tail(table).forEach(clause -> text.append('\n').append(clause));
    return text.toString();
  }

  /** A column as CREATE TABLE lists it. */
  public String column(SqlColumn column) {
    return dialect.quote(column.name())
        + " "
        + column.declaredType()
        + (column.notNull() ? " NOT NULL" : "")
        + dialect.columnSuffix(column.comment());
  }

  /** A primary key as CREATE TABLE lists it. */
  public String primaryKey(SqlKey key) {
    return (dialect.namesPrimaryKeys() ? named(key.name()) : "")
        + "PRIMARY KEY ("
        + dialect.quoteAll(key.columns())
        + ")"
        + dialect.informational();
  }

  /** A unique constraint as CREATE TABLE lists it. */
  public String unique(SqlKey key) {
    return named(key.name())
        + "UNIQUE ("
        + dialect.quoteAll(key.columns())
        + ")"
        + dialect.informational();
  }

  /** A check as CREATE TABLE lists it. */
  public String check(SqlCheck check) {
    return named(check.name()) + "CHECK " + check.expression();
  }

  /** A foreign key as CREATE TABLE lists it. */
  public String foreignKey(SqlForeignKey key) {
    return named(key.name())
        + "FOREIGN KEY ("
        + dialect.quoteAll(key.columns())
        + ") REFERENCES "
        + dialect.quote(key.target())
        + " ("
        + dialect.quoteAll(key.targetColumns())
        + ")"
        + (dialect.foreignKeys() == Holding.INFORMATIONAL ? dialect.informational() : "");
  }

  private String named(String name) {
    return "CONSTRAINT " + dialect.quote(name) + " ";
  }

  /** Adds a check to a table that exists. */
  public String addCheck(TableName table, SqlCheck check) {
    return alter(table) + "ADD " + check(check);
  }

  /** Adds a foreign key to a table that exists. */
  public String addForeignKey(TableName table, SqlForeignKey key) {
    return alter(table) + "ADD " + foreignKey(key);
  }

  /** Makes an index. */
  public String createIndex(TableName table, SqlKey index, boolean ifNotExists) {
    return "CREATE INDEX "
        + (ifNotExists ? "IF NOT EXISTS " : "")
        + dialect.quote(index.name())
        + " ON "
        + dialect.quote(table)
        + " ("
        + dialect.quoteAll(index.columns())
        + ")";
  }

  /** The start of a statement that changes a table. */
  public String alter(TableName table) {
    return "ALTER TABLE " + dialect.quote(table) + " ";
  }

  /** Removes a table. */
  public String drop(TableName table, boolean ifExists) {
    return "DROP TABLE " + (ifExists ? "IF EXISTS " : "") + dialect.quote(table);
  }
}
