// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.source.Source;
import java.util.List;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a write to one table: either the rows to write, or a condition for rows to
 * delete. Nothing happens before {@link PendingWrite#run()}.
 *
 * <pre>{@code
 * lake.write("orders").from("select * from read_csv('new.csv')").append().run().orThrow();
 * lake.write("orders").from("select * from staged_orders").upsert("order_id").run().orThrow();
 * lake.write("orders").deleteWhere("status = ?", "cancelled").run().orThrow();
 * }</pre>
 */
public final class TableWrite {
  private final Writes writes;

  /** A write to a table. Made by the lake. */
  public TableWrite(Writes writes) {
    this.writes = writes;
  }

  /**
   * The rows of a SELECT. Columns are matched by name, in any order: a column that the table does
   * not have is an error, one that is missing becomes null or its default. A value whose type is
   * another is converted if that loses nothing, and is an error otherwise.
   *
   * @param select a SELECT; tables of the lake are named as in queries
   * @param parameters values for its {@code ?}, never put into the text
   */
  public WriteSource from(String select, @Nullable Object... parameters) {
    return new WriteSource(writes, Source.of(select, parameters));
  }

  /**
   * The rows of batches of columns. Columns are matched by name as those of a SELECT are. A writer
   * that only appends is faster with {@link io.meshterious.lake.file.TableWriter}.
   *
   * @param batches at least one; all have the same columns
   */
  public WriteSource from(List<ColumnBatch> batches) {
    return new WriteSource(writes, Source.of(batches));
  }

  /**
   * Deletes the rows that a condition is true for.
   *
   * @param condition a condition in SQL about the table's columns, such as {@code day < ?}
   * @param parameters values for its {@code ?}
   */
  public SimpleWrite deleteWhere(String condition, @Nullable Object... parameters) {
    return new SimpleWrite(writes.where(Source.of(condition, parameters), null));
  }

  /** Deletes the rows that an expression of Iceberg is true for; it also chooses files. */
  public SimpleWrite deleteWhere(Expression expression) {
    return new SimpleWrite(writes.where(expression, null));
  }
}
