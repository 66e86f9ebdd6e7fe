// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.deletes.PositionDeletes;
import io.meshterious.lake.internal.write.source.Source;
import io.meshterious.lake.internal.write.source.SourceRows;
import io.meshterious.lake.write.WriteError;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** Deletes the rows that a condition is true for, and puts others in their place if there are. */
public final class WhereJob implements Job {
  private final @Nullable Expression expression;
  private final @Nullable Source condition;
  private final @Nullable Source source;

  private WhereJob(
      @Nullable Expression expression, @Nullable Source condition, @Nullable Source source) {
    this.expression = expression;
    this.condition = condition;
    this.source = source;
  }

  /** By a condition in SQL. */
  public static WhereJob of(Source condition, @Nullable Source source) {
    return new WhereJob(null, condition, source);
  }

  /** By an expression of Iceberg. */
  public static WhereJob of(Expression expression, @Nullable Source source) {
    return new WhereJob(expression, null, source);
  }

  @Override
  public String name() {
    return source == null ? "delete" : "overwrite where";
  }

  @Override
  public Result compute(Computation it) {
    Source where =
        condition != null
            ? condition
            : Source.of(
                ExpressionSql.of(
                    it.schema(), expression == null ? Expressions.alwaysTrue() : expression));
    Expression filter = expression == null ? Expressions.alwaysTrue() : expression;
    TableScan scan = it.scan(filter);
    String rows =
        scan.sql(
            it.session(),
            ScanColumns.all()
                .with(ScanColumns.Extra.FILE, ScanColumns.Extra.TASK, ScanColumns.Extra.POS));
    String doomed =
        it.stage(
            "mesh_doomed",
            "SELECT _mesh_task, _pos FROM (" + rows + ") AS t WHERE (" + where.select() + "\n)",
            where.parameters());
    long deleted = it.count(doomed);
    Computation.Matched matched = source == null ? null : it.match(source);
    if (it.dry()) {
      long given =
          matched == null
              ? 0
              : it.count(it.stage("mesh_rows", matched.select(), matched.parameters()));
      return new Result(Optional.empty(), new Effects(given, given, 0, deleted, 0, scan.files()));
    }
    List<DataFile> files =
        matched == null
            ? List.of()
            : it.write(
                matched.select(),
                matched.parameters(),
                false,
                relation -> refuseOutside(it, relation, where));
    long given = files.stream().mapToLong(DataFile::recordCount).sum();
    Effects effects = new Effects(given, given, 0, deleted, 0, scan.files());
    if (files.isEmpty() && deleted == 0) {
      return new Result(Optional.empty(), effects);
    }
    PositionDeletes.Written deletes = it.delete(scan, "SELECT _mesh_task, _pos FROM " + doomed);
    boolean readsTarget = matched != null && matched.readsTarget();
    TableChange change =
        TableChange.rowDelta(files, deletes.added(), deletes.emptied(), deletes.replaced());
    return new Result(
        Optional.of(it.based(change, readsTarget ? Expressions.alwaysTrue() : filter)), effects);
  }

  /** A row that the condition is not true for would stay when the same overwrite is made again. */
  private static void refuseOutside(Computation it, String relation, Source where) {
    String sql =
        "SELECT count(*) FILTER (WHERE NOT coalesce(("
            + where.select()
            + "\n), FALSE)), count(*) FROM "
            + relation
            + " AS t";
    try (PreparedStatement statement = it.session().connection().prepareStatement(sql)) {
      SourceRows.bind(statement, where.parameters());
      try (var row = statement.executeQuery()) {
        row.next();
        if (row.getLong(1) > 0) {
          throw new MeshException(
              WriteError.OUTSIDE_OVERWRITE,
              "Cannot overwrite rows of '"
                  + it.name()
                  + "': "
                  + row.getLong(1)
                  + " of "
                  + row.getLong(2)
                  + " new rows do not meet the condition whose rows they replace; widen the"
                  + " condition or leave the rows out");
        }
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "check the rows to write");
    }
  }
}
