// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comments in the form {@code COMMENT ON …}. */
public final class Comments {
  private Comments() {}

  /** The statements that set all comments of a table. */
  public static List<String> on(Dialect dialect, SqlTable table) {
    List<String> statements = new ArrayList<>();
    if (table.comment().isPresent()) {
      statements.add(onTable(dialect, table.name(), table.comment()));
    }
    for (SqlColumn column : table.columns()) {
      if (column.comment().isPresent()) {
        statements.add(onColumn(dialect, table.name(), column));
      }
    }
    return statements;
  }

  /** The statement that sets or removes the comment of a table. */
  public static String onTable(Dialect dialect, TableName table, Optional<String> comment) {
    return "COMMENT ON TABLE "
        + dialect.quote(table)
        + " IS "
        + comment.map(dialect::literal).orElse("NULL");
  }

  /** The statement that sets or removes the comment of a column. */
  public static String onColumn(Dialect dialect, TableName table, SqlColumn column) {
    return "COMMENT ON COLUMN "
        + dialect.quote(table)
        + "."
        + dialect.quote(column.name())
        + " IS "
        + column.comment().map(dialect::literal).orElse("NULL");
  }
}
