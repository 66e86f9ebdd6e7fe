// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.deletes.PositionDeletes;
import io.meshterious.lake.internal.write.job.Computation;
import io.meshterious.lake.internal.write.job.Job;
import io.meshterious.lake.internal.write.source.Source;
import io.meshterious.lake.internal.write.source.SourceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows in the place of those with the same key and adds the others. Only the key columns of
 * the table are read, and only in files that can hold one of the keys; rows of the table that have
 * none of the keys stay where they are.
 *
 * @param source the rows
 * @param keyNames the key; empty: the table's identifier fields
 * @param latestBy which of several rows with the same key is taken: that with the greatest value of
 *     this expression; null: several are an error
 * @param skipSame whether rows that the table has already with the same values are left alone
 */
public record UpsertJob(
    Source source, List<String> keyNames, @Nullable String latestBy, boolean skipSame)
    implements Job {
  /** More rows than that are counted by hashing. */
  private static final long MOST_BITS = 100_000_000;

  @Override
  public String name() {
    return "upsert";
  }

  @Override
  public Result compute(Computation it) {
    List<NestedField> keys = Keys.of(it.name(), it.schema(), keyNames);
    Computation.Bound bound = it.bind(source);
    String staged = stageRows(it, bound.select(), keys);
    Keys.refuseNull(it, staged, keys);
    Keys.refuseRepeated(it, staged, keys);
    long given = it.count(staged);
    Expression filter = KeyFilter.of(it.session(), staged, keys);
    TableScan scan = it.scan(filter);
    String pairs = pairs(it, scan, staged, keys);
    long[] counts =
        it.session()
            .query(
                "SELECT "
                    + sources(pairs, "NOT same", given)
                    + ", count(*) FILTER (WHERE NOT same), "
                    + sources(pairs, "same", given)
                    + " FROM "
                    + pairs,
                row -> {
                  row.next();
                  return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
                });
    long updated = counts[0];
    long replaced = counts[1];
    long same = counts[2];
    Effects effects =
        new Effects(given, given - updated - same, updated, replaced - updated, same, scan.files());
    if (it.dry() || given == same) {
      return new Result(Optional.empty(), effects);
    }
    List<DataFile> files =
        it.write(
            newRows(it, staged, pairs, replaced > updated),
            List.of(),
            it.lineage(),
            relation -> {});
    PositionDeletes.Written deletes =
        it.delete(scan, "SELECT _mesh_task, _pos FROM " + pairs + " WHERE NOT same");
    TableChange change =
        TableChange.rowDelta(files, deletes.added(), deletes.emptied(), deletes.replaced());
    return new Result(
        Optional.of(it.based(change, bound.readsTarget() ? Expressions.alwaysTrue() : filter)),
        effects);
  }

  /** The rows in a temporary table, with the table's columns. */
  private String stageRows(Computation it, String given, List<NestedField> keys) {
    String select = given;
    if (latestBy != null) {
      select =
          "SELECT * FROM ("
              + given
              + "\n) QUALIFY row_number() OVER (PARTITION BY "
              + keys.stream().map(key -> Sql.quote(key.name())).collect(Collectors.joining(", "))
              + " ORDER BY "
              + latestBy
              + " DESC NULLS LAST) = 1";
    }
    String matched =
        new SourceRows(it.session(), it.name(), it.schema()).matched(select, source.parameters());
    return it.stage("mesh_rows", matched, source.parameters());
  }

  /** How many different rows of the source are in pairs of a kind; bits are counted for them. */
  private static String sources(String pairs, String kind, long given) {
    String count =
        given > MOST_BITS
            ? "count(DISTINCT source)"
            : "bit_count(bitstring_agg(source, 0, " + Math.max(1, given) + "))";
    return "coalesce((SELECT " + count + " FROM " + pairs + " WHERE " + kind + "), 0)";
  }

  /** Rows of the source with the places of those of the table that have their key. */
  private String pairs(Computation it, TableScan scan, String staged, List<NestedField> keys) {
    List<ScanColumns.Extra> extras = new ArrayList<>();
    extras.add(ScanColumns.Extra.TASK);
    extras.add(ScanColumns.Extra.POS);
    if (it.lineage()) {
      extras.add(ScanColumns.Extra.ROW_ID);
    }
    ScanColumns columns =
        skipSame
            ? ScanColumns.all()
            : ScanColumns.of(keys.stream().map(NestedField::name).toList());
    String table =
        scan.joinedSql(it.session(), columns.with(extras.toArray(ScanColumns.Extra[]::new)));
    return it.stage(
        "mesh_pairs",
        "SELECT s.rowid AS source, t._mesh_task AS _mesh_task, t._pos AS _pos, "
            + (it.lineage() ? "t._row_id" : "NULL::BIGINT")
            + " AS _row_id, "
            + (skipSame ? equalRows(it.schema()) : "FALSE")
            + " AS same FROM ("
            + table
            + ") AS t JOIN "
            + staged
            + " AS s ON "
            + Keys.equal(keys, "s", "t"),
        List.of());
  }

  private static String equalRows(Schema schema) {
    return schema.columns().stream()
        .map(field -> Sql.quote(field.name()))
        .map(column -> "t." + column + " IS NOT DISTINCT FROM s." + column)
        .collect(Collectors.joining(" AND ", "(", ")"));
  }

  /** The new rows with the ids of those they replace; of several, the least. */
  private String newRows(Computation it, String staged, String pairs, boolean several) {
    String columns =
        it.schema().columns().stream()
            .map(field -> "s." + Sql.quote(field.name()))
            .collect(Collectors.joining(", "));
    String where =
        skipSame ? " WHERE s.rowid NOT IN (SELECT source FROM " + pairs + " WHERE same)" : "";
    if (!it.lineage()) {
      return "SELECT " + columns + " FROM " + staged + " AS s" + where;
    }
    return "SELECT "
        + columns
        + ", p._row_id AS _row_id, NULL::BIGINT AS _last_updated_sequence_number FROM "
        + staged
        + " AS s LEFT JOIN "
        + (several
            ? "(SELECT source, min(_row_id) AS _row_id FROM " + pairs + " GROUP BY source)"
            : pairs)
        + " AS p ON p.source = s.rowid"
        + where;
  }
}
