// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.testkit.postgres.PostgresFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes whose catalog is in PostgreSQL. */
class PostgresLakeIT {
  @TempDir Path temp;

  private LakeConfig config(String uri) {
    return LakeConfig.jdbc(uri).warehouse(temp.resolve("warehouse").toString()).build();
  }

  @Test
  void lake_inPostgres_holdsTables_fromTheFirstNamespaceToTheLastFile() {
    try (Lake lake = Lake.connect(config(PostgresFixture.running().newDatabase()))) {
      TableLifecycle.holds(lake);
    }
  }

  @Test
  void tables_inPostgres_areWritten_readAndKept() {
    try (Lake lake = Lake.connect(config(PostgresFixture.running().newDatabase()))) {
      TableWork.isDone(lake, false);
    }
  }

  @Test
  void lake_openedTwice_isOneLake_andCommitsTakeTurns() {
    // Given
    LakeConfig config = config(PostgresFixture.running().newDatabase());
    try (Lake one = Lake.connect(config);
        Lake other = Lake.connect(config)) {
      // When
      LakeTable table = TableLifecycle.create(one, "raw.orders");

      // Then
      assertThat(other.tables()).containsExactly(TableName.of("raw.orders"));
      TableLifecycle.append(other.table("raw.orders"), 3);
      assertThat(TableLifecycle.rows(table)).isEqualTo(3);
      try (CommitLocks.Held held = one.context().locks().acquire("t", Duration.ofSeconds(5))) {
        assertThat(held).isNotNull();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> other.context().locks().acquire("t", Duration.ofMillis(50)))
            .isInstanceOf(io.meshterious.core.error.MeshException.class);
      }
    }
  }

  @Test
  void catalog_madeByManyAtOnce_isMade() throws Exception {
    // Given
    int many = 6;
    LakeConfig config = config(PostgresFixture.running().newDatabase());
    CyclicBarrier start = new CyclicBarrier(many);
    List<Callable<List<String>>> openings = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      openings.add(
          () -> {
            start.await();
            try (Lake lake = Lake.connect(config)) {
              return lake.namespaces();
            }
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(many);
    try {
      // Then
      for (Future<List<String>> opened : pool.invokeAll(openings)) {
        assertThat(opened.get()).isEmpty();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void user_unknown_isDenied_andTheMessageHoldsNoPassword() {
    // Given
    String uri = PostgresFixture.running().newDatabase().replaceAll("\\?.*", "");
    LakeConfig config =
        LakeConfig.jdbc(uri)
            .warehouse(temp.toString())
            .credentials("nobody-here", "hush-hush")
            .build();

    // Then
    refused(() -> Lake.connect(config), LakeError.CATALOG_DENIED, uri);
    try {
      Lake.connect(config).close();
    } catch (RuntimeException denied) {
      java.io.StringWriter trace = new java.io.StringWriter();
      denied.printStackTrace(new java.io.PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("hush-hush");
    }
  }

  @Test
  void database_unknown_isSaidPlainly() {
    // Given
    String uri = PostgresFixture.running().url("no_such_database");

    // Then
    refused(() -> Lake.connect(config(uri)), LakeError.CATALOG_BROKEN, "no_such_database");
  }
}
