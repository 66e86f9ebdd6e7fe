// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;

/**
 * Rewrites files with the SQL engine. From format version 3 on, every row keeps its id and the
 * sequence number of its last change: they are written as columns, because what readers derive for
 * rows of the old file would be different in the new one.
 */
public final class DuckRewriter implements GroupRewriter {
  private static final int FIRST_WITH_LINEAGE = 3;

  private final Engine engine;
  private final Staging staging;
  private final Path scratch;

  /**
   * A rewriter.
   *
   * @param staging makes remote files readable
   * @param scratch where files are written before they go to remote storage
   */
  public DuckRewriter(Engine engine, Staging staging, Path scratch) {
    this.engine = engine;
    this.staging = staging;
    this.scratch = scratch;
  }

  @Override
  public List<DataFile> rewrite(
      Table table, FileGroup group, String where, RowOrder order, long targetBytes) {
    boolean lineage = TableUtil.formatVersion(table) >= FIRST_WITH_LINEAGE;
    ScanColumns columns =
        lineage
            ? ScanColumns.all().with(Extra.ROW_ID, Extra.LAST_UPDATED_SEQUENCE_NUMBER)
            : ScanColumns.all();
    FileOptions options = FileOptions.of(table, scratch).lineage(lineage);
    Table target = order.ofTable() ? table : new Sorted(table, order.order());
    try (Session session = engine.session();
        TableScan scan =
            TableScan.of(table, group.snapshotId(), table.schema(), group.tasks(), staging)) {
      String rows = scan.sql(session, columns);
      List<DataFile> files =
          DuckFiles.write(
              session,
              target,
              where.isEmpty() ? rows : "SELECT * FROM (" + rows + ") WHERE " + where,
              options.targetBytes(Math.max(targetBytes, FileOptions.LEAST_TARGET)));
      return order.ofTable() ? files : unmarked(table, files);
    }
  }

  @Override
  public List<FileScanTask> holding(
      Table table, long snapshotId, List<FileScanTask> tasks, String where) {
    if (tasks.isEmpty()) {
      return tasks;
    }
    try (Session session = engine.session();
        TableScan scan = TableScan.of(table, snapshotId, table.schema(), tasks, staging)) {
      String rows = scan.sql(session, ScanColumns.all().with(Extra.FILE));
      Set<String> locations =
          session.query(
              "SELECT DISTINCT _file FROM (" + rows + ") WHERE " + where,
              found -> {
                Set<String> files = new HashSet<>();
                while (found.next()) {
                  files.add(found.getString(1));
                }
                return files;
              });
      return tasks.stream().filter(task -> locations.contains(task.file().location())).toList();
    }
  }

  /** The files without the id of an order that the table does not have. */
  private static List<DataFile> unmarked(Table table, List<DataFile> files) {
    return files.stream()
        .map(
            file ->
                DataFiles.builder(table.specs().get(file.specId()))
                    .copy(file)
                    .withSortOrder(SortOrder.unsorted())
                    .build())
        .toList();
  }

  /** A table as if it had another sort order. */
  private static final class Sorted extends BaseTable {
    private static final long serialVersionUID = 1L;

    private final SortOrder order;

    Sorted(Table table, SortOrder order) {
      super(((HasTableOperations) table).operations(), table.name());
      this.order = order;
    }

    @Override
    public SortOrder sortOrder() {
      return order;
    }
  }
}
