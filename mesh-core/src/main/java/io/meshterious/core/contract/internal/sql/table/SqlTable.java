// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import io.meshterious.core.contract.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param name where it is
 * @param source the table of the contract
 * @param columns the columns, in order
 * @param primaryKey the primary key
 * @param uniques the unique constraints
 * @param foreignKeys the foreign keys
 * @param checks the check constraints
 * @param indexes the indexes that no constraint brings
 * @param comment what it is
 * @param layout the clauses that partition and cluster it, in the dialect's words
 * @param losses what the contract says and the database will not hold, with the reason
 */
public record SqlTable(
    TableName name,
    Table source,
    List<SqlColumn> columns,
    Optional<SqlKey> primaryKey,
    List<SqlKey> uniques,
    List<SqlForeignKey> foreignKeys,
    List<SqlCheck> checks,
    List<SqlKey> indexes,
    Optional<String> comment,
    List<String> layout,
    List<String> losses) {
  /** Copies the lists. */
  public SqlTable {
    columns = List.copyOf(columns);
    uniques = List.copyOf(uniques);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    indexes = List.copyOf(indexes);
    layout = List.copyOf(layout);
    losses = List.copyOf(losses);
  }

  /** The column of that name. */
  public Optional<SqlColumn> column(String column) {
    return columns.stream().filter(it -> it.name().equals(column)).findFirst();
  }
}
