// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import java.util.List;
import java.util.Optional;

/**
 * The tables of a contract.
 *
 * @param home the schema that they are in, as the name of a table without a name; absent when none
 *     is given
 * @param tables the tables, each after those that its foreign keys need, unless they need each
 *     other
 */
public record SqlSchema(Optional<TableName> home, List<SqlTable> tables) {
  /** Copies the tables. */
  public SqlSchema {
    tables = List.copyOf(tables);
  }

  /** The table of that name. */
  public Optional<SqlTable> table(TableName name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
