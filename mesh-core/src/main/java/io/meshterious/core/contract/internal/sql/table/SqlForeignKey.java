// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name the name
 * @param columns the columns that it starts from
 * @param target the table that it leads to
 * @param targetColumns the columns that it leads to, in the same order
 * @param deferred whether it can only be added when all tables are there
 */
public record SqlForeignKey(
    String name,
    List<String> columns,
    TableName target,
    List<String> targetColumns,
    boolean deferred) {
  /** Copies the columns. */
  public SqlForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }
}
