// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseFileScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.ResidualEvaluator;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * One table at one snapshot: the files that may hold rows a filter asks for, made readable, and the
 * SQL that reads them. The filter chooses files only; rows that do not match it are in the result.
 * Staged files are held until the scan is closed.
 */
public final class TableScan implements AutoCloseable {
  private final Table table;
  private final @Nullable Long snapshotId;
  private final Schema schema;
  private final List<FileScanTask> tasks;
  private final Staging.Staged staged;

  private TableScan(
      Table table,
      @Nullable Long snapshotId,
      Schema schema,
      List<FileScanTask> tasks,
      Staging.Staged staged) {
    this.table = table;
    this.snapshotId = snapshotId;
    this.schema = schema;
    this.tasks = tasks;
    this.staged = staged;
  }

  /**
   * Plans a scan with the columns the table had at the snapshot.
   *
   * @param table the table, as loaded
   * @param snapshotId the snapshot; null: the current one of {@code table} as loaded
   * @param filter rows that are wanted; files that cannot hold any are left out
   * @param staging where remote files are staged
   */
  public static TableScan plan(
      Table table, @Nullable Long snapshotId, Expression filter, Staging staging) {
    Schema schema = snapshotId == null ? table.schema() : SnapshotUtil.schemaFor(table, snapshotId);
    return plan(table, snapshotId, schema, filter, staging);
  }

  /** Plans a scan with the columns of another schema of the table. */
  public static TableScan plan(
      Table table, @Nullable Long snapshotId, Schema schema, Expression filter, Staging staging) {
    Long id = snapshotId;
    if (id == null) {
      Snapshot current = table.currentSnapshot();
      id = current == null ? null : Long.valueOf(current.snapshotId());
    }
    List<FileScanTask> tasks = id == null ? List.of() : tasks(table, id, schema, filter);
    Staging.Staged staged = staging.stage(table.io(), wanted(tasks));
    return new TableScan(table, id, schema, tasks, staged);
  }

  /**
   * A scan of files that have been planned before, with the columns of a schema of the table.
   *
   * @param tasks files of the snapshot with the deletes that belong to them; planned with the
   *     column statistics of identity-partitioned columns
   */
  public static TableScan of(
      Table table, long snapshotId, Schema schema, List<FileScanTask> tasks, Staging staging) {
    tasks.forEach(task -> check(table, task));
    return new TableScan(
        table, snapshotId, schema, tasks, staging.stage(table.io(), wanted(tasks)));
  }

  /** A scan of data files of a table that need not be part of it, without any deletes. */
  public static TableScan ofFiles(Table table, List<DataFile> files, Staging staging) {
    String schema = SchemaParser.toJson(table.schema());
    List<FileScanTask> tasks = new ArrayList<>();
    for (DataFile file : files) {
      PartitionSpec spec =
          file.specId() == 0 && file.partition().size() == 0
              ? PartitionSpec.unpartitioned()
              : table.specs().getOrDefault(file.specId(), table.spec());
      FileScanTask task =
          new BaseFileScanTask(
              file,
              new DeleteFile[0],
              schema,
              PartitionSpecParser.toJson(spec),
              ResidualEvaluator.unpartitioned(Expressions.alwaysTrue()));
      check(table, task);
      tasks.add(task);
    }
    return new TableScan(
        table, null, table.schema(), tasks, staging.stage(table.io(), wanted(tasks)));
  }

  private static List<FileScanTask> tasks(
      Table table, long snapshotId, Schema schema, Expression filter) {
    var scan = table.newScan().useSnapshot(snapshotId);
    scan = scan.filter(FilterNames.translate(filter, schema, scan.schema()));
    Set<String> identity = identityColumns(table, scan.schema());
    if (!identity.isEmpty()) {
      scan = scan.includeColumnStats(identity);
    }
    List<FileScanTask> tasks = PlannedFiles.of(scan);
    tasks.forEach(task -> check(table, task));
    return tasks;
  }

  /** Columns that some spec partitions by their value: files may leave them out. */
  private static Set<String> identityColumns(Table table, Schema schema) {
    Set<String> names = new HashSet<>();
    for (PartitionSpec spec : table.specs().values()) {
      for (PartitionField field : spec.fields()) {
        String name = schema.findColumnName(field.sourceId());
        if (field.transform().isIdentity() && name != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static void check(Table table, FileScanTask task) {
    if (task.file().format() != FileFormat.PARQUET) {
      throw unsupported(table, task.file().location(), "it is not a Parquet file");
    }
    if (task.file().keyMetadata() != null) {
      throw unsupported(table, task.file().location(), "it is encrypted");
    }
  }

  private static MeshException unsupported(Table table, String location, String why) {
    return new MeshException(
            QueryError.SCAN_UNSUPPORTED, "Cannot read file '" + location + "': " + why)
        .at("table", table.name());
  }

  /** Data files in the order of the tasks, then the delete files that the engine reads itself. */
  private static List<Staging.Wanted> wanted(List<FileScanTask> tasks) {
    List<Staging.Wanted> wanted = new ArrayList<>();
    for (FileScanTask task : tasks) {
      wanted.add(new Staging.Wanted(task.file().location(), task.file().fileSizeInBytes()));
    }
    Deletes.engineRead(tasks)
        .forEach(d -> wanted.add(new Staging.Wanted(d.location(), d.fileSizeInBytes())));
    return wanted;
  }

  /**
   * The SQL that gives the live rows of the planned files: a SELECT that may be put into
   * parentheses. What it needs beside the files, such as deleted positions, is put into temporary
   * tables of the session; they end with it.
   */
  public String sql(Session session, ScanColumns columns) {
    return new ScanSql(this, session, columns).build();
  }

  /** The same for a statement that joins the rows: the engine is told how many there are. */
  public String joinedSql(Session session, ScanColumns columns) {
    long rows = tasks.stream().mapToLong(task -> task.file().recordCount()).sum();
    return ExpectedRows.with(session, sql(session, columns), columns.count(schema), rows);
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The snapshot that is read; null for a table without any. */
  public @Nullable Long snapshotId() {
    return snapshotId;
  }

  /** The columns that are read. */
  public Schema schema() {
    return schema;
  }

  /** The planned files with the deletes that belong to them. */
  public List<FileScanTask> tasks() {
    return List.copyOf(tasks);
  }

  /** The local file of each task, in their order. */
  List<Path> paths() {
    return staged.paths().subList(0, tasks.size());
  }

  /** The local files of the delete files that the engine reads, by location. */
  Map<String, Path> deletePaths() {
    Map<String, Path> paths = new HashMap<>();
    int i = tasks.size();
    for (DeleteFile delete : Deletes.engineRead(tasks)) {
      paths.put(delete.location(), staged.paths().get(i++));
    }
    return paths;
  }

  /** How many data files are read. */
  public int files() {
    return tasks.size();
  }

  @Override
  public void close() {
    staged.close();
  }
}
