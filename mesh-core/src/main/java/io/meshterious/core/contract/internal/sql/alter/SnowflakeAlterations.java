// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.type.DataType;
import java.util.List;

/** How Snowflake changes tables: text and numbers grow, everything else keeps its type. */
public final class SnowflakeAlterations extends Alterations {
  /** Statements of the dialect. */
  public SnowflakeAlterations(Dialect dialect) {
    super(dialect);
  }

  @Override
  public List<String> move(TableName from, TableName to) {
    return List.of(alter(from) + "RENAME TO " + dialect.quote(to.sibling(from.name())));
  }

  @Override
  public List<String> convert(TableName table, ColumnPair column) {
    DataType from = column.renamed().property().dataType();
    DataType to = column.after().property().dataType();
    boolean text = from instanceof DataType.Text && to instanceof DataType.Text;
    boolean whole = whole(from) && whole(to);
    boolean decimal =
        from instanceof DataType.Decimal one
            && to instanceof DataType.Decimal other
            && one.scale() == other.scale();
    if (column.renamedInside() || !(text || whole || decimal)) {
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

  private static boolean whole(DataType type) {
    return type instanceof DataType.Int
        || (type instanceof DataType.Decimal decimal && decimal.scale() == 0);
  }

  @Override
  public boolean renamesConstraints() {
    return true;
  }

  @Override
  public boolean checksKeys() {
    return false;
  }

  @Override
  public List<String> relayout(SqlTable before, SqlTable after) {
    return List.of(
        alter(after.name())
            + (after.layout().isEmpty() ? "DROP CLUSTERING KEY" : after.layout().get(0)));
  }
}
