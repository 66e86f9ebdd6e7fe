// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.write;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.bench.CpuTime;
import io.meshterious.bench.Metric;
import io.meshterious.bench.Sample;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/**
 * Upserts every tenth row of a table of eight columns, and reads all of the table afterwards.
 *
 * <p>Both read the new rows from the same Parquet file. Ours finds the old ones, writes deletion
 * vectors and one data file, and commits. The baseline is what Iceberg's Java library offers to a
 * writer that cannot look rows up: an equality delete for each key beside the new row, by its
 * generic reader and writers. A user would object that it does less work: it does not know which
 * keys there were, and every later read pays for that, which the second case shows. Both tables
 * have format version 3; all files are forced to disk.
 *
 * <p>The reads are all by our scans: of the table after our upsert, of the table as it was, and of
 * the table with equality deletes.
 */
public final class UpsertBench implements Bench {
  private static final int STEP = 10;

  /** The benchmark. */
  public UpsertBench() {}

  @Override
  public String name() {
    return "upsert";
  }

  @Override
  public String about() {
    return "Upsert of a tenth of a table and reads after it, beside equality deletes";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    long rows = run.size().pick(20_000, 1_000_000, 10_000_000);
    Path folder = run.freshFolder();
    try (Engine engine = Engine.open(EngineOptions.defaults());
        StockTables tables = new StockTables(engine, folder, rows)) {
      Path changes = folder.resolve("changes.parquet");
      try (Session session = engine.session()) {
        session.execute(
            "COPY (SELECT * REPLACE (quantity + 1 AS quantity) FROM ("
                + StockTables.rows(3, rows, STEP)
                + ")) TO '"
                + changes
                + "' (FORMAT parquet, COMPRESSION zstd, FIELD_IDS "
                + StockTables.fieldIds()
                + ")");
      }
      Table[] ours = new Table[1];
      Table[] stock = new Table[1];
      run.compare(
          rows / STEP + " rows into " + rows,
          seconds(
              "mesh",
              () -> {
                ours[0] = tables.copy();
                return ours[0];
              },
              table ->
                  tables
                      .write(table)
                      .from("SELECT * FROM read_parquet('" + changes + "')")
                      .upsert("order_id")
                      .run()
                      .orThrow()),
          seconds(
              "equality deletes",
              () -> {
                stock[0] = tables.copy();
                return stock[0];
              },
              table -> equalityDeletes(table, changes)));
      Table clean = tables.copy();
      Table upserted = ours[0];
      Table withEqualityDeletes = stock[0];
      upserted.refresh();
      withEqualityDeletes.refresh();
      run.compare(
          "read of " + rows + " rows afterwards",
          seconds("mesh", () -> upserted, table -> count(tables.read(table), rows)),
          seconds("clean table", () -> clean, table -> count(tables.read(table), rows)),
          seconds(
              "equality deletes",
              () -> withEqualityDeletes,
              table -> count(tables.read(table), rows)));
    }
  }

  private static void count(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("Expected " + expected + " rows and read " + found);
    }
  }

  private interface Making {
    Table table();
  }

  private interface Working {
    void with(Table table) throws Exception;
  }

  private static Contender seconds(String name, Making making, Working working) {
    return Contender.of(
        name,
        () -> {
          Table table = making.table();
          CpuTime cpu = CpuTime.start();
          long start = System.nanoTime();
          working.with(table);
          return Sample.of(Metric.lower("", "s"), (System.nanoTime() - start) / 1e9)
              .fact("cpuSeconds", cpu.seconds());
        });
  }

  private static void equalityDeletes(Table table, Path changes) throws IOException {
    GenericFileWriterFactory writers =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .deleteFileFormat(FileFormat.PARQUET)
            .dataSchema(table.schema())
            .equalityDeleteRowSchema(table.schema().select("order_id"))
            .equalityFieldIds(new int[] {1})
            .build();
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PARQUET).build();
    DataWriter<Record> data = writers.newDataWriter(files.newOutputFile(), table.spec(), null);
    EqualityDeleteWriter<Record> deletes =
        writers.newEqualityDeleteWriter(files.newOutputFile(), table.spec(), null);
    GenericRecord key = GenericRecord.create(table.schema().select("order_id"));
    try (data;
        deletes;
        CloseableIterable<Record> rows =
            Parquet.read(new LocalFileIO().newInputFile(changes.toString()))
                .project(table.schema())
                .reuseContainers()
                .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
      for (Record row : rows) {
        data.write(row);
        key.set(0, row.get(0));
        deletes.write(key);
      }
    }
    table.newRowDelta().addRows(data.toDataFile()).addDeletes(deletes.toDeleteFile()).commit();
  }
}
