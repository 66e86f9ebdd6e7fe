// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.postgres.PostgresFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCommitIT {
  @TempDir Path folder;
  private String url;

  @BeforeEach
  void database() {
    url = PostgresFixture.running().newDatabase();
  }

  @Test
  void processes_oneTable_loseNothingAndStarveNobody() throws Exception {
    boolean full = SeededRandom.rounds(1) >= 8;
    Contention.check(folder, url, full ? 8 : 4, full ? 200 : 25);
  }

  @Test
  void advisoryLock_heldByAnother_isWaitedForUntilTheDeadline() {
    // Given
    try (CommitLocks one = CommitLocks.postgres(() -> DriverManager.getConnection(url));
        CommitLocks other = CommitLocks.postgres(() -> DriverManager.getConnection(url))) {
      // When
      try (CommitLocks.Held held = one.acquire("t", Duration.ofSeconds(5))) {
        // Then
        assertThat(held).isNotNull();
        assertThat(
                catchThrowableOfType(
                        MeshException.class, () -> other.acquire("t", Duration.ofMillis(50)))
                    .code())
            .isEqualTo(CommitError.BUSY);
        other.acquire("u", Duration.ofSeconds(5)).close();
      }
      other.acquire("t", Duration.ofSeconds(5)).close();
    }
  }

  @Test
  void advisoryLock_sessionKilledWhileIdle_isOpenedAgain() throws Exception {
    // Given
    try (CommitLocks locks = CommitLocks.postgres(() -> DriverManager.getConnection(url))) {
      locks.acquire("t", Duration.ofSeconds(5)).close();
      try (Connection other = DriverManager.getConnection(url);
          Statement statement = other.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND datname = current_database()");
      }
      // When
      CommitLocks.Held held = locks.acquire("t", Duration.ofSeconds(5));
      // Then
      assertThat(held).isNotNull();
      held.close();
    }
  }

  @Test
  void advisoryLock_noDatabase_saysSo() {
    try (CommitLocks locks =
        CommitLocks.postgres(
            () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none"))) {
      assertThat(
              catchThrowableOfType(
                  MeshException.class, () -> locks.acquire("t", Duration.ofSeconds(1))))
          .hasMessageContaining("check that the database can be reached")
          .extracting(MeshException::code)
          .isEqualTo(CommitError.LOCK_FAILED);
    }
  }
}
