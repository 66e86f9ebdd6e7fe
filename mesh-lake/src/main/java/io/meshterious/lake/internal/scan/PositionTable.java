// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.duckdb.DuckDBAppender;

/**
 * A temporary table of deleted positions: {@code i}, the file's place in the list of files, and
 * {@code p}, the row's in the file. Deletion vectors are decoded here; position deletes in Parquet
 * are read by the engine.
 */
final class PositionTable {
  private final TableScan scan;
  private final Session session;
  private final List<FileScanTask> files;

  PositionTable(TableScan scan, Session session, List<FileScanTask> files) {
    this.scan = scan;
    this.session = session;
    this.files = files;
  }

  /** Makes the table and gives its name. */
  String create() {
    String table = session.newName("mesh_positions");
    session.execute("CREATE TEMP TABLE temp.main." + table + "(i UBIGINT, p BIGINT)");
    decodeVectors(table);
    readFiles(table);
    return "temp.main." + table;
  }

  private void decodeVectors(String table) {
    BaseDeleteLoader loader =
        new BaseDeleteLoader(delete -> scan.table().io().newInputFile(delete.location()));
    try (DuckDBAppender appender = session.duck().createAppender("temp", "main", table)) {
      for (int i = 0; i < files.size(); i++) {
        List<DeleteFile> vectors =
            files.get(i).deletes().stream()
                .filter(d -> Deletes.byPosition(d) && d.format() != FileFormat.PARQUET)
                .toList();
        if (!vectors.isEmpty()) {
          append(appender, i, load(loader, vectors, files.get(i)));
        }
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "note deleted rows");
    }
  }

  private PositionDeleteIndex load(
      BaseDeleteLoader loader, List<DeleteFile> vectors, FileScanTask task) {
    try {
      return loader.loadPositionDeletes(vectors, task.file().location());
    } catch (RuntimeException e) {
      throw new MeshException(
              QueryError.FILE_UNREADABLE,
              "Cannot read the deleted rows of '"
                  + task.file().location()
                  + "' from '"
                  + vectors.get(0).location()
                  + "': "
                  + e.getMessage(),
              e)
          .at("table", scan.table().name());
    }
  }

  private static void append(DuckDBAppender appender, int file, PositionDeleteIndex positions) {
    positions.forEach(
        position -> {
          try {
            appender.beginRow().append((long) file).append(position).endRow();
          } catch (SQLException e) {
            throw EngineErrors.translate(e, "note deleted rows");
          }
        });
  }

  private void readFiles(String table) {
    Map<String, Path> local = scan.deletePaths();
    Map<String, Path> parquet = new LinkedHashMap<>();
    Set<String> rows = new LinkedHashSet<>();
    for (int i = 0; i < files.size(); i++) {
      for (DeleteFile delete : files.get(i).deletes()) {
        if (Deletes.byPosition(delete) && delete.format() == FileFormat.PARQUET) {
          parquet.put(delete.location(), local.get(delete.location()));
          rows.add("(" + i + "::UBIGINT, " + Sql.literal(files.get(i).file().location()) + ")");
        }
      }
    }
    if (parquet.isEmpty()) {
      return;
    }
    int path = MetadataColumns.DELETE_FILE_PATH.fieldId();
    int pos = MetadataColumns.DELETE_FILE_POS.fieldId();
    session.execute(
        "INSERT INTO temp.main."
            + table
            + " SELECT f.i, d."
            + DuckTypes.columnName(pos)
            + " FROM "
            + ParquetFiles.read(
                List.copyOf(parquet.values()),
                List.of(MetadataColumns.DELETE_FILE_PATH, MetadataColumns.DELETE_FILE_POS))
            + " AS d JOIN (VALUES "
            + String.join(", ", rows)
            + ") AS f(i, location) ON f.location = d."
            + DuckTypes.columnName(path));
  }
}
