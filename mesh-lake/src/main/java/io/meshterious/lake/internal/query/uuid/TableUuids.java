// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.uuid;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.PlannedFiles;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.SqlValues;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.UuidScan;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** The UUIDs of a column of a table, as it was loaded. */
public final class TableUuids implements UuidScan {
  private static final String LOWER = "18446744073709551615::UHUGEINT";
  private static final String MIDDLE = "9223372036854775808::HUGEINT";

  private final Table table;
  private final NestedField column;
  private final Engine engine;
  private final Staging staging;
  private final @Nullable Long snapshot;
  private final @Nullable NestedField time;
  private final long micros;

  private TableUuids(
      Table table,
      NestedField column,
      Engine engine,
      Staging staging,
      @Nullable Long snapshot,
      @Nullable NestedField time,
      long micros) {
    this.table = table;
    this.column = column;
    this.engine = engine;
    this.staging = staging;
    this.snapshot = snapshot;
    this.time = time;
    this.micros = micros;
  }

  /**
   * All of a column of the current snapshot.
   *
   * @throws MeshException {@link QueryError#RESULT_MISMATCH} when the table has no such column, or
   *     no UUIDs in it
   */
  public static TableUuids of(Table table, String column, Engine engine, Staging staging) {
    Snapshot head = table.currentSnapshot();
    Long snapshot = head == null ? null : Long.valueOf(head.snapshotId());
    NestedField field = field(table, column, Type.TypeID.UUID);
    return new TableUuids(table, field, engine, staging, snapshot, null, 0);
  }

  private static NestedField field(Table table, String name, Type.TypeID type) {
    NestedField field = table.schema().asStruct().field(name);
    if (field == null || field.type().typeId() != type) {
      throw new MeshException(
              QueryError.RESULT_MISMATCH,
              "Cannot read column '"
                  + name
                  + "' as "
                  + type
                  + ": "
                  + (field == null
                      ? "the table has the columns "
                          + table.schema().columns().stream().map(NestedField::name).toList()
                      : "its type is " + field.type()))
          .at("table", table.name());
    }
    return field;
  }

  @Override
  public UuidScan at(long snapshotId) {
    return new TableUuids(table, column, engine, staging, snapshotId, time, micros);
  }

  @Override
  public UuidScan since(String name, long moment) {
    NestedField field = field(table, name, Type.TypeID.TIMESTAMP);
    return new TableUuids(table, column, engine, staging, snapshot, field, moment);
  }

  @Override
  public long mostRows() {
    return tasks().stream().mapToLong(it -> it.file().recordCount()).sum();
  }

  private List<FileScanTask> tasks() {
    Long id = snapshot;
    if (id == null) {
      return List.of();
    }
    org.apache.iceberg.TableScan scan = table.newScan().useSnapshot(id);
    NestedField filtered = time;
    if (filtered != null) {
      Schema schema = scan.schema();
      String name = schema.findColumnName(filtered.fieldId());
      if (name != null) {
        scan =
            scan.filter(Expressions.greaterThanOrEqual(name, micros))
                .includeColumnStats(List.of(name));
      }
    }
    return PlannedFiles.of(scan);
  }

  @Override
  public void read(int threads, Taker into) {
    List<FileScanTask> direct = new ArrayList<>();
    List<FileScanTask> others = new ArrayList<>();
    for (FileScanTask task : tasks()) {
      (mayBeDirect(task) ? direct : others).add(task);
    }
    if (!direct.isEmpty()) {
      List<Staging.Wanted> wanted =
          direct.stream()
              .map(it -> new Staging.Wanted(it.file().location(), it.file().fileSizeInBytes()))
              .toList();
      try (Staging.Staged staged = staging.stage(table.io(), wanted)) {
        others.addAll(new Readers(direct, staged.paths(), into).run(threads));
      }
    }
    if (!others.isEmpty()) {
      bySql(others, into);
    }
  }

  /** Whether all rows of a file are wanted, and the file alone says which these are. */
  private boolean mayBeDirect(FileScanTask task) {
    if (!task.deletes().isEmpty()
        || task.file().format() != FileFormat.PARQUET
        || task.file().keyMetadata() != null) {
      return false;
    }
    NestedField filtered = time;
    if (filtered == null) {
      return true;
    }
    Expression since = Expressions.greaterThanOrEqual(filtered.name(), micros);
    return new StrictMetricsEvaluator(table.schema(), since).eval(task.file());
  }

