// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.CommitOutcome.Unknown;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.Faults.Point;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.testkit.process.ChildJvm;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A commit that ends early, at each place where it can: by an exception, or with the process. */
class CrashTest {
  private static final Map<String, String> FAULTY = Map.of("io-impl", FaultyFileIO.class.getName());

  @TempDir Path folder;
  private TestCatalog catalog;
  private Table table;
  private FaultyCatalog faulty;

  private final Committer committer =
      new Committer(
          CommitLocks.none(), CommitOptions.defaults().withDeadline(Duration.ofSeconds(10)));

  @BeforeEach
  void open() {
    Faults.none();
    catalog = TestFiles.catalog(folder, FAULTY);
    table = catalog.create("t", TestFiles.SCHEMA);
    committer.commit(table, TableChange.append(List.of(TestFiles.rows(table, 1, 1)))).orThrow();
    faulty = FaultyCatalog.of(catalog.table("t"));
  }

  @AfterEach
  void close() {
    Faults.none();
    catalog.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"DATA_OPEN", "DATA_CLOSED"})
  void dataFile_fails_leavesTheTableAsItWas(Point point) {
    // Given
    Faults.failAt(point);
    // When
    assertThatThrownBy(() -> TestFiles.rows(table, 1, 2)).isInstanceOf(UncheckedIOException.class);
    // Then
    assertThat(TestFiles.ids(table)).containsExactly(1L);
    assertThat(TableFolder.orphans(table)).hasSize(1);
    assertThat(TableFolder.missing(table)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {
        "MANIFEST_OPEN",
        "MANIFEST_CLOSED",
        "LIST_CLOSED",
        "METADATA_OPEN",
        "METADATA_CLOSED"
      })
  void metadata_fails_isRefusedForCertain(Point point) {
    // Given
    DataFile file = TestFiles.rows(table, 1, 2);
    TableChange change = TableChange.append(List.of(file)).attempt("a");
    Faults.failAt(point);
    // When
    CommitOutcome outcome = committer.commit(table, change);
    // Then
    assertThat(Faults.happened()).isTrue();
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).why().code()).isEqualTo(CommitError.FILE_FAILED);
    assertThat(((Refused) outcome).why()).hasMessageContaining("No space left on device");
    assertThat(TestFiles.ids(table)).containsExactly(1L);
    assertOrphansCanGo(Set.of(file.location()));
    assertThat(committer.commit(table, change)).isInstanceOf(Committed.class);
    assertThat(TestFiles.ids(table)).containsExactly(1L, 2L);
  }

  static Stream<Supplier<RuntimeException>> lostAnswers() {
    return Stream.of(
        () -> new CommitStateUnknownException(new SQLException("connection reset")),
        () -> new UncheckedSQLException(new SQLException("timeout"), "Unknown failure"),
        // What the JDBC pool and REST clients report when they repeat a request that was lost.
        () -> new CommitFailedException("metadata location has changed"),
        () -> new IllegalStateException("anything"));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void swap_happenedAndAnswerLost_isCommittedOnceAndWhole(Supplier<RuntimeException> answer) {
    // Given
    TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2))).attempt("a");
    Faults.throwAt(Point.SWAPPED, answer);
    // When
    CommitOutcome outcome = committer.commit(faulty.table(), change);
    // Then
    assertThat(Faults.happened()).isTrue();
    assertThat(outcome).isInstanceOf(Committed.class);
    assertThat(faulty.swaps()).isEqualTo(1);
    assertThat(TestFiles.ids(table)).containsExactly(1L, 2L);
    assertThat(TableFolder.missing(table)).isEmpty();
    assertThat(committer.find(table, "a", "main")).contains((Committed) outcome);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void swap_didNotHappenAndAnswerLost_isTriedAgain(Supplier<RuntimeException> answer) {
    // Given
    TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2))).attempt("a");
    faulty.loseNextSwap(answer);
    // When
    CommitOutcome outcome = committer.commit(faulty.table(), change);
    // Then
    assertThat(outcome).isInstanceOf(Committed.class);
    assertThat(faulty.swaps()).isEqualTo(2);
    assertThat(TestFiles.ids(table)).containsExactly(1L, 2L);
    assertOrphansCanGo(Set.of());
  }

  @Test
  void catalog_goneAfterTheSwap_isUnknownAndResolvedByTheSameAttempt() {
    // Given
    Committer hasty =
        new Committer(
            CommitLocks.none(), CommitOptions.defaults().withDeadline(Duration.ofMillis(200)));
    TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2))).attempt("a");
    faulty.leaveAfterSwap(
        () -> new UncheckedSQLException(new SQLException("connection refused"), "Failed"));
    // When
    CommitOutcome outcome = hasty.commit(faulty.table(), change);
    faulty.comeBack();
    CommitOutcome later = hasty.commit(faulty.table(), change);
    // Then
    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(((Unknown) outcome).why().code()).isEqualTo(CommitError.STATE_UNKNOWN);
    assertThat(((Unknown) outcome).why()).hasMessageContaining("attempt 'a'");
    assertThat(later).isInstanceOf(Committed.class);
    assertThat(TestFiles.ids(table)).containsExactly(1L, 2L);
    assertThat(TableFolder.missing(table)).isEmpty();
  }

  @Test
  void catalog_goneBeforeTheSwap_isRefused() {
    // Given
    Committer hasty =
        new Committer(
            CommitLocks.none(), CommitOptions.defaults().withDeadline(Duration.ofMillis(100)));
    TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2)));
    faulty.leaveAfterSwap(() -> new UncheckedSQLException(new SQLException("refused"), "Failed"));
    hasty.commit(faulty.table(), TableChange.append(List.of()));
    // When
    CommitOutcome outcome = hasty.commit(faulty.table(), change);
    // Then
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).why().code()).isEqualTo(CommitError.CATALOG_FAILED);
    assertThat(TestFiles.ids(table)).containsExactly(1L);
  }

  @Test
  void thread_interrupted_endsSoonAndCertain() {
    // Given
    TableChange change = TableChange.append(List.of(TestFiles.rows(table, 1, 2)));
    Thread.currentThread().interrupt();
    // When
    CommitOutcome outcome = committer.commit(table, change);
    boolean stillInterrupted = Thread.interrupted();
    // Then
    assertThat(stillInterrupted).isTrue();
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).why().code()).isEqualTo(CommitError.INTERRUPTED);
    assertThat(TestFiles.ids(table)).containsExactly(1L);
  }

  @Test
  void process_killedAnywhere_leavesAWholeTableAndNoLock() throws Exception {
    // Given
    Map<Point, Process> processes = new EnumMap<>(Point.class);
    for (Point point : Point.values()) {
      Path place = Files.createDirectory(folder.resolve(point.name()));
      try (TestCatalog its = TestFiles.catalog(place, Map.of())) {
        Table one = its.create("t", TestFiles.SCHEMA);
        committer.commit(one, TableChange.append(List.of(TestFiles.rows(one, 1, 1)))).orThrow();
      }
      // When
      processes.put(point, ChildJvm.start(CrashingProcess.class, place.toString(), point.name()));
    }
    // Then
    for (Map.Entry<Point, Process> one : processes.entrySet()) {
      String output = ChildJvm.output(one.getValue());
      assertThat(one.getValue().exitValue()).as(one.getKey() + ": " + output).isEqualTo(9);
      afterKill(one.getKey());
    }
  }

  private void afterKill(Point point) throws Exception {
    Path place = folder.resolve(point.name());
    try (TestCatalog its = TestFiles.catalog(place, Map.of())) {
      Table one = its.table("t");
      boolean happened = point == Point.SWAPPED;
      assertThat(TestFiles.ids(one)).isEqualTo(happened ? List.of(1L, 2L) : List.of(1L));
      assertThat(TableFolder.missing(one)).isEmpty();
      assertThat(TableFolder.orphans(one).isEmpty()).as(point.name()).isEqualTo(happened);
      Committer next =
          new Committer(
              CommitLocks.files(place.resolve("locks")),
              CommitOptions.defaults().withDeadline(Duration.ofSeconds(10)));
      assertThat(next.find(one, "crash", "main").isPresent()).isEqualTo(happened);
      TableChange again = TableChange.append(List.of(TestFiles.rows(one, 1, 2))).attempt("crash");
      next.commit(one, again).orThrow();
      assertThat(TestFiles.ids(one)).containsExactly(1L, 2L);
      for (String orphan : TableFolder.orphans(one)) {
        Files.delete(Path.of(orphan));
      }
      assertThat(TestFiles.ids(one)).containsExactly(1L, 2L);
    }
  }

  /** Files that nothing needs can be found, and deleted without harm. */
  private void assertOrphansCanGo(Set<String> keep) {
    List<Long> before = TestFiles.ids(table);
    assertThat(TableFolder.missing(table)).isEmpty();
    Set<String> orphans = TableFolder.orphans(table);
    assertThat(orphans).containsAll(keep);
    orphans.stream().filter(it -> !keep.contains(it)).forEach(table.io()::deleteFile);
    assertThat(TestFiles.ids(table)).isEqualTo(before);
  }
}
