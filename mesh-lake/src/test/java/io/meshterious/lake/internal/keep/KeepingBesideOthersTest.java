// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.SnapshotExpiry;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.process.ChildJvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maintenance beside writers, and maintenance that is killed. */
class KeepingBesideOthersTest {
  private static final int STEPS = 8;

  @TempDir Path folder;
  private TestCatalog catalog;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void keep_besideWritersThatAppendAndDelete_losesNothing(int version) throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    rows.append(1, 0, 10);
    int writers = 2;
    AtomicInteger busy = new AtomicInteger(writers);
    AtomicInteger rounds = new AtomicInteger();
    List<Callable<Set<Long>>> jobs = new ArrayList<>();
    for (int i = 1; i <= writers; i++) {
      int writer = i;
      jobs.add(
          () -> {
            try {
              return write(writer);
            } finally {
              busy.decrementAndGet();
            }
          });
    }
    jobs.add(
        () -> {
          while (busy.get() > 0) {
            KeepingProcess.keep(catalog.table("orders"));
            rounds.incrementAndGet();
          }
          return LongStream.range(0, 10).boxed().collect(java.util.stream.Collectors.toSet());
        });
    ExecutorService pool = Executors.newFixedThreadPool(jobs.size());
    // When
    Set<Long> expected = new TreeSet<>();
    for (Future<Set<Long>> job : pool.invokeAll(jobs)) {
      expected.addAll(job.get());
    }
    pool.shutdown();
    KeepingProcess.keep(rows.table);
    // Then
    assertThat(rounds.get()).isPositive();
    assertThat(ids()).isEqualTo(expected);
    assertThat(rows.rows().values()).allMatch(count -> count == 1);
    assertThat(Storage.files(rows.table)).containsAll(Storage.needed(rows.table));
  }

  /** Appends and deletes rows of its own, by position and by key; gives the ids that are left. */
  private Set<Long> write(int writer) {
    KeptRows rows = new KeptRows(catalog.table("orders"));
    Set<Long> left = new HashSet<>();
    for (int step = 0; step < STEPS; step++) {
      long from = writer * 1_000_000L + step * 100L;
      again(() -> rows.append(writer, from, from + 10));
      for (long id = from; id < from + 10; id++) {
        left.add(id);
      }
      if (step % 3 == 1) {
        again(() -> rows.delete(id -> id == from + 3));
        left.remove(from + 3);
      }
      if (step % 3 == 2) {
        again(() -> rows.deleteByKey(writer, from + 4));
        left.remove(from + 4);
      }
    }
    return left;
  }

  /** Tries until no other commit is in the way. */
  private static void again(Runnable change) {
    for (int attempt = 0; attempt < 200; attempt++) {
      try {
        change.run();
        return;
      } catch (ValidationException
          | CommitFailedException
          | NotFoundException
          | IllegalArgumentException e) {
        // The last one says that the snapshot which was read has expired meanwhile.
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("200 attempts were not enough");
  }

  private Set<Long> ids() {
    return new TreeSet<>(Keepers.ids(catalog.table("orders")));
  }

  @Test
  void keep_killedAgainAndAgain_goesOnAndLosesNothing() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("killed keeping");
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    Set<Long> expected = new TreeSet<>();
    long next = 0;
    // When
    for (int kill = 0; kill < SeededRandom.rounds(2); kill++) {
      for (int i = 0; i < 6; i++) {
        rows.append(i % 2, next, next + 20);
        for (long id = next; id < next + 20; id++) {
          expected.add(id);
        }
        next += 20;
      }
      Process process = ChildJvm.start(KeepingProcess.class, folder.toString());
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line = kill == 0 ? output.readLine() : "round";
        assertThat(line).as("the child's output").isEqualTo("round");
        long gone = next - 20 * random.between(1, 4) - 5;
        again(() -> rows.delete(id -> id == gone));
        expected.remove(gone);
        again(() -> rows.append(1, 1_000_000 + gone, 1_000_001 + gone));
        expected.add(1_000_000 + gone);
        Thread.sleep(random.between(0, 700));
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(ids()).isEqualTo(expected);
      assertThat(Storage.files(rows.table)).containsAll(Storage.needed(rows.table));
    }
    KeepingProcess.keep(rows.table);
    Thread.sleep(2);
    Keepers.of(rows.table).plan(SnapshotExpiry.standard().olderThan(Duration.ZERO)).run().orThrow();
    Storage.age(rows.table, Duration.ofDays(9));
    Keepers.of(rows.table).plan(OrphanRemoval.standard()).run().orThrow();
    // Then
    assertThat(ids()).isEqualTo(expected);
    assertThat(rows.history()).hasSize(1);
    assertThat(Storage.files(rows.table)).isEqualTo(Storage.needed(rows.table));
  }
}
