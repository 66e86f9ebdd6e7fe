// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.change;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that both versions have.
 *
 * @param before the older table
 * @param renamed the older table with the names of the newer one; its lists run in step with those
 *     of the older one
 * @param after the newer table
 */
public record TablePair(SqlTable before, SqlTable renamed, SqlTable after) {
  /**
   * A column that both versions have.
   *
   * @param before the older column
   * @param renamed the older column with the names of the newer one
   * @param after the newer column
   */
  public record ColumnPair(SqlColumn before, SqlColumn renamed, SqlColumn after) {
    /** Whether something inside the column has another name. */
    public boolean renamedInside() {
      return renamedInside(before.property(), renamed.property());
    }

    private static boolean renamedInside(Property before, Property renamed) {
      for (int i = 0; i < before.properties().size(); i++) {
        Property child = before.properties().get(i);
        Property other = renamed.properties().get(i);
        boolean gone = other.columnName().startsWith(Renaming.REMOVED);
        if (!gone
            && (!child.columnName().equals(other.columnName()) || renamedInside(child, other))) {
          return true;
        }
      }
      return before.items().isPresent()
          && renamed.items().isPresent()
          && renamedInside(before.items().get(), renamed.items().get());
    }

    /** Whether the column has another type. */
    public boolean retyped() {
      return !renamed.type().equals(after.type());
    }

    /** Whether values have to be converted. */
    public boolean converted() {
      return retyped() || renamedInside();
    }
  }

  /** The columns that both versions have, in the newer order. */
  public List<ColumnPair> columns() {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < renamed.columns().size(); i++) {
      places.put(renamed.columns().get(i).name(), i);
    }
    List<ColumnPair> pairs = new ArrayList<>();
    for (SqlColumn column : after.columns()) {
      Integer place = places.get(column.name());
      if (place != null) {
        pairs.add(
            new ColumnPair(before.columns().get(place), renamed.columns().get(place), column));
      }
    }
    return pairs;
  }

  /** The columns that only the newer version has. */
  public List<SqlColumn> added() {
    return after.columns().stream()
        .filter(column -> renamed.column(column.name()).isEmpty())
        .toList();
  }

  /** The columns that only the older version has. */
  public List<SqlColumn> removed() {
    List<SqlColumn> removed = new ArrayList<>();
    for (int i = 0; i < renamed.columns().size(); i++) {
      if (after.column(renamed.columns().get(i).name()).isEmpty()) {
        removed.add(before.columns().get(i));
      }
    }
    return removed;
  }
}
