// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.dedupe;

import io.meshterious.bench.Metric;
import io.meshterious.bench.Sample;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.KnownIds;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.WideColumn;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;

/** A table of events with random UUIDs, and two ways to know all of them when a pipeline starts. */
final class IdTable implements AutoCloseable {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: seen
      version: 1.0.0
      status: active
      schema:
        - name: seen
          logicalType: object
          customProperties:
            - {property: mesh.kind, value: event}
            - {property: mesh.eventId, value: id}
          properties:
            - {name: id, logicalType: string, logicalTypeOptions: {format: uuid}, required: true}
            - {name: number, logicalType: integer, required: true,
               logicalTypeOptions: {format: i32}}
      """;

  private static final int FILE_ROWS = 2_000_000;
  private static final int BATCH = 4_096;
  private static final int READERS = 2;

  private final DataContract contract = DataContract.parse(CONTRACT, DocumentFormat.YAML, "seen");
  private final int rows;
  private final Lake lake;
  private final LakeTable table;
  private final EventIds ids;

  /** Writes the table. */
  IdTable(Path folder, int rows) {
    this.rows = rows;
    this.lake = Lake.open(folder);
    this.table = lake.create(contract, "seen", "raw.seen");
    ColumnBatch batch = ColumnBatch.of(table.iceberg().schema());
    this.ids = EventIds.of(contract.tables().get(0), batch).orElseThrow();
    List<DataFile> files = new ArrayList<>();
    for (int from = 0; from < rows; from += FILE_ROWS) {
      files.addAll(write(batch, from, (int) Math.min(rows, from + (long) FILE_ROWS)));
    }
    table.commit(TableChange.append(files));
  }

  private List<DataFile> write(ColumnBatch batch, int from, int to) {
    try (TableWriter writer = table.writer()) {
      for (int first = from; first < to; first += BATCH) {
        batch.clear();
        for (int i = first; i < Math.min(to, first + BATCH); i++) {
          batch.column("id", WideColumn.class).append(Ids.high(i), Ids.low(i));
          batch.column("number", IntColumn.class).append(i);
          batch.endRow();
        }
        writer.append(batch);
      }
      return writer.finish();
    }
  }

  /** As a pipeline does it. */
  Sample direct() {
    return load(
        known -> {
          known.expect(rows);
          table
              .uuids("id")
              .read(READERS, (high, low, count) -> known.addAll(high, low, count, fresh(count)));
        });
  }

  /** By the SQL engine, two halves of each id as a row. */
  Sample sql() {
    return load(
        known -> {
          known.expect(rows);
          ids.read(
              lake.sql("select " + ids.selected() + " from raw.seen"),
              (high, low, count) -> known.addAll(high, low, count, fresh(count)));
        });
  }

  private static boolean[] fresh(int count) {
    return new boolean[count];
  }

  /** Fills something with ids. */
  private interface Loading {
    void into(KnownIds known);
  }

  private Sample load(Loading loading) {
    KnownIds known = new KnownIds(Long.MAX_VALUE);
    long start = System.nanoTime();
    loading.into(known);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (known.size() != rows) {
      throw new IllegalStateException("Knows " + known.size() + " of " + rows);
    }
    return Sample.of(Metric.lower("known", "s"), seconds)
        .fact("bytesPerId", (double) known.bytes() / rows);
  }

  @Override
  public void close() {
    lake.close();
  }
}
