// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.change;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.internal.sql.build.SchemaBuilder;
import io.meshterious.core.contract.internal.sql.build.SqlSettings;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlSchema;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of two versions of a contract.
 *
 * @param dialect the dialect
 * @param before the older tables
 * @param renamed the older tables with the names of the newer ones, in step with them
 * @param after the newer tables
 */
public record SchemaChange(Dialect dialect, SqlSchema before, SqlSchema renamed, SqlSchema after) {
  /** The tables of two contracts. */
  public static SchemaChange of(
      Dialect dialect,
      SqlSettings settings,
      DataContract older,
      DataContracts olderContext,
      DataContract newer,
      DataContracts newerContext) {
    DataContract renamed = Renaming.of(older, newer);
    return new SchemaChange(
        dialect,
        SchemaBuilder.build(dialect, settings, older, olderContext),
        SchemaBuilder.build(dialect, settings, renamed, older, olderContext),
        SchemaBuilder.build(dialect, settings, newer, newerContext));
  }

  /** The tables that both versions have, in the newer order. */
  public List<TablePair> kept() {
    List<TablePair> pairs = new ArrayList<>();
    for (SqlTable table : after.tables()) {
      for (int i = 0; i < renamed.tables().size(); i++) {
        if (renamed.tables().get(i).name().name().equals(table.name().name())) {
          pairs.add(new TablePair(before.tables().get(i), renamed.tables().get(i), table));
        }
      }
    }
    return pairs;
  }

  /** The tables that only the newer version has. */
  public List<SqlTable> added() {
    return after.tables().stream()
        .filter(
            table -> kept().stream().noneMatch(pair -> pair.after().name().equals(table.name())))
        .toList();
  }

  /** The tables that only the older version has, those that refer to others first. */
  public List<SqlTable> removed() {
    List<SqlTable> removed = new ArrayList<>();
    for (int i = before.tables().size() - 1; i >= 0; i--) {
      SqlTable table = before.tables().get(i);
      if (kept().stream().noneMatch(pair -> pair.before().name().equals(table.name()))) {
        removed.add(table);
      }
    }
    return removed;
  }
}
