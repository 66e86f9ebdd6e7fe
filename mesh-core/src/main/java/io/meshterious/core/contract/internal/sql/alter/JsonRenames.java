// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.change.Renaming;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Gives what is inside a JSONB value other names. */
final class JsonRenames {
  private final Dialect dialect;

  JsonRenames(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The value with the other names.
   *
   * @param value the value as an expression
   * @param before the property with the names before
   * @param after the same property with the names after
   * @param depth how many arrays it is in
   */
  String moved(String value, Property before, Property after, int depth) {
    if (!before.properties().isEmpty()) {
      return object(value, before, after, depth);
    } else if (before.items().isPresent() && after.items().isPresent()) {
      String item = "item" + depth;
      String moved = moved(item + ".value", before.items().get(), after.items().get(), depth + 1);
      return moved.equals(item + ".value")
          ? value
          : "CASE WHEN jsonb_typeof("
              + value
              + ") = 'array' THEN (SELECT coalesce(jsonb_agg("
              + moved
              + " ORDER BY "
              + item
              + ".place), '[]') FROM jsonb_array_elements("
              + value
              + ") WITH ORDINALITY AS "
              + item
              + "(value, place)) ELSE "
              + value
              + " END";
    }
    return value;
  }

  private String object(String value, Property before, Property after, int depth) {
    List<String> gone = new ArrayList<>();
    StringBuilder come = new StringBuilder();
    for (int i = 0; i < before.properties().size(); i++) {
      Property child = before.properties().get(i);
      Property other = after.properties().get(i);
      String old = "(" + value + " -> " + dialect.literal(child.columnName()) + ")";
      String moved = moved(old, child, other, depth);
      boolean removed = other.columnName().startsWith(Renaming.REMOVED);
      if (!removed && (!child.columnName().equals(other.columnName()) || !moved.equals(old))) {
        gone.add(dialect.literal(child.columnName()));
        come.append(" || CASE WHEN ")
            .append(old)
            .append(" IS NULL THEN '{}' ELSE jsonb_build_object(");
        come.append(dialect.literal(other.columnName())).append(", ").append(moved).append(") END");
      }
    }
    return gone.isEmpty()
        ? value
        : "CASE WHEN jsonb_typeof("
            + value
            + ") = 'object' THEN ("
            + value
            + " - ARRAY["
            + String.join(", ", gone)
            + "])"
            + come
            + " ELSE "
            + value
            + " END";
  }
}
