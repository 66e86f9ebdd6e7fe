// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.job.Computation;
import io.meshterious.lake.internal.write.source.SourceRows;
import io.meshterious.lake.internal.write.value.EngineType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.types.Types.NestedField;

/** The values that the clauses of a merge give to each column. */
final class MergeValues {
  private final Computation it;
  private final String staged;
  private final String table;
  private final List<MergeClause> clauses;
  private final SourceRows rows;
  private final List<NestedField> fields;

  /**
   * The values.
   *
   * @param staged the temporary table of the source
   * @param table the table's rows as {@code t}
   */
  MergeValues(Computation it, String staged, String table, List<MergeClause> clauses) {
    this.it = it;
    this.staged = staged;
    this.table = table;
    this.clauses = clauses;
    this.rows = new SourceRows(it.session(), it.name(), it.schema());
    this.fields = it.schema().columns();
  }

  /** An output for each column of the table, by the number of the clause in {@code mesh_clause}. */
  String columns() {
    List<Map<String, String>> values = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      values.add(writes(clauses.get(i)) ? values(clauses.get(i)) : Map.of());
    }
    List<String> outputs = new ArrayList<>();
    for (NestedField field : fields) {
      StringBuilder output = new StringBuilder("CASE mesh_clause");
      for (int i = 0; i < clauses.size(); i++) {
        String value = values.get(i).get(field.name());
        if (value != null) {
          output.append(" WHEN ").append(i).append(" THEN ").append(value);
        }
      }
      boolean none = values.stream().allMatch(Map::isEmpty);
      outputs.add((none ? "NULL" : output + " END") + " AS " + Sql.quote(field.name()));
    }
    return String.join(", ", outputs);
  }

  private static boolean writes(MergeClause clause) {
    return clause.action() == MergeClause.Action.UPDATE
        || clause.action() == MergeClause.Action.INSERT;
  }

  /** The value of each column, of the column's type. */
  private Map<String, String> values(MergeClause clause) {
    Map<String, String> given = given(clause);
    Map<String, EngineType> types = types(given);
    Map<String, String> values = new HashMap<>();
    boolean update = clause.action() == MergeClause.Action.UPDATE;
    for (NestedField field : fields) {
      String expression = given.get(field.name());
      values.put(
          field.name(),
          expression != null
              ? rows.convert(field, types.get(field.name()), expression)
              : update ? "t." + Sql.quote(field.name()) : rows.absent(field));
    }
    return values;
  }

  /** The expressions that a clause says, by the table's names of the columns. */
  private Map<String, String> given(MergeClause clause) {
    Map<String, String> said = new LinkedHashMap<>();
    if (clause.values() != null) {
      clause.values().forEach((column, value) -> said.put(column, "(" + value + "\n)"));
    } else {
      SourceRows.columns(it.session(), "SELECT * FROM " + staged, List.of())
          .forEach(column -> said.put(column.name(), "s." + Sql.quote(column.name())));
    }
    Map<String, String> given = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    said.forEach(
        (column, value) -> {
          String lower = column.toLowerCase(Locale.ROOT);
          fields.stream()
              .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(lower))
              .findFirst()
              .ifPresentOrElse(field -> given.put(field.name(), value), () -> unknown.add(column));
        });
    if (!unknown.isEmpty()) {
      throw rows.unknown(unknown);
    }
    return given;
  }

  private Map<String, EngineType> types(Map<String, String> given) {
    List<String> names = List.copyOf(given.keySet());
    List<String> outputs = new ArrayList<>();
    for (String name : names) {
      outputs.add(given.get(name) + " AS " + Sql.quote(name));
    }
    Map<String, EngineType> types = new HashMap<>();
    if (!outputs.isEmpty()) {
      SourceRows.columns(
              it.session(),
              "SELECT "
                  + String.join(", ", outputs)
                  + " FROM "
                  + table
                  + " CROSS JOIN "
                  + staged
                  + " AS s",
              List.of())
          .forEach(column -> types.put(column.name(), column.type()));
    }
    return types;
  }
}
