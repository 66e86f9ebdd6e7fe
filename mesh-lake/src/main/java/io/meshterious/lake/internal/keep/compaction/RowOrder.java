// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.KeepError;
import java.util.List;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a compaction writes rows.
 *
 * @param name how summaries of snapshots name an order that was asked for; empty when none was
 * @param order the order
 * @param ofTable whether it is the table's own
 */
public record RowOrder(String name, SortOrder order, boolean ofTable) {
  static RowOrder of(Table table, Compaction task) {
    SortOrder own = table.sortOrder();
    if (!task.sorted()) {
      return new RowOrder("", own, true);
    }
    if (!task.sortColumns().isEmpty()) {
      return ofColumns(table, task.sortColumns());
    }
    if (own.isUnsorted()) {
      throw new MeshException(
          KeepError.INVALID_OPTION,
          "Cannot sort " + table.name() + ": it has no sort order; give the columns to sort by");
    }
    return new RowOrder("order " + own.orderId(), own, true);
  }

  private static RowOrder ofColumns(Table table, List<String> columns) {
    SortOrder.Builder order = SortOrder.builderFor(table.schema());
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
                + NearMiss.of(column, known)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("")
                + " (known: "
                + known
                + ")");
      }
      order.asc(column, NullOrder.NULLS_FIRST);
    }
    return new RowOrder("columns " + String.join(",", columns), order.build(), false);
  }

  /** Whether files of this sort order id are in this order. */
  boolean isOf(@Nullable Integer sortOrderId) {
    return ofTable && sortOrderId != null && sortOrderId == order.orderId();
  }
}
