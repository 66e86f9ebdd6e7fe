// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.keep.compaction.CompactionPlanner;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Retention;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table before a time, as a filter of files and as SQL.
 *
 * @param filter matches the rows
 * @param column the column's name
 * @param goes the rows in SQL
 * @param stays all other rows in SQL, those without a time included
 */
record OldRows(Expression filter, String column, String goes, String stays) {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  static OldRows of(Table table, Retention task) {
    String name = task.column();
    Types.@Nullable NestedField field = table.schema().asStruct().field(name);
    List<String> known = table.schema().columns().stream().map(Types.NestedField::name).toList();
    if (field == null) {
      throw invalid(
          table,
          name,
          "there is no such column"
              + NearMiss.of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("")
              + " (known: "
              + known
              + ")");
    }
    String value = value(table, field, task.before());
    String literal = sqlType(field.type()) + " " + Sql.literal(value.replace('T', ' '));
    String quoted = Sql.quote(name);
    return new OldRows(
        Expressions.lessThan(name, value),
        name,
        quoted + " < " + literal,
        "(" + quoted + " >= " + literal + " OR " + quoted + " IS NULL)");
  }

  /** The limit as the column's type writes it. */
  private static String value(Table table, Types.NestedField field, Instant before) {
    return switch (field.type().typeId()) {
      case DATE -> before.atOffset(ZoneOffset.UTC).toLocalDate().toString();
      case TIMESTAMP ->
          MICROS.format(before.atOffset(ZoneOffset.UTC))
              + (((Types.TimestampType) field.type()).shouldAdjustToUTC() ? "+00:00" : "");
      case TIMESTAMP_NANO ->
          MICROS.format(before.atOffset(ZoneOffset.UTC))
              + (((Types.TimestampNanoType) field.type()).shouldAdjustToUTC() ? "+00:00" : "");
      default ->
          throw invalid(
              table, field.name(), "it is of type " + field.type() + ", not a date or timestamp");
    };
  }

  private static String sqlType(Type type) {
    return switch (type.typeId()) {
      case DATE -> "DATE";
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
      default ->
          ((Types.TimestampNanoType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP_NS";
    };
  }

  /** Files of a snapshot that hold such rows, told apart by whether they hold others as well. */
  Split split(Table table, long snapshotId) {
    List<FileScanTask> whole = new ArrayList<>();
    List<FileScanTask> part = new ArrayList<>();
    StrictMetricsEvaluator metrics = new StrictMetricsEvaluator(table.schema(), filter);
    for (FileScanTask file : CompactionPlanner.files(table, snapshotId, filter, column)) {
      Expression ofPartition = Projections.strict(file.spec()).project(filter);
      boolean all =
          new Evaluator(file.spec().partitionType(), ofPartition).eval(file.file().partition())
              || metrics.eval(file.file());
      (all ? whole : part).add(file);
    }
    return new Split(whole, part);
  }

  /**
   * Files that hold rows that go.
   *
   * @param whole files that hold no others
   * @param part files that may hold others
   */
  record Split(List<FileScanTask> whole, List<FileScanTask> part) {
    List<FileScanTask> all() {
      List<FileScanTask> all = new ArrayList<>(whole);
      all.addAll(part);
      return all;
    }

    boolean isEmpty() {
      return whole.isEmpty() && part.isEmpty();
    }
  }

  private static MeshException invalid(Table table, String column, String why) {
    return new MeshException(
        KeepError.INVALID_OPTION,
        "Cannot delete old rows of " + table.name() + " by '" + column + "': " + why);
  }
}
