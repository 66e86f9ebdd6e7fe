// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;

/**
 * Writes files in a table's sort order. The rows are sorted once into a temporary table, by
 * partition and then by the order, and consecutive slices of it become files: the engine keeps the
 * order of rows inside one file, but not across files that it writes at the same time.
 */
final class SortedCopy {
  /** The column with the partition of a row. */
  static final String KEY = "_mesh_partition";

  private static final long GUESSED_ROW_BYTES = 64;

  /** Consecutive rows of one partition. */
  private record Run(long first, long last) {}

  private final Session session;
  private final Table table;
  private final FileOptions options;
  private double rowBytes;

  SortedCopy(Session session, Table table, FileOptions options) {
    this.session = session;
    this.table = table;
    this.options = options;
    this.rowBytes = knownRowBytes(table);
  }

  List<WrittenFile> copy(
      String select, List<?> parameters, String names, Path folder, DuckFiles files)
      throws SQLException, IOException {
    Files.createDirectories(folder);
    Hashes.register(session);
    String sorted = Sql.quote(session.newName("mesh_sorted"));
    String key = Sql.quote(KEY);
    String create =
        "CREATE TEMP TABLE "
            + sorted
            + " AS SELECT "
            + names
            + ", "
            + new PartitionKeys(table.spec()).key()
            + " AS "
            + key
            + " FROM ("
            + select
            + ") ORDER BY "
            + key
            + order();
    try (PreparedStatement statement = session.connection().prepareStatement(create)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      statement.execute();
    }
    try {
      List<WrittenFile> written = new ArrayList<>();
      for (Run run : runs(sorted, key)) {
        for (long first = run.first(); first <= run.last(); ) {
          long rows = (long) Math.max(1, options.targetBytes() / rowBytes);
          long last = Math.min(run.last(), first + rows - 1);
          Path file = folder.resolve("part-" + written.size() + ".parquet");
          written.addAll(
              files.run(
                  "COPY (SELECT "
                      + names
                      + " FROM "
                      + sorted
                      + " WHERE rowid BETWEEN "
                      + first
                      + " AND "
                      + last
                      + " ORDER BY rowid) TO "
                      + Sql.literal(file.toString())
                      + " ("
                      + files.format(false)
                      + ")",
                  List.of()));
          WrittenFile latest = written.get(written.size() - 1);
          rowBytes = Math.max(1e-3, latest.bytes() / (double) Math.max(1, latest.rows()));
          first = last + 1;
        }
      }
      return written;
    } finally {
      session.execute("DROP TABLE " + sorted);
    }
  }

  private List<Run> runs(String sorted, String key) {
    return session.query(
        "SELECT min(rowid), max(rowid) FROM " + sorted + " GROUP BY " + key + " ORDER BY 1",
        rows -> {
          List<Run> runs = new ArrayList<>();
          while (rows.next()) {
            runs.add(new Run(rows.getLong(1), rows.getLong(2)));
          }
          return runs;
        });
  }

  private String order() {
    Schema schema = table.sortOrder().schema();
    StringBuilder order = new StringBuilder();
    for (SortField field : table.sortOrder().fields()) {
      String column = PartitionKeys.column(schema, field.sourceId());
      order
          .append(", ")
          .append(
              field.transform().isIdentity()
                  ? column
                  : PartitionKeys.transformed(
                      schema.findType(field.sourceId()), field.transform(), column))
          .append(field.direction() == SortDirection.ASC ? " ASC" : " DESC")
          .append(field.nullOrder() == NullOrder.NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
    }
    return order.toString();
  }

  /** The bytes of a row in the files that the table has. */
  private static double knownRowBytes(Table table) {
    Snapshot snapshot = table.currentSnapshot();
    Map<String, String> summary = snapshot == null ? Map.of() : snapshot.summary();
    try {
      long bytes = Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_FILE_SIZE_PROP, "0"));
      long rows = Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
      return bytes > 0 && rows > 0 ? bytes / (double) rows : GUESSED_ROW_BYTES;
    } catch (NumberFormatException e) {
      return GUESSED_ROW_BYTES;
    }
  }
}
