// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One clause of a merge. Of the clauses for a row, the first whose condition is true is applied.
 *
 * @param when which rows it is for
 * @param action what it does
 * @param condition a condition in SQL; null: always
 * @param values expressions in SQL by column; null for update and insert: all columns from the
 *     source, by name
 */
public record MergeClause(
    When when, Action action, @Nullable String condition, @Nullable Map<String, String> values) {
  /** Which rows a clause is for. */
  public enum When {
    /** Rows of both sides that belong together. */
    MATCHED,
    /** Rows of the source that no row of the table belongs to. */
    NOT_MATCHED,
    /** Rows of the table that no row of the source belongs to. */
    NOT_MATCHED_BY_SOURCE
  }

  /** What a clause does. */
  public enum Action {
    /** Gives the row of the table other values. */
    UPDATE,
    /** Deletes the row of the table. */
    DELETE,
    /** Adds a row. */
    INSERT,
    /** Leaves the row as it is. */
    NOTHING
  }

  /** Keeps the order of the columns. */
  public MergeClause {
    values = values == null ? null : new LinkedHashMap<>(values);
  }

  /** The condition, as it is put into a CASE. */
  String test() {
    return condition == null ? "TRUE" : "(" + Objects.requireNonNull(condition) + "\n)";
  }
}
