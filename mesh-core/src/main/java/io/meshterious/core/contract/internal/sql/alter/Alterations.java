// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.internal.sql.build.TableStatements;
import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.dialect.Comments;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Optional;

/** How one dialect changes tables that exist. Where it has no statement, it refuses by name. */
public abstract class Alterations {
  /** The dialect. */
  protected final Dialect dialect;

  /** Tables as statements. */
  protected final TableStatements statements;

  Alterations(Dialect dialect) {
    this.dialect = dialect;
    this.statements = new TableStatements(dialect);
  }

  /** The failure that there is no statement for a change. */
  protected final MeshException impossible(String what, String why) {
    return new MeshException(
        ContractError.MIGRATION_IMPOSSIBLE,
        "Cannot migrate '"
            + what
            + "' in "
            + dialect.label()
            + ": "
            + why
            + "; make a new table from the newer contract and copy the rows that fit");
  }

  /** The start of a statement that changes a table. */
  public final String alter(TableName table) {
    return statements.alter(table);
  }

  /** Moves a table to another schema; the name stays. */
  public List<String> move(TableName from, TableName to) {
    throw impossible(from.toString(), "a table cannot move to '" + to + "'");
  }

  /** Renames a table within its schema. */
  public String rename(TableName from, TableName to) {
    return alter(from) + "RENAME TO " + dialect.quote(to);
  }

  /** Renames a column. */
  public String renameColumn(TableName table, String from, String to) {
    return alter(table) + "RENAME COLUMN " + dialect.quote(from) + " TO " + dialect.quote(to);
  }

  /** Adds a column to a table that may have rows. */
  public List<String> addColumn(TableName table, SqlColumn column) {
    return List.of(alter(table) + "ADD COLUMN " + statements.column(column));
  }

  /** Removes a column. */
  public String dropColumn(TableName table, String column) {
    return alter(table) + "DROP COLUMN " + dialect.quote(column);
  }

  /** Converts the values of a column, and its type where that is another one. */
  public abstract List<String> convert(TableName table, ColumnPair column);

  /** Forbids nulls. */
  public String setNotNull(TableName table, String column) {
    return alter(table) + "ALTER COLUMN " + dialect.quote(column) + " SET NOT NULL";
  }

  /** Allows nulls. */
  public String dropNotNull(TableName table, String column) {
    return alter(table) + "ALTER COLUMN " + dialect.quote(column) + " DROP NOT NULL";
  }

  /** Removes a constraint. */
  public String dropConstraint(TableName table, String name) {
    return alter(table) + "DROP CONSTRAINT " + dialect.quote(name);
  }

  /** Removes a primary key. */
  public String dropPrimaryKey(TableName table, SqlKey key) {
    return dropConstraint(table, key.name());
  }

  /** Whether constraints can get another name; else they are made anew. */
  public boolean renamesConstraints() {
    return false;
  }

  /** Gives a constraint another name. */
  public String renameConstraint(TableName table, String from, String to) {
    return alter(table) + "RENAME CONSTRAINT " + dialect.quote(from) + " TO " + dialect.quote(to);
  }

  /** Gives an index another name. */
  public String renameIndex(TableName table, String from, String to) {
    return "ALTER INDEX " + dialect.quote(table.sibling(from)) + " RENAME TO " + dialect.quote(to);
  }

  /** Removes an index. */
  public String dropIndex(TableName table, String name) {
    return "DROP INDEX " + dialect.quote(table.sibling(name));
  }

  /** Whether rows are checked when keys are added. */
  public abstract boolean checksKeys();

  /** Sets or removes the comment of a table. */
  public String commentTable(TableName table, Optional<String> comment) {
    return Comments.onTable(dialect, table, comment);
  }

  /** Sets or removes the comment of a column. */
  public String commentColumn(TableName table, SqlColumn column) {
    return Comments.onColumn(dialect, table, column);
  }

  /** Sets or removes comments inside a column; empty where they are no part of the table. */
  public List<String> commentInside(TableName table, ColumnPair column) {
    return List.of();
  }

  /** Partitions and clusters a table in another way. */
  public List<String> relayout(SqlTable before, SqlTable after) {
    throw impossible(
        after.name().toString(),
        "its partitioning would change from " + before.layout() + " to " + after.layout());
  }
}
