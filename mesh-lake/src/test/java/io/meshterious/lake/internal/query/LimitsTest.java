// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.Rows;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LimitsTest {
  private static final long MEBI = 1L << 20;
  private static final String LARGE_SORT =
      "select max(x) from (select row_number() over (order by md5(i::varchar)) as x"
          + " from range(1500000) r(i))";

  @TempDir Path folder;

  @Test
  void value_moreThanMemory_spills() {
    // Given
    EngineOptions options =
        EngineOptions.defaults().memory(60 * MEBI).temp(folder.resolve("spill"), 2048 * MEBI);
    try (QueryFixture lake = new QueryFixture(folder, options.threads(1))) {
      // When
      long value = lake.sql(LARGE_SORT).value(Long.class).orElseThrow();
      // Then
      assertThat(value).isEqualTo(1_500_000);
    }
  }

  @Test
  void value_moreThanMemoryAndTemporarySpace_failsClearlyAndTheEngineGoesOn() {
    // Given
    EngineOptions options =
        EngineOptions.defaults().memory(20 * MEBI).temp(folder.resolve("spill"), 0).threads(1);
    try (QueryFixture lake = new QueryFixture(folder, options)) {
      // Then
      assertFails(
          () -> lake.sql(LARGE_SORT).value(Long.class),
          QueryError.QUERY_TOO_LARGE,
          "give the engine more memory");
      assertThat(lake.sql("select 1").value(Long.class)).contains(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select sum(hash(i)) from range(100000000000) r(i)",
        "select i from range(100000000000) r(i)",
      })
  void rows_timeout_endsTheRun(String sql) {
    try (QueryFixture lake = new QueryFixture(folder)) {
      // Given
      Query query = lake.sql(sql).timeout(Duration.ofMillis(700));
      // Then
      assertFails(
          () -> readAll(query), QueryError.QUERY_TIMEOUT, "longer than its timeout of PT0.7S");
      assertThat(lake.sql("select 1").value(Long.class)).contains(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select sum(hash(i)) from range(100000000000) r(i)",
        "select i from range(100000000000) r(i)",
      })
  void rows_cancelledByAnotherThread_endsTheRun(String sql) throws Exception {
    try (QueryFixture lake = new QueryFixture(folder)) {
      Query query = lake.sql(sql);
      CompletableFuture<Void> run = CompletableFuture.runAsync(() -> readAll(query));
      Thread.sleep(700);
      // When
      query.cancel();
      // Then
      assertFails(
          () -> {
            try {
              run.get();
            } catch (java.util.concurrent.ExecutionException e) {
              throw e.getCause();
            }
          },
          QueryError.QUERY_CANCELLED,
          "it was cancelled");
    }
  }

  @Test
  void rows_closedEarly_freesTheSession() {
    try (QueryFixture lake = new QueryFixture(folder)) {
      // When
      for (int i = 0; i < 20; i++) {
        try (Stream<Row> rows = lake.sql("select i from range(100000000) r(i)").rows()) {
          assertThat(rows.limit(1)).hasSize(1);
        }
      }
      // Then
      try (Session session = lake.engine.session()) {
        assertThat(
                session.number(
                    "select count(*) from duckdb_databases() where database_name like 'mesh%'"))
            .isZero();
      }
    }
  }

  @Test
  void rows_sessionsInParallel_doNotDisturbEachOther() throws Exception {
    try (QueryFixture lake = new QueryFixture(folder)) {
      // Given
      Table table =
          lake.tables.create(
              "t", new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
      for (long i = 0; i < 4; i++) {
        var file = Rows.append(table, List.of(Rows.row(table, "id", i), Rows.row(table, "id", -i)));
        Rows.deletePositions(table, file, 1);
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      // When
      List<Future<List<String>>> running = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        int least = i % 4;
        running.add(
            threads.submit(
                () ->
                    lake.rows(
                        lake.sql("select count(*), min(id) from t where id >= ?").bind(least))));
      }
      // Then
      for (int i = 0; i < running.size(); i++) {
        assertThat(running.get(i).get()).containsExactly("[" + (4 - i % 4) + ", " + i % 4 + "]");
      }
      threads.shutdownNow();
    }
  }

  @Test
  void session_foldersGiven_opensNoFileElsewhere() {
    // Given
    EngineOptions options =
        EngineOptions.defaults()
            .temp(folder.resolve("spill"), MEBI)
            .folders(List.of(folder.resolve("in"), folder.resolve("spill")));
    try (Engine engine = Engine.open(options);
        Session session = engine.session()) {
      folder.resolve("in").toFile().mkdirs();
      String target = folder.resolve("in") + "/x.parquet";
      // When
      session.execute("COPY (SELECT 1 AS x) TO '" + target + "' (FORMAT parquet)");
      // Then
      assertThat(session.number("SELECT x FROM read_parquet('" + target + "')")).isEqualTo(1);
      for (String refused :
          List.of(
              "SELECT * FROM read_text('/etc/passwd')",
              "SELECT * FROM read_text('" + folder + "/in/../other')",
              "COPY (SELECT 1) TO '" + folder + "/y.parquet' (FORMAT parquet)",
              "ATTACH '" + folder + "/z.db'")) {
        assertFails(
            () -> session.execute(refused), QueryError.STATEMENT_NOT_ALLOWED, "Cannot access");
      }
      for (String refused :
          List.of(
              "SET enable_external_access = true", "SET memory_limit = '1TB'", "RESET threads")) {
        assertThatThrownBy(() -> session.execute(refused)).isInstanceOf(MeshException.class);
      }
    }
  }

  @Test
  void options_valuesOutOfRange_areRefused() {
    EngineOptions options = EngineOptions.defaults();
    assertFails(
        () -> options.memory(5), QueryError.ENGINE_OPTION_INVALID, "Invalid memory of the engine");
    assertFails(() -> options.threads(0), QueryError.ENGINE_OPTION_INVALID, "at least 1");
    assertFails(() -> options.temp(folder, -1), QueryError.ENGINE_OPTION_INVALID, "zero or more");
    assertThat(options.memoryBytes()).isGreaterThanOrEqualTo(256 * MEBI);
  }

  private static void readAll(Query query) {
    try (Stream<Row> rows = query.rows()) {
      rows.forEach(row -> {});
    }
  }

  private static void assertFails(ThrowingCallable call, QueryError code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
