// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
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

/**
 * The deleted positions of files of one branch. Deletion vectors are decoded by Iceberg; position
 * deletes in Parquet are read by the engine. The engine is given a bit for each row of the files
 * and looks it up as it reads. An anti join costs several times as much; so does a function in
 * Java, because the driver attaches the engine's threads to the JVM for each vector.
 */
final class PositionDeletes {
  private final TableScan scan;
  private final Session session;
  private final List<FileScanTask> files;
  private final List<byte[]> deleted = new ArrayList<>();

  PositionDeletes(TableScan scan, Session session, List<FileScanTask> files) {
    this.scan = scan;
    this.session = session;
    this.files = files;
    files.forEach(
        file -> deleted.add(new byte[Math.toIntExact(file.file().recordCount() / 8 + 1)]));
  }

  /**
   * A condition that is true for rows that are not deleted. What it needs is put into a temporary
   * table of the session.
   *
   * @param alias the alias of {@code read_parquet}, which reads the files in their order
   */
  String living(String alias) {
    decodeVectors();
    readFiles();
    String table = "temp.main." + session.newName("mesh_deleted");
    session.execute("CREATE TEMP TABLE " + table + " (i INTEGER, rows BLOB)");
    String insert = "INSERT INTO " + table + " VALUES (?, ?)";
    try (PreparedStatement statement = session.connection().prepareStatement(insert)) {
      for (int i = 0; i < deleted.size(); i++) {
        statement.setInt(1, i);
        statement.setBytes(2, deleted.get(i));
        statement.execute();
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "note the deleted rows of '" + scan.table().name() + "'");
    }
    return "get_bit((SELECT list(rows::BIT ORDER BY i) FROM "
        + table
        + ")[("
        + alias
        + ".file_index + 1)::BIGINT], "
        + alias
        + ".file_row_number::INTEGER) = 0";
  }

  /** Notes that a row is deleted; bits count from the left. Files have no rows beyond their own. */
  private void delete(int file, long position) {
    byte[] bits = deleted.get(file);
    if (position >= 0 && position < 8L * bits.length) {
      bits[(int) (position >>> 3)] |= (byte) (0x80 >>> (position & 7));
    }
  }

  private void decodeVectors() {
    BaseDeleteLoader loader =
        new BaseDeleteLoader(delete -> scan.table().io().newInputFile(delete.location()));
    for (int i = 0; i < files.size(); i++) {
      List<DeleteFile> vectors =
          files.get(i).deletes().stream()
              .filter(d -> Deletes.byPosition(d) && d.format() != FileFormat.PARQUET)
              .toList();
      if (!vectors.isEmpty()) {
        decode(loader, vectors, i);
      }
    }
  }

  private void decode(BaseDeleteLoader loader, List<DeleteFile> vectors, int file) {
    String location = files.get(file).file().location();
    try {
      loader.loadPositionDeletes(vectors, location).forEach(position -> delete(file, position));
    } catch (RuntimeException e) {
      throw new MeshException(
              QueryError.DATA_FILE_UNREADABLE,
              "Cannot read the deleted rows of '"
                  + location
                  + "' from '"
                  + vectors.get(0).location()
                  + "': "
                  + e.getMessage(),
              e)
          .at("table", scan.table().name());
    }
  }

  private void readFiles() {
    Map<String, Path> local = scan.deletePaths();
    Map<String, Path> parquet = new LinkedHashMap<>();
    Set<String> rows = new LinkedHashSet<>();
    for (int i = 0; i < files.size(); i++) {
      for (DeleteFile delete : files.get(i).deletes()) {
        if (Deletes.byPosition(delete) && delete.format() == FileFormat.PARQUET) {
          parquet.put(delete.location(), local.get(delete.location()));
          rows.add("(" + i + ", " + Sql.literal(files.get(i).file().location()) + ")");
        }
      }
    }
    if (parquet.isEmpty()) {
      return;
    }
    String path = DuckTypes.columnName(MetadataColumns.DELETE_FILE_PATH.fieldId());
    String pos = DuckTypes.columnName(MetadataColumns.DELETE_FILE_POS.fieldId());
    String sql =
        "SELECT f.i, d."
            + pos
            + " FROM "
            + ParquetFiles.read(
                List.copyOf(parquet.values()),
                List.of(MetadataColumns.DELETE_FILE_PATH, MetadataColumns.DELETE_FILE_POS))
            + " AS d JOIN (VALUES "
            + String.join(", ", rows)
            + ") AS f(i, location) ON f.location = d."
            + path;
    session.query(
        sql,
        result -> {
          while (result.next()) {
            delete(result.getInt(1), result.getLong(2));
          }
          return files;
        });
  }
}
