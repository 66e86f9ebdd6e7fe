// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.commit;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchCatalog;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.bench.Metric;
import io.meshterious.bench.Sample;
import io.meshterious.bench.Samples;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * The latency of an append of one file with statistics of ten columns, on the embedded catalog
 * (SQLite in a folder), with everything on disk before it counts as done: the commit's files and
 * their folder, and the catalog's row. Ours takes the lock between processes as well, which the
 * baselines do without.
 *
 * <p>All contenders start from the same table, written by ours: after so many commits, with old
 * snapshots expired every hundred commits and the last hundred kept. A user of Iceberg's fast
 * append would object that it is better off here than in life, where it leaves a manifest behind
 * for each commit; a user of its merging append, that our table spares it a long merge. The data
 * file itself is described, not written: writing it is measured by the benchmark {@code encode}.
 */
public final class CommitBench implements Bench {
  private static final int KEPT_SNAPSHOTS = 100;
  private static final Schema SCHEMA = schema();

  /** The benchmark. */
  public CommitBench() {}

  @Override
  public String name() {
    return "commit";
  }

  @Override
  public String about() {
    return "Latency of a durable append, beside Iceberg's own appends";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    List<Integer> histories =
        switch (run.size()) {
          case SMOKE -> List.of(3);
          case QUICK -> List.of(10, 500);
          case FULL -> List.of(10, 1_000, 10_000);
        };
    int commits = run.size().pick(3, 40, 200);
    for (int history : histories) {
      Path folder = run.freshFolder();
      TableMetadata origin = prepare(folder, history);
      try (JdbcCatalog catalog = BenchCatalog.open(folder, true);
          CommitLocks locks = CommitLocks.files(folder.resolve("locks"))) {
        Committer committer = new Committer(locks, CommitOptions.defaults());
        run.compare(
            "after " + history + " commits",
            contender(
                catalog,
                origin,
                "mesh",
                commits,
                (table, file) ->
                    committer.commit(table, TableChange.append(List.of(file))).orThrow()),
            contender(
                catalog,
                origin,
                "newFastAppend",
                commits,
                (table, file) -> table.newFastAppend().appendFile(file).commit()),
            contender(
                catalog,
                origin,
                "newAppend",
                commits,
                (table, file) -> table.newAppend().appendFile(file).commit()));
      }
    }
  }

  private interface Appending {
    void append(Table table, DataFile file);
  }

  /** Makes a table with a history. */
  private static TableMetadata prepare(Path folder, int history) {
    try (JdbcCatalog catalog = BenchCatalog.open(folder, false)) {
      catalog.createNamespace(Namespace.of("main"));
      Table table =
          catalog.createTable(
              TableIdentifier.of("main", "origin"),
              SCHEMA,
              PartitionSpec.unpartitioned(),
              Map.of(
                  "format-version",
                  "3",
                  "write.metadata.delete-after-commit.enabled",
                  "true",
                  "write.metadata.previous-versions-max",
                  "10"));
      Committer committer = new Committer(CommitLocks.none(), CommitOptions.defaults());
      for (int i = 1; i <= history; i++) {
        committer.commit(table, TableChange.append(List.of(file(table, i)))).orThrow();
        expire(table, i);
      }
      table.refresh();
      return ((BaseTable) table).operations().current();
    }
  }

  private static Contender contender(
      JdbcCatalog catalog, TableMetadata origin, String name, int commits, Appending how) {
    // Each has metadata files of its own, because commits delete those that are old.
    String metadata = origin.location() + "/metadata/00000-" + name + ".metadata.json";
    TableMetadataParser.write(origin, new LocalFileIO().newOutputFile(metadata));
    Table table = catalog.registerTable(TableIdentifier.of("main", name), metadata);
    int[] count = {0};
    return Contender.of(
        name,
        () -> {
          long[] nanos = new long[commits];
          for (int i = 0; i < commits; i++) {
            DataFile file = file(table, i);
            long start = System.nanoTime();
            how.append(table, file);
            nanos[i] = System.nanoTime() - start;
            count[0]++;
            expire(table, count[0]);
          }
          table.refresh();
          return Sample.of(Metric.lower("p50", "ms"), Samples.percentile(nanos, 0.5) / 1e6)
              .and(Metric.lower("p99", "ms"), Samples.percentile(nanos, 0.99) / 1e6)
              .fact("manifests", table.currentSnapshot().allManifests(table.io()).size());
        });
  }

  private static void expire(Table table, int commits) {
    if (commits % KEPT_SNAPSHOTS == 0) {
      table
          .expireSnapshots()
          .retainLast(KEPT_SNAPSHOTS)
          .expireOlderThan(System.currentTimeMillis())
          .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
          .commit();
    }
  }

  private static DataFile file(Table table, long seed) {
    Map<Integer, Long> counts = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (Types.NestedField column : table.schema().columns()) {
      int id = column.fieldId();
      counts.put(id, 100_000L);
      nulls.put(id, 0L);
      lower.put(id, Conversions.toByteBuffer(Types.LongType.get(), seed * id * 1_000_003));
      upper.put(id, Conversions.toByteBuffer(Types.LongType.get(), (seed + 1) * id * 1_000_003));
    }
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/" + UUID.randomUUID() + ".parquet")
        .withFormat("parquet")
        .withFileSizeInBytes(4_000_000)
        .withMetrics(new Metrics(100_000L, counts, counts, nulls, Map.of(), lower, upper))
        .build();
  }

  private static Schema schema() {
    Types.NestedField[] columns = new Types.NestedField[10];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Types.NestedField.required(i + 1, "column_" + i, Types.LongType.get());
    }
    return new Schema(columns);
  }
}
