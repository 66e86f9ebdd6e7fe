// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.deletes;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.internal.write.file.Landing;
import io.meshterious.lake.internal.write.file.WrittenFile;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;

/**
 * Writes the position delete files of format version 2: one for each data file, so that a commit
 * can check that the data file is still there.
 */
final class PositionFiles {
  private final Session session;
  private final Table table;
  private final FileOptions options;

  PositionFiles(Session session, Table table, FileOptions options) {
    this.session = session;
    this.table = table;
    this.options = options;
  }

  /**
   * Writes the files.
   *
   * @param numbered a table of the number of a task and a position, sorted
   * @param tasks the tasks
   * @param touched which tasks get a file
   */
  List<DeleteFile> write(String numbered, List<FileScanTask> tasks, boolean[] touched) {
    Path folder = options.scratch().resolve(options.id() + "-deletes-scratch");
    Landing landing = new Landing(table.io());
    List<DeleteFile> files = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < touched.length; i++) {
        if (touched[i]) {
          files.add(write(numbered, i, tasks.get(i), folder, landing));
        }
      }
      landing.finish();
      return files;
    } catch (IOException e) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN, "Cannot make folder '" + folder + "': " + e.getMessage(), e);
    } catch (RuntimeException e) {
      files.forEach(file -> DuckFiles.discard(table, file.location()));
      throw e;
    } finally {
      Landing.remove(folder);
    }
  }

  private DeleteFile write(
      String numbered, int i, FileScanTask task, Path folder, Landing landing) {
    DataFile data = task.file();
    Path scratch = folder.resolve("deletes-" + i + ".parquet");
    String copy =
        "COPY (SELECT "
            + Sql.literal(data.location())
            + " AS file_path, pos FROM "
            + numbered
            + " WHERE i = "
            + i
            + " ORDER BY pos) TO "
            + Sql.literal(scratch.toString())
            + " (FORMAT parquet, RETURN_STATS, COMPRESSION zstd, FIELD_IDS {file_path: "
            + MetadataColumns.DELETE_FILE_PATH.fieldId()
            + ", pos: "
            + MetadataColumns.DELETE_FILE_POS.fieldId()
            + "})";
    WrittenFile written = session.query(copy, WrittenFile::all).get(0);
    String name = String.format(Locale.ROOT, "%s-%05d-deletes.parquet", options.id(), i);
    String location = table.locationProvider().newDataLocation(name);
    landing.land(scratch, location);
    return FileMetadata.deleteFileBuilder(task.spec())
        .ofPositionDeletes()
        .withPath(location)
        .withFormat(FileFormat.PARQUET)
        .withPartition(data.partition())
        .withFileSizeInBytes(written.bytes())
        .withMetrics(metrics(written, data.location()))
        .withReferencedDataFile(data.location())
        .build();
  }

  /** The path's bounds are not shortened: they say which data file is meant. */
  private static Metrics metrics(WrittenFile written, String location) {
    int path = MetadataColumns.DELETE_FILE_PATH.fieldId();
    ByteBuffer bound = Conversions.toByteBuffer(MetadataColumns.DELETE_FILE_PATH.type(), location);
    return new Metrics(
        written.rows(), null, null, null, null, Map.of(path, bound), Map.of(path, bound));
  }
}
