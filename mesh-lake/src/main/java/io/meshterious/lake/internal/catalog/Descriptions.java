// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.lake.TableDescription;
import io.meshterious.lake.TableDescription.Counts;
import io.meshterious.lake.TableDescription.CurrentSnapshot;
import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.scan.PlannedFiles;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/** Describes tables. */
public final class Descriptions {
  private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0);

  private Descriptions() {}

  /** What a table is, as it was read last. */
  public static TableDescription of(TableName name, Table table) {
    @Nullable Snapshot current = table.currentSnapshot();
    return new TableDescription(
        name,
        table.uuid().toString(),
        table.location(),
        TableUtil.formatVersion(table),
        table.schema(),
        table.spec(),
        table.sortOrder(),
        Optional.ofNullable(current).map(Descriptions::snapshot),
        current == null ? NOTHING : counts(table, current),
        Collections.unmodifiableMap(new TreeMap<>(table.properties())));
  }

  private static CurrentSnapshot snapshot(Snapshot current) {
    return new CurrentSnapshot(
        current.snapshotId(),
        Instant.ofEpochMilli(current.timestampMillis()),
        Optional.ofNullable(current.operation()).orElse("unknown"));
  }

  /** From the totals in the snapshot's summary; from its files, where a writer left them out. */
  private static Counts counts(Table table, Snapshot current) {
    Map<String, String> summary = current.summary();
    long rows = total(summary, SnapshotSummary.TOTAL_RECORDS_PROP);
    long files = total(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP);
    long bytes = total(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP);
    long deleteFiles = total(summary, SnapshotSummary.TOTAL_DELETE_FILES_PROP);
    long deleted = total(summary, SnapshotSummary.TOTAL_POS_DELETES_PROP);
    return Math.min(Math.min(Math.min(rows, files), Math.min(bytes, deleteFiles)), deleted) < 0
        ? counted(table)
        : new Counts(rows - deleted, files, bytes, deleteFiles, deleted);
  }

  private static long total(Map<String, String> summary, String name) {
    try {
      return PropertyUtil.propertyAsLong(summary, name, -1);
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }

  private static Counts counted(Table table) {
    long rows = 0;
    long files = 0;
    long bytes = 0;
    long deleted = 0;
    Set<String> deletes = new HashSet<>();
    for (FileScanTask task : PlannedFiles.of(table.newScan())) {
      rows += task.file().recordCount();
      files++;
      bytes += task.file().fileSizeInBytes();
      for (DeleteFile delete : task.deletes()) {
        if (deletes.add(delete.location() + "#" + delete.contentOffset())) {
          bytes += delete.fileSizeInBytes();
          deleted += delete.content() == FileContent.POSITION_DELETES ? delete.recordCount() : 0;
        }
      }
    }
    return new Counts(rows - deleted, files, bytes, deletes.size(), deleted);
  }
}
