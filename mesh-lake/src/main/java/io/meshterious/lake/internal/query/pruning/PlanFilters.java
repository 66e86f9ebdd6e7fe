// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.pruning;

import io.meshterious.lake.internal.query.statement.Tree;
import io.meshterious.lake.internal.query.table.QuerySpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * What an optimised plan asks of the rows of each table, as Iceberg expressions. An expression
 * holds for at least the rows that the plan uses; what is not understood counts as true.
 */
final class PlanFilters {
  private final Map<String, Schema> schemas;
  private final boolean clock;
  private final Map<String, Expression> filters = new HashMap<>();

  /**
   * Filters for some tables.
   *
   * @param schemas the columns of each table, by {@link QuerySpace#key}
   * @param clock whether the statement asks for the time: the plan then has an earlier time than
   *     the run, and only times are compared, within a day
   */
  PlanFilters(Map<String, Schema> schemas, boolean clock) {
    this.schemas = schemas;
    this.clock = clock;
  }

  /** Reads a plan; gives the filter of each table that it reads. */
  Map<String, Expression> read(Map<String, @Nullable Object> plan) {
    for (Object root : Tree.list(plan.get("plans"))) {
      walk(Tree.map(root), List.of());
    }
    return filters;
  }

  /** Walks operators; conditions are those of a filter directly above. */
  private void walk(Map<String, @Nullable Object> operator, List<@Nullable Object> conditions) {
    String type = Tree.text(operator.get("type"));
    if (type.equals("LOGICAL_GET")) {
      get(operator, conditions);
    }
    List<@Nullable Object> below =
        Tree.list(type.equals("LOGICAL_FILTER") ? operator.get("expressions") : null);
    for (Object child : Tree.list(operator.get("children"))) {
      walk(Tree.map(child), below);
    }
  }

  private void get(Map<String, @Nullable Object> get, List<@Nullable Object> conditions) {
    Map<String, @Nullable Object> data = Tree.map(get.get("function_data"));
    String key = QuerySpace.key(Tree.text(data.get("schema")), Tree.text(data.get("table")));
    Schema schema = schemas.get(key);
    if (schema == null) {
      return;
    }
    Columns columns = new Columns(get, schema, clock);
    Expression filter = Expressions.alwaysTrue();
    boolean sampled = Tree.map(get.get("extra_info")).get("sample_options") != null;
    if (!sampled) {
      for (Object condition : conditions) {
        filter = Expressions.and(filter, new PlanConditions(columns).condition(condition));
      }
      for (Object entry : Tree.list(Tree.map(get.get("table_filters")).get("filters"))) {
        filter = Expressions.and(filter, tableFilter(Tree.map(entry), columns));
      }
    }
    filters.merge(key, filter, Expressions::or);
  }

  private static Expression tableFilter(Map<String, @Nullable Object> entry, Columns columns) {
    List<String> path = columns.scanned(intOf(entry.get("key")));
    return new PlanConditions(columns).tableFilter(Tree.map(entry.get("value")), path);
  }

  static int intOf(@Nullable Object number) {
    return number instanceof BigInteger big ? big.intValueExact() : 0;
  }

  /** The columns that one reading of a table gives to the operator above it. */
  static final class Columns {
    private final List<@Nullable Object> names;
    private final List<@Nullable Object> types;
    private final List<@Nullable Object> indexes;
    private final List<@Nullable Object> projection;
    private final Schema schema;
    private final boolean clock;

    Columns(Map<String, @Nullable Object> get, Schema schema, boolean clock) {
      this.clock = clock;
      this.names = Tree.list(get.get("names"));
      this.types = Tree.list(get.get("returned_types"));
      this.indexes = Tree.list(get.get("column_indexes"));
      this.projection = Tree.list(get.get("projection_ids"));
      this.schema = schema;
    }

    /** The path of a column of the output; empty when it is none of the table's. */
    List<String> output(int index) {
      return scanned(projection.isEmpty() ? index : intOf(projection.get(index)));
    }

    /** The path of a column that is read; empty when it is none of the table's. */
    List<String> scanned(int index) {
      if (index >= indexes.size()) {
        return List.of();
      }
      Map<String, @Nullable Object> column = Tree.map(indexes.get(index));
      BigInteger at = column.get("index") instanceof BigInteger big ? big : BigInteger.ZERO;
      if (at.compareTo(BigInteger.valueOf(names.size())) >= 0) {
        return List.of();
      }
      List<String> path = new ArrayList<>();
      path.add(Tree.text(names.get(at.intValueExact())));
      if (Tree.text(column.get("index_type")).equals("PUSHDOWN_EXTRACT")) {
        extract(column, Tree.map(types.get(at.intValueExact())), path);
      }
      return path;
    }

    private static void extract(
        Map<String, @Nullable Object> column,
        Map<String, @Nullable Object> type,
        List<String> path) {
      for (Object child : Tree.list(column.get("child_indexes"))) {
        Map<String, @Nullable Object> childColumn = Tree.map(child);
        List<@Nullable Object> fields =
            Tree.list(Tree.map(type.get("type_info")).get("child_types"));
        Map<String, @Nullable Object> field = Tree.map(fields.get(intOf(childColumn.get("index"))));
        path.add(Tree.text(field.get("first")));
        extract(childColumn, Tree.map(field.get("second")), path);
      }
    }

    /** The field at the end of a path through structs; null when there is none. */
    @Nullable NestedField field(List<String> path) {
      NestedField field = null;
      for (int i = 0; i < path.size(); i++) {
        List<NestedField> candidates;
        if (field == null) {
          candidates = i == 0 ? schema.columns() : List.of();
        } else {
          candidates =
              field.type().isStructType() ? field.type().asStructType().fields() : List.of();
        }
        NestedField found = null;
        for (NestedField candidate : candidates) {
          if (candidate.name().equalsIgnoreCase(path.get(i))) {
            found = candidate;
          }
        }
        if (found == null) {
          return null;
        }
        field = found;
      }
      return field;
    }

    /** Whether constants may come from the time of planning. */
    boolean clock() {
      return clock;
    }

    /** The name of a field in Iceberg expressions; null when a dot in a name makes it unclear. */
    @Nullable String name(NestedField field) {
      String name = schema.findColumnName(field.fieldId());
      NestedField found = name == null ? null : schema.findField(name);
      return found != null && found.fieldId() == field.fieldId() ? name : null;
    }
  }
}
