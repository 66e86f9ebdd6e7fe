// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Rows of a table, as one column for each field of its schema. A row is claimed by appending to
 * columns, kept by {@link #endRow()} and given up by {@link #abandonRow()}; who fills columns in
 * bulk calls {@link #endRows(int)}. Not safe for use by several threads.
 *
 * <pre>{@code
 * ColumnBatch batch = ColumnBatch.of(table.schema());
 * LongColumn id = batch.column("id", LongColumn.class);
 * id.append(42);
 * batch.endRow();
 * }</pre>
 */
public final class ColumnBatch {
  private final Schema schema;

  /** By field, the dictionary of those whose values are kept as codes. */
  private final Map<Integer, Dictionary> dictionaries;

  private final List<Column> columns;

  /** The same, for what is done for each row: a list would have to make an iterator. */
  private final Column[] each;

  private int rows;

  private ColumnBatch(Schema schema, Map<Integer, Dictionary> dictionaries) {
    this.schema = schema;
    this.dictionaries = dictionaries;
    this.columns = schema.columns().stream().map(field -> Column.of(field, dictionaries)).toList();
    this.each = columns.toArray(Column[]::new);
  }

  /** A batch without rows; every string is kept by its bytes. */
  public static ColumnBatch of(Schema schema) {
    return of(schema, Map.of());
  }

  /**
   * A batch without rows, some of whose strings are kept as codes.
   *
   * @param dictionaries by the full names of fields, such as {@code status}, {@code
   *     customer.segment} or {@code promotions.element}; their columns become {@link CodeColumn}s
   */
  public static ColumnBatch of(Schema schema, Map<String, Dictionary> dictionaries) {
    Map<Integer, Dictionary> byField = new HashMap<>();
    dictionaries.forEach(
        (name, dictionary) -> {
          NestedField field = schema.findField(name);
          if (field == null || field.type().typeId() != Type.TypeID.STRING) {
            throw new IllegalArgumentException(
                "Cannot keep field '"
                    + name
                    + "' as codes: "
                    + (field == null ? "there is none" : "its type is " + field.type()));
          }
          byField.put(field.fieldId(), dictionary);
        });
    return new ColumnBatch(schema, Map.copyOf(byField));
  }

  /** A batch of the same kind without rows; dictionaries are shared. */
  public ColumnBatch emptyCopy() {
    return new ColumnBatch(schema, dictionaries);
  }

  /** The schema, whose field ids are the table's. */
  public Schema schema() {
    return schema;
  }

  /** How many rows are complete. */
  public int rows() {
    return rows;
  }

  /** The columns, in the order of the schema. */
  public List<Column> columns() {
    return columns;
  }

  /** The column of a field at the top of the schema. */
  public Column column(String name) {
    for (Column column : columns) {
      if (column.field().name().equals(name)) {
        return column;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find column '"
            + name
            + "': the columns are "
            + columns.stream().map(column -> column.field().name()).toList());
  }

  /** The column of a field at the top of the schema, as the kind it is known to be. */
  public <C extends Column> C column(String name, Class<C> kind) {
    Column column = column(name);
    if (!kind.isInstance(column)) {
      throw new IllegalArgumentException(
          "Cannot use column '"
              + name
              + "' as "
              + kind.getSimpleName()
              + ": its type is "
              + column.field().type()
              + ", kept in a "
              + column.getClass().getSimpleName());
    }
    return kind.cast(column);
  }

  /**
   * Ends a row. Columns that nothing was appended to get a null.
   *
   * @throws IllegalStateException when a required column has no value, or a column several; the row
   *     can then be abandoned
   */
  public void endRow() {
    int end = rows + 1;
    for (Column column : each) {
      if (column.size() != end) {
        if (column.size() != rows || column.field().isRequired()) {
          throw new IllegalStateException(
              "Cannot end row "
                  + rows
                  + ": column '"
                  + column.field().name()
                  + "' has "
                  + (column.size() - rows)
                  + " values for it");
        }
        column.appendNull();
      }
    }
    rows = end;
  }

  /**
   * Ends rows whose values were all appended.
   *
   * @throws IllegalStateException when a column has more or fewer values
   */
  public void endRows(int count) {
    int end = rows + count;
    for (Column column : each) {
      if (column.size() != end) {
        throw new IllegalStateException(
            "Cannot end "
                + count
                + " rows: column '"
                + column.field().name()
                + "' has "
                + (column.size() - rows)
                + " values for them");
      }
    }
    rows = end;
  }

  /** Drops what was appended since the last row ended. */
  public void abandonRow() {
    truncate(rows);
  }

  /** Drops the rows from an index on, and an unfinished one. */
  public void truncate(int newRows) {
    for (Column column : each) {
      column.truncate(Math.min(column.size(), newRows));
    }
    rows = Math.min(rows, newRows);
  }

  /** Drops all rows and keeps the arrays. */
  public void clear() {
    truncate(0);
  }

  /** Appends some rows of another batch of the same schema. */
  public void appendFrom(ColumnBatch source, int[] indexes, int count) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).appendFrom(source.columns.get(i), indexes, count);
    }
    rows += count;
  }

  /** Appends the rows between two indexes of another batch of the same schema. */
  public void appendFrom(ColumnBatch source, int from, int to) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).appendFrom(source.columns.get(i), from, to);
    }
    rows += to - from;
  }

  /** Whether another batch has the same schema and dictionaries. */
  public boolean isLike(ColumnBatch other) {
    return schema == other.schema && dictionaries.equals(other.dictionaries);
  }
}
