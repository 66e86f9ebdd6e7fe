// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.contract.internal.sql.table.SqlColumn;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Spark changes Iceberg tables, and Databricks Delta tables. */
public final class SparkAlterations extends Alterations {
  private final Dialect bare;
  private final boolean delta;

  /** Statements of the dialect. */
  public SparkAlterations(Dialect dialect) {
    super(dialect);
    this.bare = Dialects.bare(dialect.id());
    this.delta = dialect.id() == SqlDialect.DATABRICKS;
  }

  @Override
  public List<String> addColumn(TableName table, SqlColumn column) {
    if (!column.notNull()) {
      return super.addColumn(table, column);
    } else if (!delta) {
      throw impossible(column.property().path(), "a required column cannot be added");
    }
    SqlColumn nullable =
        new SqlColumn(
            column.name(),
            column.property(),
            column.type(),
            column.declaredType(),
            false,
            column.comment());
    return List.of(super.addColumn(table, nullable).get(0), setNotNull(table, column.name()));
  }

  @Override
  public List<String> convert(TableName table, ColumnPair column) {
    DataType from = column.renamed().property().dataType();
    DataType to = column.after().property().dataType();
    List<String> changes =
        NestedFields.changes(
            bare,
            alter(table),
            column.before().property(),
            column.after().property(),
            dialect.quote(column.after().name()));
    boolean nested =
        from instanceof DataType.Struct && to instanceof DataType.Struct
            || from instanceof DataType.Array && to instanceof DataType.Array;
    if (changes.isEmpty() || !(nested || widens(from, to))) {
      throw impossible(
          column.after().property().path(),
          "a column of type "
              + column.renamed().type()
              + " cannot become "
              + column.after().type());
    }
    return changes;
  }

  private boolean widens(DataType from, DataType to) {
    boolean numbers =
        from instanceof DataType.Int && (to instanceof DataType.Int || delta)
            || from.getClass() == to.getClass();
    return numbers && Widening.of(from, to);
  }

  @Override
  public String setNotNull(TableName table, String column) {
    if (!delta) {
      throw impossible(table + "." + column, "a column cannot become required");
    }
    return super.setNotNull(table, column);
  }

  @Override
  public boolean checksKeys() {
    return false;
  }

  @Override
  public String commentTable(TableName table, Optional<String> comment) {
    return "COMMENT ON TABLE "
        + dialect.quote(table)
        + " IS "
        + comment.map(dialect::literal).orElse(delta ? "NULL" : "''");
  }

  @Override
  public String commentColumn(TableName table, SqlColumn column) {
    return alter(table)
        + "ALTER COLUMN "
        + dialect.quote(column.name())
        + " COMMENT "
        + dialect.literal(column.comment().orElse(""));
  }

  @Override
  public List<String> commentInside(TableName table, ColumnPair column) {
    return NestedFields.comments(
        bare,
        alter(table),
        column.renamed().property(),
        column.after().property(),
        dialect.quote(column.after().name()));
  }

  @Override
  public List<String> relayout(SqlTable before, SqlTable after) {
    if (delta) {
      boolean clustered =
          java.util.stream.Stream.concat(before.layout().stream(), after.layout().stream())
              .allMatch(it -> it.startsWith("CLUSTER BY"));
      return clustered
          ? List.of(
              alter(after.name())
                  + (after.layout().isEmpty() ? "CLUSTER BY NONE" : after.layout().get(0)))
          : super.relayout(before, after);
    }
    List<String> changes = new ArrayList<>();
    List<String> older = fields(before);
    List<String> newer = fields(after);
    older.stream()
        .filter(field -> !newer.contains(field))
        .forEach(field -> changes.add(alter(after.name()) + "DROP PARTITION FIELD " + field));
    newer.stream()
        .filter(field -> !older.contains(field))
        .forEach(field -> changes.add(alter(after.name()) + "ADD PARTITION FIELD " + field));
    return changes;
  }

  private static List<String> fields(SqlTable table) {
    if (table.layout().isEmpty()) {
      return List.of();
    }
    String clause = table.layout().get(0);
    List<String> fields = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = clause.indexOf('(') + 1;
    for (int i = start; i < clause.length(); i++) {
      char c = clause.charAt(i);
      quoted ^= c == '`';
      boolean last = i == clause.length() - 1;
      if (!quoted && (last || (c == ',' && depth == 0))) {
        fields.add(clause.substring(start, i).strip());
        start = i + 1;
      }
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return fields;
  }
}
