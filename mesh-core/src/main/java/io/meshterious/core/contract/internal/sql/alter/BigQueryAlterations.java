// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlKey;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.type.DataType;
import java.util.List;
import java.util.Optional;

/** How BigQuery changes tables: types only grow, columns never become required. */
public final class BigQueryAlterations extends Alterations {
  /** Statements of the dialect. */
  public BigQueryAlterations(Dialect dialect) {
    super(dialect);
  }

  @Override
  public String rename(TableName from, TableName to) {
    return alter(from) + "RENAME TO " + dialect.quote(to.name());
  }

  @Override
  public List<String> addColumn(TableName table, SqlColumn column) {
    if (column.notNull()) {
      throw impossible(column.property().path(), "a required column cannot be added");
    }
    return super.addColumn(table, column);
  }

  @Override
  public List<String> convert(TableName table, ColumnPair column) {
    DataType from = column.renamed().property().dataType();
    DataType to = column.after().property().dataType();
    boolean plain = !(from instanceof DataType.Struct) && !(from instanceof DataType.Array);
    boolean number = number(from) && (number(to) || to instanceof DataType.Real);
    boolean text = from instanceof DataType.Text && to instanceof DataType.Text;
    if (!plain || !(number || text) || column.renamedInside() || !Widening.of(from, to)) {
      throw impossible(
          column.after().property().path(),
          "a column of type "
              + column.renamed().type()
              + " cannot become "
              + column.after().type());
    }
    return List.of(
        alter(table)
            + "ALTER COLUMN "
            + dialect.quote(column.after().name())
            + " SET DATA TYPE "
            + column.after().type());
  }

  private static boolean number(DataType type) {
    return type instanceof DataType.Int || type instanceof DataType.Decimal;
  }

  @Override
  public String setNotNull(TableName table, String column) {
    throw impossible(table + "." + column, "a column cannot become required");
  }

  @Override
  public String dropPrimaryKey(TableName table, SqlKey key) {
    return alter(table) + "DROP PRIMARY KEY";
  }

  @Override
  public boolean checksKeys() {
    return false;
  }

  @Override
  public String commentTable(TableName table, Optional<String> comment) {
    return alter(table)
        + "SET OPTIONS (description = "
        + comment.map(dialect::literal).orElse("NULL")
        + ")";
  }

  @Override
  public String commentColumn(TableName table, SqlColumn column) {
    return alter(table)
        + "ALTER COLUMN "
        + dialect.quote(column.name())
        + " SET OPTIONS (description = "
        + column.comment().map(dialect::literal).orElse("NULL")
        + ")";
  }
}
