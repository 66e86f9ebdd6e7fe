// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.KeepError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a compaction writes rows.
 *
 * @param name how summaries of snapshots name it; empty for none
 * @param sql the ORDER BY list; empty for none
 * @param sortOrderId the id of the table's sort order it is; null when it is another,
 *     or one that SQL can only come near
 */
record RowOrder(String name, String sql, @Nullable Integer sortOrderId) {
  static RowOrder of(Table table, Compaction task) {
    if (!task.sorted()) {
      return new RowOrder("", "", null);
    }
    return task.sortColumns().isEmpty() ? ofTable(table) : ofColumns(table, task.sortColumns());
  }

  private static RowOrder ofTable(Table table) {
    List<String> parts = new ArrayList<>();
    boolean exact = true;
    for (SortField field : table.sortOrder().fields()) {
      @Nullable String column = table.schema().findColumnName(field.sourceId());
      if (column == null || column.contains(".")) {
        exact = false;
        continue;
      }
      String quoted = Sql.quote(column);
      Optional<String> transformed =
          Transforms.sql(
              field.transform().toString(), table.schema().findType(field.sourceId()), quoted);
      exact &= transformed.isPresent();
      parts.add(
          transformed.orElse(quoted)
              + (field.direction() == SortDirection.ASC ? " ASC" : " DESC")
              + (field.nullOrder() == NullOrder.NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST"));
    }
    if (parts.isEmpty()) {
      throw new MeshException(
          KeepError.INVALID_OPTION,
          "Cannot sort "
              + table.name()
              + ": it has no sort order by columns; give the columns to sort by");
    }
    int id = table.sortOrder().orderId();
    return new RowOrder("order " + id, String.join(", ", parts), exact ? id : null);
  }

  private static RowOrder ofColumns(Table table, List<String> columns) {
    List<String> parts = new ArrayList<>();
    List<String> known = table.schema().columns().stream().map(Types.NestedField::name).toList();
    for (String column : columns) {
      Types.@Nullable NestedField field = table.schema().asStruct().field(column);
      if (field == null || !field.type().isPrimitiveType()) {
        throw new MeshException(
            KeepError.INVALID_OPTION,
            "Cannot sort "
                + table.name()
                + " by '"
                + column
                + "': "
                + (field == null ? "there is no such column" : "it is not a single value")
                + NearMiss.of(column, known).map(near -> "; did you mean '" + near + "'?").orElse("")
                + " (known: "
                + known
                + ")");
      }
      parts.add(Sql.quote(column) + " ASC NULLS FIRST");
    }
    return new RowOrder("columns " + String.join(",", columns), String.join(", ", parts), null);
  }
}
