// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sequences of writes against a map in memory, and writers at the same time. */
@SuppressWarnings("NonApiType") // sorted on purpose
class WriteHistoryTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              required(1, "id", Types.LongType.get()),
              required(2, "grp", Types.StringType.get()),
              optional(3, "n", Types.LongType.get())),
          Set.of(1));
  private static Engine engine;

  @TempDir Path folder;

  @BeforeAll
  static void startEngine() {
    engine = WriteFixture.newEngine();
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  private record Row(String grp, Long n) {}

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "3, true"})
  void anyWrites_inAnyOrder_leaveWhatAMapWouldHold(int version, boolean partitioned) {
    SeededRandom random = SeededRandom.forTest("writes v" + version + " " + partitioned);
    for (int history = 0; history < SeededRandom.rounds(1); history++) {
      // Given
      try (WriteFixture lake = new WriteFixture(folder.resolve("h" + history), engine)) {
        PartitionSpec spec =
            partitioned
                ? PartitionSpec.builderFor(SCHEMA).identity("grp").build()
                : PartitionSpec.unpartitioned();
        lake.catalog().create("t", SCHEMA, spec, Map.of("format-version", String.valueOf(version)));
        TreeMap<Long, Row> model = new TreeMap<>();
        Map<Long, String> rowIds = new HashMap<>();
        for (int step = 0; step < 12; step++) {
          // When
          String done = write(lake, model, random);

          // Then
          List<String> expected = new ArrayList<>();
          model.forEach((id, row) -> expected.add(id + "|" + row.grp() + "|" + row.n()));
          expected.sort(null);
          assertThat(lake.byIceberg("t")).as(done).isEqualTo(expected);
          assertThat(lake.byEngine("t")).as(done).isEqualTo(expected);
          if (version == 3) {
            checkRowIds(lake, rowIds, done);
          }
        }
        assertThat(lake.orphans("t")).isEmpty();
      }
    }
  }

  /** Rows keep their ids when they are upserted or merged; no two rows have the same. */
  private static void checkRowIds(WriteFixture lake, Map<Long, String> known, String done) {
    Map<Long, String> now = new HashMap<>();
    for (String row : lake.byEngine("t", "SELECT id, _row_id FROM t", Extra.ROW_ID)) {
      String[] parts = row.split("\\|", -1);
      now.put(Long.valueOf(parts[0]), parts[1]);
    }
    assertThat(new TreeSet<>(now.values())).as(done).hasSameSizeAs(now.keySet());
    if (done.startsWith("upsert") || done.startsWith("merge")) {
      now.forEach(
          (id, rowId) -> assertThat(rowId).as(done).isEqualTo(known.getOrDefault(id, rowId)));
    }
    known.clear();
    known.putAll(now);
  }

  private static String write(WriteFixture lake, TreeMap<Long, Row> model, SeededRandom random) {
    int kind = random.below(7);
    long low = random.below(60);
    long high = low + random.below(30);
    switch (kind) {
      case 0 -> {
        long first = 1000L + random.below(1_000_000);
        TreeMap<Long, Row> rows = rows(random, first, first + random.below(20));
        rows.keySet().removeAll(model.keySet());
        lake.write("t").from(values(rows)).append().run().orThrow();
        model.putAll(rows);
        return "append";
      }
      case 1, 2, 3 -> {
        TreeMap<Long, Row> rows = rows(random, low, high);
        WriteReport report =
            kind == 1
                ? lake.write("t").from(values(rows)).upsert().skipUnchanged().run().orThrow()
                : lake.write("t").from(values(rows)).upsert().run().orThrow();
        long updated = rows.keySet().stream().filter(model::containsKey).count();
        assertThat(report.inserted()).isEqualTo(rows.size() - updated);
        assertThat(report.updated() + report.unchanged()).isEqualTo(updated);
        model.putAll(rows);
        return "upsert";
      }
      case 4 -> {
        lake.write("t").deleteWhere("id BETWEEN ? AND ? AND n % 3 = 0", low, high).run().orThrow();
        model
            .subMap(low, true, high, true)
            .values()
            .removeIf(row -> row.n() != null && row.n() % 3 == 0);
        return "delete";
      }
      case 5 -> {
        TreeMap<Long, Row> rows = rows(random, low, high);
        lake.write("t")
            .from(values(rows))
            .overwrite("id BETWEEN ? AND ?", low, high)
            .run()
            .orThrow();
        model.subMap(low, true, high, true).clear();
        model.putAll(rows);
        return "overwrite";
      }
      default -> {
        TreeMap<Long, Row> rows = rows(random, low, high);
        lake.write("t")
            .from(values(rows))
            .mergeOnKeys()
            .whenMatched("s.n IS NULL")
            .delete()
            .whenMatched()
            .update(Map.of("n", "coalesce(t.n, 0) + s.n"))
            .whenNotMatched("s.n > 500")
            .insertAll()
            .run()
            .orThrow();
        rows.forEach(
            (id, row) -> {
              Row old = model.get(id);
              if (old == null) {
                if (row.n() != null && row.n() > 500) {
                  model.put(id, row);
                }
              } else if (row.n() == null) {
                model.remove(id);
              } else {
                model.put(id, new Row(old.grp(), (old.n() == null ? 0 : old.n()) + row.n()));
              }
            });
        return "merge";
      }
    }
  }

  private static TreeMap<Long, Row> rows(SeededRandom random, long low, long high) {
    TreeMap<Long, Row> rows = new TreeMap<>();
    for (long id = low; id <= high; id++) {
      if (!random.oneIn(4)) {
        Long n = random.oneIn(5) ? null : Long.valueOf(random.below(1000));
        rows.put(id, new Row(random.oneOf("a", "b", "it's"), n));
      }
    }
    return rows;
  }

  private static String values(TreeMap<Long, Row> rows) {
    if (rows.isEmpty()) {
      return "SELECT 0::BIGINT AS id, '' AS grp, 0::BIGINT AS n WHERE false";
    }
    List<String> tuples = new ArrayList<>();
    rows.forEach(
        (id, row) ->
            tuples.add("(" + id + ", '" + row.grp().replace("'", "''") + "', " + row.n() + ")"));
    return "SELECT id::BIGINT AS id, grp, n::BIGINT AS n FROM (VALUES "
        + String.join(", ", tuples)
        + ") v(id, grp, n)";
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void mergesAtTheSameTime_loseNoIncrement(int version) throws Exception {
    // Given
    int writers = 3;
    int increments = SeededRandom.rounds(3);
    try (WriteFixture lake = new WriteFixture(folder, engine)) {
      lake.catalog()
          .create(
              "t",
              SCHEMA,
              PartitionSpec.unpartitioned(),
              Map.of("format-version", String.valueOf(version)));
      lake.write("t").from("SELECT x AS id, 'a' AS grp, 0 AS n FROM range(4) r(x)").append().run();
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> threads = new ArrayList<>();

      // When
      for (int w = 0; w < writers; w++) {
        int writer = w;
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < increments; i++) {
                    increment(lake, writer, i);
                  }
                });
        thread.setUncaughtExceptionHandler((it, failure) -> failures.add(failure));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }

      // Then
      assertThat(failures).isEmpty();
      List<String> expected = new ArrayList<>();
      for (int id = 0; id < 4; id++) {
        expected.add(id + "|a|" + (id < 2 ? writers * increments : 0));
      }
      for (int w = 0; w < writers; w++) {
        for (int i = 0; i < increments; i++) {
          expected.add((100 + w * 10 + i) + "|new|" + w);
        }
      }
      expected.sort(null);
      assertThat(lake.byIceberg("t")).isEqualTo(expected);
      assertThat(lake.byEngine("t")).isEqualTo(expected);
      assertThat(lake.orphans("t")).isEmpty();
    }
  }

  /** Adds one to two counters, one by a merge and one by a SELECT from the table, and a row. */
  private static void increment(WriteFixture lake, int writer, int i) {
    if (i % 2 == 0) {
      lake.write("t")
          .from(
              "SELECT * FROM (VALUES (0, 'a', 1), (1, 'a', 1), (?, 'new', ?)) v(id, grp, n)",
              100 + writer * 10 + i,
              writer)
          .mergeOnKeys()
          .whenMatched()
          .update(Map.of("n", "t.n + s.n"))
          .whenNotMatched()
          .insertAll()
          .run()
          .orThrow();
    } else {
      lake.write("t")
          .from(
              "SELECT id, grp, n + 1 AS n FROM main_t WHERE id < 2 UNION ALL SELECT ?, 'new', ?",
              100 + writer * 10 + i,
              writer)
          .upsert()
          .run()
          .orThrow();
    }
  }

  @Test
  void conflict_withoutTimeToRepeat_isRefusedAndLeavesNoFiles() {
    // Given
    try (WriteFixture lake = new WriteFixture(folder, engine)) {
      lake.catalog().create("t", SCHEMA);
      lake.write("t").from("SELECT 1 AS id, 'a' AS grp, 0 AS n").append().run().orThrow();
      boolean[] interfered = {false};
      lake.beforeScan(
          () -> {
            if (!interfered[0]) {
              interfered[0] = true;
              lake.write("t").from("SELECT 1 AS id, 'b' AS grp, 7 AS n").upsert().run().orThrow();
            }
          });

      // When
      WriteReport refused =
          lake.write("t")
              .from("SELECT 1 AS id, 'c' AS grp, 9 AS n")
              .upsert()
              .deadline(java.time.Duration.ZERO)
              .run();

      // Then
      assertThat(refused.outcome().orElseThrow())
          .isInstanceOf(io.meshterious.lake.commit.CommitOutcome.Refused.class);
      assertThat(refused.inserted() + refused.updated()).isZero();
      assertThat(lake.byIceberg("t")).containsExactly("1|b|7");
      assertThat(lake.orphans("t")).isEmpty();
    }
  }
}
