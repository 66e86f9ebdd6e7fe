// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.CreationOptions;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.HistoryEntry;
import io.meshterious.lake.keep.SnapshotExpiry;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to a table, in whatever order, Iceberg's own reader and SQL see the rows that a
 * map in memory holds.
 */
class RandomHistoriesTest {
  private static final int HISTORIES = 50;
  private static final int THREADS = 2;
  private static final String NAME = "things";

  @TempDir private static Path folder;
  private static Lake lake;

  @BeforeAll
  static void open() {
    lake = Lake.open(folder.resolve("lake"), LakeOptions.defaults().durable(false));
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  @Test
  void everyHistory_isReadAsTheModelHasIt() throws Exception {
    SeededRandom random = SeededRandom.forTest("random histories");
    int histories = SeededRandom.rounds(HISTORIES);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < histories; i++) {
        History history = new History(random.fork(), NAME + i);
        running.add(threads.submit(history));
      }
      for (Future<?> history : running) {
        history.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One table and what happens to it. */
  private static final class History implements Callable<Void> {
    private final SeededRandom random;
    private final ModelTable model;
    private final String name;
    private final List<String> done = new ArrayList<>();
    private long nextKey = 1;

    History(SeededRandom random, String name) {
      this.random = random;
      this.model = new ModelTable(random);
      this.name = name;
    }

    @Override
    public Void call() throws Exception {
      int version = random.oneIn(3) ? 2 : 3;
      lake.create(
          model.contract(), "things", name, CreationOptions.defaults().withFormatVersion(version));
      done.add("version " + version);
      int steps = random.between(3, 9);
      for (int i = 0; i < steps; i++) {
        step();
        if (random.oneIn(3)) {
          check();
        }
      }
      check();
      lake.drop(name);
      return null;
    }

    private void step() {
      switch (random.below(10)) {
        case 0, 1 -> append();
        case 2 -> appendColumns();
        case 3, 4 -> upsert();
        case 5 -> delete();
        case 6 -> evolve();
        case 7 -> compact();
        case 8 -> expire();
        default -> rollback();
      }
      table().description().snapshot().ifPresent(current -> model.snapshot(current.id()));
    }

    private LakeTable table() {
      return lake.table(name);
    }

    private List<Map<String, Object>> newRows() {
      List<Map<String, Object>> rows = new ArrayList<>();
      int count = random.between(1, 30);
      for (int i = 0; i < count; i++) {
        rows.add(model.row(nextKey++));
      }
      return rows;
    }

    private void put(List<Map<String, Object>> rows) {
      rows.forEach(row -> model.rows().put((Long) row.get(ModelTable.KEY), row));
    }

    private void append() {
      done.add("append");
      List<Map<String, Object>> rows = newRows();
      lake.write(name).from(model.select(rows)).append().run().orThrow();
      put(rows);
    }

    private void appendColumns() {
      done.add("append columns");
      List<Map<String, Object>> rows = newRows();
      LakeTable table = table();
      ColumnBatch batch = ColumnBatch.of(table.iceberg().schema());
      for (Map<String, Object> row : rows) {
        for (ModelTable.Column column : model.columns()) {
          append(batch.column(column.name()), row.get(column.id()));
        }
        batch.endRow();
      }
      try (TableWriter writer = table.writer()) {
        writer.append(batch);
        table.commit(TableChange.append(writer.finish())).orThrow();
      }
      put(rows);
    }

    private static void append(Column column, Object value) {
      if (value == null) {
        column.appendNull();
      } else if (column instanceof LongColumn longs) {
        longs.append(
            value instanceof Instant instant
                ? instant.getEpochSecond() * 1_000_000
                : value instanceof BigDecimal decimal
                    ? decimal.unscaledValue().longValueExact()
                    : (Long) value);
      } else if (column instanceof IntColumn ints) {
        ints.append(Math.toIntExact((Long) value));
      } else {
        ((BytesColumn) column).append((String) value);
      }
    }

    private void upsert() {
      done.add("upsert");
      List<Map<String, Object>> rows = new ArrayList<>();
      for (long key : model.rows().keySet()) {
        if (random.oneIn(4)) {
          rows.add(model.row(key));
        }
      }
      if (rows.isEmpty() || random.oneIn(2)) {
        rows.addAll(newRows());
      }
      lake.write(name).from(model.select(rows)).upsert().run().orThrow();
      put(rows);
    }

    private void delete() {
      long modulus = random.between(2, 6);
      done.add("delete " + modulus);
      lake.write(name).deleteWhere("id % ? = 0", modulus).run().orThrow();
      model.rows().keySet().removeIf(key -> key % modulus == 0);
    }

    private void evolve() {
      done.add("evolve: " + model.change());
      lake.evolve(name, model.contract());
    }

    private void compact() {
      done.add("compact");
      table().maintenance().plan(Compaction.binPack()).run().orThrow();
    }

    private void expire() {
      done.add("expire");
      table()
          .maintenance()
          .plan(
              SnapshotExpiry.standard()
                  .olderThan(Duration.ofMillis(1))
                  .keepLast(random.between(1, 3)))
          .run()
          .orThrow();
    }

    private void rollback() {
      List<HistoryEntry> history =
          table().refs().history().stream()
              .filter(HistoryEntry::inCurrentHistory)
              .filter(entry -> model.knows(entry.snapshotId()))
              .toList();
      if (!history.isEmpty()) {
        long target = random.oneOf(history).snapshotId();
        done.add("rollback");
        table().refs().rollbackTo(target);
        model.rollback(target);
      }
    }

    private void check() throws Exception {
      try {
        assertThat(byIceberg()).as("Iceberg's reader after %s", done).isEqualTo(expected());
        assertThat(bySql()).as("SQL after %s", done).isEqualTo(expected());
      } catch (MeshException failed) {
        throw new AssertionError("cannot read after " + done, failed);
      }
    }

    private Map<Long, Map<String, Object>> expected() {
      return new TreeMap<>(model.rows());
    }

    private Map<Long, Map<String, Object>> byIceberg() throws Exception {
      Map<Long, Map<String, Object>> rows = new TreeMap<>();
      try (CloseableIterable<Record> records = IcebergGenerics.read(table().iceberg()).build()) {
        for (Record record : records) {
          Map<String, Object> row = new TreeMap<>();
          for (ModelTable.Column column : model.columns()) {
            put(row, column, record.getField(column.name()));
          }
          assertThat(rows.put((Long) row.get(ModelTable.KEY), row)).as("no row twice").isNull();
        }
      }
      return rows;
    }

    private Map<Long, Map<String, Object>> bySql() {
      Map<Long, Map<String, Object>> rows = new TreeMap<>();
      List<Map<String, Object>> found;
      try (var stream = lake.sql("select * from " + name).maps()) {
        found = stream.toList();
      }
      for (Map<String, Object> values : found) {
        Map<String, Object> row = new TreeMap<>();
        for (ModelTable.Column column : model.columns()) {
          put(row, column, values.get(column.name()));
        }
        assertThat(rows.put((Long) row.get(ModelTable.KEY), row)).as("no row twice").isNull();
      }
      return rows;
    }

    /** Puts a value in the form that the model uses. */
    private static void put(Map<String, Object> row, ModelTable.Column column, Object value) {
      if (value instanceof Integer number) {
        row.put(column.id(), number.longValue());
      } else if (value instanceof OffsetDateTime time) {
        row.put(column.id(), time.toInstant());
      } else if (value != null) {
        row.put(column.id(), value);
      }
    }
  }
}
