// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes and threads that commit to one table. {@code -Dmesh.rounds=8}: 8 processes x 200. */
class ContentionTest {
  @TempDir Path folder;

  @Test
  void processes_oneTable_loseNothingAndStarveNobody() throws Exception {
    boolean full = SeededRandom.rounds(1) >= 8;
    Contention.check(
        folder,
        "jdbc:sqlite:"
            + folder.resolve("catalog.db")
            + "?journal_mode=WAL&busy_timeout=30000&synchronous=OFF",
        full ? 8 : 3,
        full ? 200 : 25);
  }

  @Test
  void threads_oneTable_loseNothing() throws Exception {
    // Given
    try (TestCatalog catalog = TestFiles.catalog(folder, Map.of())) {
      Table table = catalog.create("shared", TestFiles.SCHEMA);
      Committer committer =
          new Committer(CommitLocks.files(folder.resolve("locks")), CommitOptions.defaults());
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> done = new ArrayList<>();
      // When
      for (int thread = 0; thread < 4; thread++) {
        Table mine = thread % 2 == 0 ? table : catalog.table("shared");
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 15; i++) {
                    committer
                        .commit(mine, TableChange.append(List.of(TestFiles.described(mine, i))))
                        .orThrow();
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get(1, TimeUnit.MINUTES);
      }
      threads.shutdown();
      // Then
      assertThat(TestFiles.files(table)).hasSize(60);
      assertThat(table.history()).hasSize(60);
    }
  }

  @Test
  void fileLock_heldByAnother_isWaitedForUntilTheDeadline() {
    // Given
    CommitLocks one = CommitLocks.files(folder);
    CommitLocks other = CommitLocks.files(folder);
    // When
    try (CommitLocks.Held held = one.acquire("t", Duration.ofSeconds(5))) {
      // Then
      assertThat(held).isNotNull();
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      MeshException.class, () -> other.acquire("t", Duration.ofMillis(20)))
                  .code())
          .isEqualTo(CommitError.BUSY);
      other.acquire("u", Duration.ofMillis(20)).close();
    }
    other.acquire("t", Duration.ofSeconds(5)).close();
  }
}
