// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.RowMask;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * deletes in Parquet are read by the engine.
 */
final class PositionDeletes {
  private final TableScan scan;
  private final Session session;
  private final List<FileScanTask> files;
  private final List<Positions> positions = new ArrayList<>();

  PositionDeletes(TableScan scan, Session session, List<FileScanTask> files) {
    this.scan = scan;
    this.session = session;
    this.files = files;
    files.forEach(file -> positions.add(new Positions()));
  }

  /** The deleted rows of each file, in the order of the files. */
  List<RowMask> masks() {
    decodeVectors();
    readFiles();
    return positions.stream().map(Positions::mask).toList();
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
        decode(loader, vectors, files.get(i), positions.get(i));
      }
    }
  }

  private void decode(
      BaseDeleteLoader loader, List<DeleteFile> vectors, FileScanTask task, Positions into) {
    try {
      loader.loadPositionDeletes(vectors, task.file().location()).forEach(into::add);
    } catch (RuntimeException e) {
      throw new MeshException(
              QueryError.DATA_FILE_UNREADABLE,
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
            positions.get(result.getInt(1)).add(result.getLong(2));
          }
          return positions;
        });
  }

  /** Positions of one file in the order in which they are found. */
  private static final class Positions {
    private long[] found = new long[16];
    private int count;

    void add(long position) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = position;
    }

    RowMask mask() {
      return RowMask.of(found, count);
    }
  }
}
