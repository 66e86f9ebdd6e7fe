// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.deletes.PositionDeletes;
import io.meshterious.lake.internal.write.job.Computation;
import io.meshterious.lake.internal.write.job.Job;
import io.meshterious.lake.internal.write.matching.MergeClause.Action;
import io.meshterious.lake.internal.write.matching.MergeClause.When;
import io.meshterious.lake.internal.write.source.Source;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * Merges rows into a table by clauses. Table and source are joined once; the rows that some clause
 * is for go into a temporary table with their new values and their old places.
 *
 * @param source the rows, {@code s} in conditions and expressions
 * @param on which rows belong together, with {@code t} for the table; null: those with equal keys
 * @param keyNames the key, when there is no condition
 * @param clauses what to do, in order
 */
public record MergeJob(
    Source source, @Nullable String on, List<String> keyNames, List<MergeClause> clauses)
    implements Job {
  @Override
  public String name() {
    return "merge";
  }

  @Override
  public Result compute(Computation it) {
    Computation.Bound bound = it.bind(source);
    String staged = it.stage("mesh_rows", bound.select(), source.parameters());
    Expression filter = Expressions.alwaysTrue();
    String condition = on;
    if (condition == null) {
      var keys = Keys.of(it.name(), it.schema(), keyNames);
      condition = Keys.equal(keys, "t", "s");
      if (!has(When.NOT_MATCHED_BY_SOURCE) && Keys.sameTypes(it, staged, keys)) {
        filter = KeyFilter.of(it.session(), staged, keys);
      }
    }
    TableScan scan = it.scan(filter);
    String actions = it.stage("mesh_actions", actions(it, scan, staged, condition), List.of());
    refuseAmbiguous(it, actions);
    Effects effects = effects(it, staged, actions, scan.files());
    if (it.dry() || effects.inserted() + effects.updated() + effects.deleted() == 0) {
      return new Result(Optional.empty(), effects);
    }
    List<DataFile> files =
        effects.inserted() + effects.updated() == 0
            ? List.of()
            : it.write(newRows(it, actions), List.of(), it.lineage(), relation -> {});
    PositionDeletes.Written deletes =
        it.delete(scan, "SELECT _mesh_task, _pos FROM " + actions + " WHERE action IN ('u', 'd')");
    TableChange change =
        TableChange.rowDelta(files, deletes.added(), deletes.emptied(), deletes.replaced());
    return new Result(
        Optional.of(it.based(change, bound.readsTarget() ? Expressions.alwaysTrue() : filter)),
        effects);
  }

  private boolean has(When when) {
    return clauses.stream().anyMatch(clause -> clause.when() == when);
  }

  /** The rows that some clause is for, with what it does, their old place and their new values. */
  private String actions(Computation it, TableScan scan, String staged, String condition) {
    List<Extra> extras = new ArrayList<>(List.of(Extra.TASK, Extra.POS));
    if (it.lineage()) {
      extras.add(Extra.ROW_ID);
    }
    ScanColumns columns = ScanColumns.all().with(extras.toArray(Extra[]::new));
    String table = "(" + scan.joinedSql(it.session(), columns) + ") AS t";
    String rows = "(SELECT *, rowid AS mesh_source FROM " + staged + ") AS s";
    boolean inserts = has(When.NOT_MATCHED);
    boolean bySource = has(When.NOT_MATCHED_BY_SOURCE);
    String join = bySource ? (inserts ? "FULL" : "LEFT") : (inserts ? "RIGHT" : "INNER");
    return "SELECT * EXCLUDE (mesh_clause) FROM (SELECT "
        + clause()
        + " AS mesh_clause, "
        + letter()
        + " AS action, t._mesh_task AS _mesh_task, t._pos AS _pos, "
        + (it.lineage() ? "t._row_id" : "NULL::BIGINT")
        + " AS _row_id, s.mesh_source AS mesh_source, "
        + new MergeValues(it, staged, table, clauses).columns()
        + " FROM "
        + table
        + " "
        + join
        + " JOIN "
        + rows
        + " ON ("
        + condition
        + "\n)) WHERE mesh_clause >= 0";
  }

  /** The number of the clause that a pair of rows falls under; -1 for none. */
  private String clause() {
    StringBuilder number = new StringBuilder("CASE");
    for (int i = 0; i < clauses.size(); i++) {
      MergeClause clause = clauses.get(i);
      String side =
          switch (clause.when()) {
            case MATCHED -> "t._mesh_task IS NOT NULL AND s.mesh_source IS NOT NULL";
            case NOT_MATCHED -> "t._mesh_task IS NULL";
            case NOT_MATCHED_BY_SOURCE -> "s.mesh_source IS NULL";
          };
      number.append(" WHEN ").append(side).append(" AND ").append(clause.test());
      number.append(" THEN ").append(i);
    }
    return number.append(" ELSE -1 END").toString();
  }

  private String letter() {
    StringBuilder letters = new StringBuilder("CASE mesh_clause");
    for (int i = 0; i < clauses.size(); i++) {
      letters.append(" WHEN ").append(i).append(" THEN '").append(letter(clauses.get(i).action()));
      letters.append('\'');
    }
    return letters.append(" END").toString();
  }

  private static char letter(Action action) {
    return switch (action) {
      case UPDATE -> 'u';
      case DELETE -> 'd';
      case INSERT -> 'i';
      case NOTHING -> 'n';
    };
  }

  private static void refuseAmbiguous(Computation it, String actions) {
    long twice =
        it.session()
            .number(
                "SELECT count(*) FROM (SELECT 1 FROM "
                    + actions
                    + " WHERE action IN ('u', 'd') GROUP BY _mesh_task, _pos HAVING count(*) > 1)");
    if (twice > 0) {
      throw new MeshException(
          WriteError.AMBIGUOUS_MERGE,
          "Cannot merge into '"
              + it.name()
              + "': "
              + twice
              + " rows of the table belong to several rows of the source each; give the source one"
              + " row for each, or make the condition narrower");
    }
  }

  private static Effects effects(Computation it, String staged, String actions, int files) {
    long given = it.count(staged);
    return it.session()
        .query(
            "SELECT count(*) FILTER (WHERE action = 'i'), count(*) FILTER (WHERE action = 'u'),"
                + " count(*) FILTER (WHERE action = 'd'), count(DISTINCT mesh_source) FILTER"
                + " (WHERE action <> 'n') FROM "
                + actions,
            row -> {
              row.next();
              return new Effects(
                  given,
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  given - row.getLong(4),
                  files);
            });
  }

  private static String newRows(Computation it, String actions) {
    String columns =
        String.join(
            ", ", it.schema().columns().stream().map(field -> Sql.quote(field.name())).toList());
    return "SELECT "
        + columns
        + (it.lineage() ? ", _row_id, NULL::BIGINT AS _last_updated_sequence_number" : "")
        + " FROM "
        + actions
        + " WHERE action IN ('i', 'u')";
  }
}
