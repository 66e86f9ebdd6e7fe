// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.meshterious.lake.internal.TestCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** Files of small tables: real ones, and descriptions of files that nobody reads. */
final class TestFiles {
  /** A number, and a day to partition by. */
  static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()), required(2, "day", Types.IntegerType.get()));

  private TestFiles() {}

  /** A catalog that does not wait for the disk: what these tests kill is processes. */
  static TestCatalog catalog(Path folder, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("uri", "jdbc:sqlite:" + folder.resolve("catalog.db") + "?synchronous=OFF");
    return new TestCatalog(folder, all);
  }

  /** The partitioning by day. */
  static PartitionSpec byDay() {
    return PartitionSpec.builderFor(SCHEMA).identity("day").build();
  }

  /** A description of a file that is not there, with one id in its statistics. */
  static DataFile described(Table table, long id) {
    ByteBuffer bound = Conversions.toByteBuffer(Types.LongType.get(), id);
    Map<Integer, Long> counts = Map.of(1, 1_000L, 2, 1_000L);
    Map<Integer, ByteBuffer> bounds = Map.of(1, bound);
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + UUID.randomUUID() + ".parquet")
        .withFormat("parquet")
        .withFileSizeInBytes(10_000)
        .withMetrics(new Metrics(1_000L, counts, counts, Map.of(), Map.of(), bounds, bounds))
        .build();
  }

  /** A file with one row for each id, all of the same day. */
  static DataFile rows(Table table, int day, long... ids) {
    boolean flat = table.spec().isUnpartitioned();
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    key.partition(record(table, 0, day));
    String name = UUID.randomUUID() + ".avro";
    OutputFile file =
        table
            .io()
            .newOutputFile(
                flat
                    ? table.locationProvider().newDataLocation(name)
                    : table.locationProvider().newDataLocation(table.spec(), key, name));
    try {
      DataWriter<Record> writer =
          Avro.writeData(file)
              .schema(table.schema())
              .withSpec(table.spec())
              .withPartition(flat ? null : key)
              .createWriterFunc(org.apache.iceberg.data.avro.DataWriter::create)
              .build();
      try (writer) {
        for (long id : ids) {
          writer.write(record(table, id, day));
        }
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Record record(Table table, long id, int day) {
    GenericRecord record = GenericRecord.create(table.schema());
    record.setField("id", id);
    record.setField("day", day);
    return record;
  }

  /** Deletes of positions in a file, together with those that the table has already. */
  static DeleteWriteResult deletes(Table table, DataFile file, long... positions) {
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 1, System.nanoTime()).format(FileFormat.PUFFIN).build();
    BaseDVFileWriter writer =
        new BaseDVFileWriter(
            files,
            path -> {
              List<DeleteFile> before = deletesOf(table, path);
              return before.isEmpty()
                  ? null
                  : new BaseDeleteLoader(it -> table.io().newInputFile(it))
                      .loadPositionDeletes(before, path);
            });
    try (writer) {
      for (long position : positions) {
        writer.delete(file.location(), position, table.spec(), file.partition());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.result();
  }

  private static List<DeleteFile> deletesOf(Table table, String path) {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().location().equals(path)) {
          return task.deletes();
        }
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All ids in the table's current snapshot, in order. */
  static List<Long> ids(Table table) {
    table.refresh();
    return ids(IcebergGenerics.read(table).build());
  }

  /** All ids on a branch, in order. */
  static List<Long> ids(Table table, String branch) {
    table.refresh();
    return ids(
        IcebergGenerics.read(table).useSnapshot(table.refs().get(branch).snapshotId()).build());
  }

  private static List<Long> ids(CloseableIterable<Record> rows) {
    try (rows) {
      TreeMap<Long, Integer> found = new TreeMap<>();
      for (Record row : rows) {
        found.merge((Long) row.getField("id"), 1, Integer::sum);
      }
      return found.entrySet().stream()
          .flatMap(it -> java.util.Collections.nCopies(it.getValue(), it.getKey()).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The locations of the data files of the current snapshot. */
  static Set<String> files(Table table) {
    table.refresh();
    TreeSet<String> found = new TreeSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> found.add(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
