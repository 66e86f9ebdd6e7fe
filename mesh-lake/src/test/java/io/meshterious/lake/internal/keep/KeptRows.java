// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import io.meshterious.lake.internal.TestCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.DVFileWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/** A table of numbered rows, written and read by Iceberg's own generic code. */
public final class KeptRows {
  public static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()),
          optional(2, "day", Types.IntegerType.get()),
          optional(3, "text", Types.StringType.get()));

  public final Table table;

  public KeptRows(Table table) {
    this.table = table;
  }

  public static KeptRows create(TestCatalog catalog, String name, int version, boolean byDay) {
    PartitionSpec spec =
        byDay
            ? PartitionSpec.builderFor(SCHEMA).identity("day").build()
            : PartitionSpec.unpartitioned();
    return new KeptRows(
        catalog.create(
            name,
            SCHEMA,
            spec,
            Map.of("format-version", "" + version, "commit.retry.num-retries", "50")));
  }

  /** Writes rows with ids from one to below another into one file of a day. */
  public DataFile write(int day, long from, long to) {
    try {
      OutputFile out =
          table
              .io()
              .newOutputFile(
                  table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet"));
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      DataWriter<Record> writer =
          Parquet.writeData(out)
              .schema(table.schema())
              .createWriterFunc(GenericParquetWriter::create)
              .withSpec(table.spec())
              .withPartition(partition(key, day))
              .overwrite()
              .build();
      try (writer) {
        for (long id = from; id < to; id++) {
          writer.write(row(id, day));
        }
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PartitionKey partition(PartitionKey key, int day) {
    if (table.spec().isUnpartitioned()) {
      return null;
    }
    key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row(0, day)));
    return key;
  }

  public Record row(long id, int day) {
    GenericRecord row = GenericRecord.create(table.schema());
    row.setField("id", id);
    row.setField("day", day);
    row.setField("text", "row " + id);
    return row;
  }

  /** Appends rows with ids from one to below another. */
  public long append(int day, long from, long to) {
    table.newAppend().appendFile(write(day, from, to)).commit();
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }

  /** Deletes rows by position: deletion vectors on version 3, a file per data file on version 2. */
  public long delete(java.util.function.LongPredicate ids) {
    RowDelta delta = table.newRowDelta();
    table.refresh();
    if (table.currentSnapshot() != null) {
      delta.validateFromSnapshot(table.currentSnapshot().snapshotId());
    }
    List<String> referenced = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        List<Long> positions = positions(task, ids);
        if (!positions.isEmpty()) {
          referenced.add(task.file().location());
          deleteAt(delta, task, positions);
        }
      }
      delta.validateDataFilesExist(referenced).validateDeletedFiles().commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }

  private List<Long> positions(FileScanTask task, java.util.function.LongPredicate ids)
      throws IOException {
    List<Long> positions = new ArrayList<>();
    long position = 0;
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(task.file().location()))
            .project(table.schema())
            .createReaderFunc(
                type ->
                    org.apache.iceberg.data.parquet.GenericParquetReaders.buildReader(
                        table.schema(), type))
            .build()) {
      for (Record row : rows) {
        if (ids.test((Long) row.getField("id"))) {
          positions.add(position);
        }
        position++;
      }
    }
    return positions;
  }

  private void deleteAt(RowDelta delta, FileScanTask task, List<Long> positions)
      throws IOException {
    DataFile file = task.file();
    int version =
        ((org.apache.iceberg.HasTableOperations) table).operations().current().formatVersion();
    if (version >= 3) {
      OutputFileFactory files =
          OutputFileFactory.builderFor(table, 1, System.nanoTime())
              .format(FileFormat.PUFFIN)
              .build();
      DVFileWriter writer = new BaseDVFileWriter(files, path -> existing(task));
      try (writer) {
        positions.forEach(
            position -> writer.delete(file.location(), position, task.spec(), file.partition()));
      }
      DeleteWriteResult result = writer.result();
      result.deleteFiles().forEach(delta::addDeletes);
      result.rewrittenDeleteFiles().forEach(delta::removeDeletes);
      return;
    }
    OutputFile out =
        table
            .io()
            .newOutputFile(
                table.locationProvider().newDataLocation(UUID.randomUUID() + "-deletes.parquet"));
    PositionDeleteWriter<Record> writer =
        Parquet.writeDeletes(out)
            .withSpec(task.spec())
            .withPartition(file.partition())
            .metricsConfig(MetricsConfig.forPositionDelete())
            .overwrite()
            .buildPositionWriter();
    try (writer) {
      for (long position : positions) {
        writer.write(PositionDelete.<Record>create().set(file.location(), position));
      }
    }
    delta.addDeletes(writer.toDeleteFile());
  }

  private PositionDeleteIndex existing(FileScanTask task) {
    List<DeleteFile> vectors =
        task.deletes().stream().filter(delete -> delete.format() == FileFormat.PUFFIN).toList();
    if (vectors.isEmpty()) {
      return null;
    }
    return new BaseDeleteLoader(delete -> table.io().newInputFile(delete.location()))
        .loadPositionDeletes(vectors, task.file().location());
  }

  /** Deletes the row of an id by an equality delete in every partition given. */
  public long deleteByKey(int day, long... ids) {
    try {
      OutputFile out =
          table
              .io()
              .newOutputFile(
                  table.locationProvider().newDataLocation(UUID.randomUUID() + "-eq.parquet"));
      Schema key = table.schema().select("id");
      org.apache.iceberg.deletes.EqualityDeleteWriter<Record> writer =
          Parquet.writeDeletes(out)
              .createWriterFunc(GenericParquetWriter::create)
              .withSpec(table.spec())
              .withPartition(partition(new PartitionKey(table.spec(), table.schema()), day))
              .rowSchema(key)
              .equalityFieldIds(1)
              .overwrite()
              .buildEqualityWriter();
      try (writer) {
        for (long id : ids) {
          GenericRecord row = GenericRecord.create(key);
          row.setField("id", id);
          writer.write(row);
        }
      }
      table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
      table.refresh();
      return table.currentSnapshot().snapshotId();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often each row is visible now. */
  public Map<String, Integer> rows() {
    table.refresh();
    return table.currentSnapshot() == null ? Map.of() : rows(table.currentSnapshot().snapshotId());
  }

  /** How often each row was visible in a snapshot. */
  public Map<String, Integer> rows(long snapshotId) {
    Map<String, Integer> counts = new TreeMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).useSnapshot(snapshotId).select("id", "day", "text").build()) {
      for (Record row : rows) {
        counts.merge(key(row), 1, Integer::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  public static String key(Record row) {
    return row.getField("id") + " " + row.getField("day") + " " + row.getField("text");
  }

  /** Ids of the visible rows with their row ids and the sequence numbers of their last change. */
  public Map<Long, String> lineage() {
    table.refresh();
    Map<Long, String> found = new HashMap<>();
    Schema schema =
        new Schema(
            table.schema().findField("id"),
            MetadataColumns.ROW_ID,
            MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(table.currentSnapshot().snapshotId())
            .project(schema)
            .build()) {
      for (Record row : rows) {
        found.put((Long) row.get(0), row.get(1) + " " + row.get(2));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Snapshots of the current history, the newest first. */
  public List<Long> history() {
    table.refresh();
    return SnapshotUtil.currentAncestorIds(table);
  }
}
