// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.deletes;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.ContentFileUtil;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows by their file and their place in it. In format version 3 every touched file gets one
 * deletion vector, which also holds what was deleted from it before; in version 2 it gets a
 * position delete file of its own. A file that loses its last row is to be removed instead.
 */
public final class PositionDeletes {
  /**
   * Delete files that were written, and what the change removes with them.
   *
   * @param added the new delete files
   * @param replaced deletion vectors that the new ones replace
   * @param emptied data files of which no row is left
   * @param rows how many rows are deleted
   */
  public record Written(
      List<DeleteFile> added, List<DeleteFile> replaced, List<DataFile> emptied, long rows) {
    /** Copies the lists. */
    public Written {
      added = List.copyOf(added);
      replaced = List.copyOf(replaced);
      emptied = List.copyOf(emptied);
    }

    /** Nothing to delete. */
    static Written none() {
      return new Written(List.of(), List.of(), List.of(), 0);
    }
  }

  private final Session session;
  private final TableScan scan;
  private final FileOptions options;
  private final Table table;
  private final List<FileScanTask> tasks;

  private PositionDeletes(Session session, TableScan scan, FileOptions options) {
    this.session = session;
    this.scan = scan;
    this.options = options;
    this.table = scan.table();
    this.tasks = scan.tasks();
  }

  /**
   * Writes delete files.
   *
   * @param session the session in which the positions can be read
   * @param scan the scan that gave the positions
   * @param positions a SELECT of {@code _mesh_task} and {@code _pos} of live rows, each once
   * @param options how to write
   */
  public static Written write(
      Session session, TableScan scan, String positions, FileOptions options) {
    return new PositionDeletes(session, scan, options).write(positions);
  }

  /** Deletes files that were not committed. */
  public static void discard(Table table, Written written) {
    written.added().stream()
        .map(ContentFile::location)
        .distinct()
        .forEach(location -> DuckFiles.discard(table, location));
  }

  private Written write(String positions) {
    if (tasks.isEmpty()) {
      return Written.none();
    }
    int version = formatVersion(table);
    if (version < 2) {
      throw new MeshException(
          WriteError.TABLE_UNSUPPORTED,
          "Cannot delete rows of '"
              + table.name()
              + "': it has format version 1, which knows no deletes; set its property"
              + " 'format-version' to 3 first");
    }
    // Files of positions are sorted; vectors are sets.
    String numbered = number(positions, version < 3);
    try {
      long[] counts = counts(numbered);
      List<DataFile> emptied = new ArrayList<>();
      List<DeleteFile> replaced = new ArrayList<>();
      boolean[] touched = new boolean[tasks.size()];
      long rows = 0;
      for (int i = 0; i < counts.length; i++) {
        rows += counts[i];
        touched[i] = counts[i] > 0 && counts[i] < live(tasks.get(i));
        if (counts[i] > 0 && !touched[i]) {
          emptied.add(tasks.get(i).file());
          tasks.get(i).deletes().stream().filter(ContentFileUtil::isDV).forEach(replaced::add);
        }
      }
      List<DeleteFile> added = new ArrayList<>();
      if (version >= 3) {
        DeleteWriteResult vectors = vectors(numbered, touched);
        added.addAll(vectors.deleteFiles());
        replaced.addAll(vectors.rewrittenDeleteFiles());
      } else {
        added.addAll(new PositionFiles(session, table, options).write(numbered, tasks, touched));
      }
      return new Written(added, replaced, emptied, rows);
    } finally {
      session.execute("DROP TABLE IF EXISTS " + numbered);
    }
  }

  public static int formatVersion(Table table) {
    return org.apache.iceberg.TableUtil.formatVersion(table);
  }

  /** A temporary table of the number of a file's task and the position. */
  private String number(String positions, boolean sorted) {
    String numbered = Sql.quote(session.newName("mesh_positions"));
    session.execute(
        "CREATE TEMP TABLE "
            + numbered
            + " AS SELECT "
            + ScanColumns.Extra.TASK.column()
            + " AS i, _pos AS pos FROM ("
            + positions
            + ")"
            + (sorted ? " ORDER BY 1, 2" : ""));
    return numbered;
  }

  private long[] counts(String numbered) {
    return session.query(
        "SELECT i, count(*) FROM " + numbered + " GROUP BY i",
        rows -> {
          long[] counts = new long[tasks.size()];
          while (rows.next()) {
            counts[rows.getInt(1)] = rows.getLong(2);
          }
          return counts;
        });
  }

  /** How many rows of a file are live; too many when that cannot be told from metadata. */
  private static long live(FileScanTask task) {
    if (task.deletes().isEmpty()) {
      return task.file().recordCount();
    }
    boolean vector = task.deletes().size() == 1 && ContentFileUtil.isDV(task.deletes().get(0));
    return vector
        ? task.file().recordCount() - task.deletes().get(0).recordCount()
        : Long.MAX_VALUE;
  }

  @SuppressWarnings("NullAway") // Iceberg takes null for a file that nothing was deleted from
  private DeleteWriteResult vectors(String numbered, boolean[] touched) {
    Map<String, FileScanTask> byLocation =
        tasks.stream()
            .collect(Collectors.toMap(task -> task.file().location(), task -> task, (a, b) -> a));
    OutputFileFactory outputs =
        OutputFileFactory.builderFor(table, 0, 0)
            .operationId(options.id())
            .format(FileFormat.PUFFIN)
            .build();
    BaseDVFileWriter writer =
        new BaseDVFileWriter(outputs, location -> previous(byLocation.get(location)));
    session.query(
        "SELECT i, pos FROM " + numbered,
        rows -> {
          while (rows.next()) {
            int i = rows.getInt(1);
            if (touched[i]) {
              DataFile file = tasks.get(i).file();
              writer.delete(
                  file.location(), rows.getLong(2), tasks.get(i).spec(), file.partition());
            }
          }
          return touched;
        });
    try {
      writer.close();
    } catch (IOException e) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN,
          "Cannot write deletion vectors of '" + table.name() + "': " + e.getMessage(),
          e);
    }
    return writer.result();
  }

  /** What was deleted from a file before; null for nothing. */
  private @Nullable PositionDeleteIndex previous(@Nullable FileScanTask task) {
    if (task == null || task.deletes().isEmpty()) {
      return null;
    }
    BaseDeleteLoader loader = new BaseDeleteLoader(file -> table.io().newInputFile(file));
    List<DeleteFile> vectors = task.deletes().stream().filter(ContentFileUtil::isDV).toList();
    if (!vectors.isEmpty()) {
      return loader.loadPositionDeletes(vectors, task.file().location());
    }
    return missing(task);
  }

  /** The positions of a file that are not live, for tables that have kept deletes of version 2. */
  private PositionDeleteIndex missing(FileScanTask task) {
    String live =
        scan.sql(
            session, ScanColumns.of(List.of()).with(ScanColumns.Extra.FILE, ScanColumns.Extra.POS));
    String location = Sql.literal(task.file().location());
    return session.query(
        "SELECT r.p FROM range("
            + task.file().recordCount()
            + ") AS r(p) ANTI JOIN (SELECT _pos FROM ("
            + live
            + ") WHERE _file = "
            + location
            + ") AS l ON l._pos = r.p",
        rows -> {
          List<Long> deleted = new ArrayList<>();
          while (rows.next()) {
            deleted.add(rows.getLong(1));
          }
          return org.apache.iceberg.deletes.Deletes.toPositionIndex(
              org.apache.iceberg.io.CloseableIterable.withNoopClose(deleted));
        });
  }
}