  /** Threads that read files, each one file at a time. */
  private final class Readers {
    private final Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<FileScanTask> unsuitable = new ConcurrentLinkedQueue<>();
    private final List<FileScanTask> files;
    private final List<Path> paths;
    private final Taker into;
    private volatile @Nullable Throwable failure;

    Readers(List<FileScanTask> files, List<Path> paths, Taker into) {
      this.files = files;
      this.paths = paths;
      this.into = into;
      for (int i = 0; i < files.size(); i++) {
        waiting.add(i);
      }
    }

    /** Reads them all; those that must be read in another way are left. */
    List<FileScanTask> run(int most) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 1; i < Math.min(most, files.size()); i++) {
        Thread thread = new Thread(this::work, "mesh-uuids");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
      }
      work();
      boolean interrupted = false;
      for (Thread thread : threads) {
        while (thread.isAlive()) {
          try {
            thread.join();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable failed = failure;
      if (failed instanceof RuntimeException known) {
        throw known;
      } else if (failed instanceof Error error) {
        throw error;
      }
      return List.copyOf(unsuitable);
    }

    private void work() {
      try {
        UuidPages pages = new UuidPages(into);
        Integer next;
        while (failure == null && (next = waiting.poll()) != null) {
          FileScanTask task = files.get(next);
          if (!read(pages, task, paths.get(next))) {
            unsuitable.add(task);
          }
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    private boolean read(UuidPages pages, FileScanTask task, Path path) {
      try (FileChannel file = FileChannel.open(path)) {
        Optional<List<UuidChunk>> chunks = UuidChunk.of(file, column.fieldId());
        if (chunks.isEmpty()) {
          return false;
        }
        for (UuidChunk chunk : chunks.get()) {
          pages.read(file, chunk);
        }
        return true;
      } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
        throw new MeshException(
                QueryError.DATA_FILE_UNREADABLE,
                "Cannot read file '" + task.file().location() + "': " + e.getMessage(),
                e)
            .at("table", table.name());
      }
    }
  }

  private void bySql(List<FileScanTask> tasks, Taker into) {
    List<String> columns = new ArrayList<>(List.of(column.name()));
    NestedField filtered = time;
    String id = Sql.quote(column.name());
    String condition = id + " IS NOT NULL";
    if (filtered != null) {
      columns.add(filtered.name());
      condition +=
          " AND " + Sql.quote(filtered.name()) + " >= " + SqlValues.sql(filtered.type(), micros);
    }
    long snapshotId = snapshot == null ? -1 : snapshot;
    try (Session session = engine.session();
        TableScan scan = TableScan.of(table, snapshotId, table.schema(), tasks, staging)) {
      // The engine has no unsigned longs in its chunks: each half is moved into a long's range.
      String sql =
          "SELECT ((u >> 64)::HUGEINT - "
              + MIDDLE
              + ")::BIGINT, ((u & "
              + LOWER
              + ")::HUGEINT - "
              + MIDDLE
              + ")::BIGINT FROM (SELECT "
              + id
              + "::UHUGEINT AS u FROM ("
              + scan.sql(session, ScanColumns.of(columns))
              + ") WHERE "
              + condition
              + ")";
      read(session, sql, into);
    }
  }

  private static void read(Session session, String sql, Taker into) {
    try (DuckDBPreparedStatement statement =
            session.connection().prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
        DuckDBChunkedResult result = statement.query()) {
      long[] high = new long[2048];
      long[] low = new long[2048];
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        int rows = (int) chunk.rowCount();
        if (high.length < rows) {
          high = new long[rows];
          low = new long[rows];
        }
        DuckDBReadableVector upper = chunk.vector(0);
        DuckDBReadableVector lower = chunk.vector(1);
        for (int i = 0; i < rows; i++) {
          high[i] = upper.getLong(i) ^ Long.MIN_VALUE;
          low[i] = lower.getLong(i) ^ Long.MIN_VALUE;
        }
        into.take(high, low, rows);
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "read a column of UUIDs");
    }
  }
}
