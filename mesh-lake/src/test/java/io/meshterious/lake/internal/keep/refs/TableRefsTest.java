// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.refs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.keep.HistoryEntry;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Refs;
import io.meshterious.lake.keep.Refs.Keep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.SnapshotRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRefsTest {
  @TempDir Path folder;
  private TestCatalog catalog;
  private KeptRows rows;
  private Refs refs;
  private long first;
  private long second;
  private long third;

  @BeforeEach
  void table() {
    catalog = new TestCatalog(folder);
    rows = KeptRows.create(catalog, "orders", 3, false);
    refs = new TableRefs(rows.table);
    first = rows.append(1, 0, 10);
    second = rows.append(1, 10, 20);
    third = rows.append(1, 20, 30);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void tag_ofOlderSnapshot_namesIt() {
    // Given
    Keep keep = Keep.of(Duration.ofDays(30));
    // When
    Refs.Ref tag = refs.tag("q1", first, keep);
    // Then
    assertThat(tag).isEqualTo(new Refs.Ref("q1", false, first, keep));
    assertThat(refs.find("q1")).contains(tag);
    assertThat(refs.list()).extracting(Refs.Ref::name).containsExactly("main", "q1");
    assertThat(rows.rows(tag.snapshotId())).hasSize(10);
  }

  @Test
  void branch_withRetention_keepsIt() {
    // Given
    Keep keep = Keep.standard().snapshotsFor(Duration.ofDays(2)).atLeast(3);
    // When
    Refs.Ref branch = refs.branch("dev", second, keep);
    Refs.Ref longer = refs.keep("dev", Keep.of(Duration.ofDays(9)));
    // Then
    assertThat(branch.keep()).isEqualTo(keep);
    assertThat(longer.keep().refAge()).contains(Duration.ofDays(9));
    assertThat(longer.keep().leastSnapshots()).contains(3);
  }

  @Test
  void create_nameInUse_isRefused() {
    // Given
    refs.tag("q1");
    // When
    MeshException refused =
        catchThrowableOfType(MeshException.class, () -> refs.branch("q1", first, Keep.standard()));
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.REF_EXISTS);
    assertThat(refused)
        .hasMessage("Cannot start branch 'q1': the table has the tag q1 at " + third + " already");
  }

  @Test
  void create_onMissingSnapshot_isRefused() {
    assertThatThrownBy(() -> refs.tag("q1", 42, Keep.standard()))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("no snapshot 42");
    assertThatThrownBy(() -> refs.tag(" ", first, Keep.standard()))
        .hasMessageContaining("not blank");
    assertThatThrownBy(() -> refs.tag("q1", first, Keep.standard().atLeast(2)))
        .hasMessageContaining("make a branch");
    assertThat(refs.list()).hasSize(1);
  }

  @Test
  void drop_unknownName_namesTheNearOne() {
    // Given
    refs.tag("release");
    // When
    MeshException refused = catchThrowableOfType(MeshException.class, () -> refs.drop("relase"));
    refs.drop("release");
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.REF_NOT_FOUND);
    assertThat(refused).hasMessageContaining("did you mean 'release'?");
    assertThat(refs.find("release")).isEmpty();
    assertThatThrownBy(() -> refs.drop("main")).hasMessageContaining("Cannot drop 'main'");
  }

  @Test
  void rollback_toAncestor_bringsItsRowsBack() {
    // Given
    // When
    refs.rollbackTo(first);
    // Then
    assertThat(rows.rows()).hasSize(10);
    assertThat(rows.rows(third)).hasSize(30);
    assertThat(refs.history())
        .extracting(HistoryEntry::snapshotId, HistoryEntry::inCurrentHistory)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(third, false),
            org.assertj.core.groups.Tuple.tuple(second, false),
            org.assertj.core.groups.Tuple.tuple(first, true));
  }

  @Test
  void rollback_toOtherHistory_isRefusedUnlessForced() {
    // Given
    refs.rollbackTo(first);
    // When
    MeshException refused = catchThrowableOfType(MeshException.class, () -> refs.rollbackTo(third));
    refs.forceTo(third);
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.NOT_AN_ANCESTOR);
    assertThat(rows.rows()).hasSize(30);
    assertThat(refs.forceTo(third).snapshotId()).isEqualTo(third);
  }

  @Test
  void rollback_toTime_findsWhatWasCurrent() {
    // Given
    Instant between = Instant.ofEpochMilli(rows.table.snapshot(second).timestampMillis());
    Instant tooEarly = Instant.ofEpochMilli(rows.table.snapshot(first).timestampMillis() - 1);
    // When
    long reached = refs.rollbackTo(between).snapshotId();
    // Then
    assertThat(rows.table.snapshot(reached).timestampMillis())
        .isLessThanOrEqualTo(between.toEpochMilli());
    assertThat(reached).isIn(second, third);
    assertThatThrownBy(() -> refs.rollbackTo(tooEarly))
        .hasMessageContaining(
            "no snapshot of the current history is as old; the oldest is " + first);
  }

  @Test
  void fastForward_branchAhead_movesMain() {
    // Given
    refs.branch("dev");
    rows.table.newAppend().appendFile(rows.write(1, 30, 40)).toBranch("dev").commit();
    // When
    Refs.Ref main = refs.fastForward("main", "dev");
    // Then
    assertThat(main.snapshotId()).isEqualTo(refs.find("dev").orElseThrow().snapshotId());
    assertThat(rows.rows()).hasSize(40);
    assertThat(refs.fastForward("main", "dev")).isEqualTo(main);
  }

  @Test
  void fastForward_diverged_isRefused() {
    // Given
    refs.branch("dev");
    rows.table.newAppend().appendFile(rows.write(1, 30, 40)).toBranch("dev").commit();
    rows.append(1, 40, 50);
    // When
    MeshException refused =
        catchThrowableOfType(MeshException.class, () -> refs.fastForward("main", "dev"));
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.DIVERGED);
    assertThat(refused).hasMessageContaining("forwarding would lose commits");
    assertThat(rows.rows()).hasSize(40);
  }

  @Test
  void fastForward_oneRefIsATag_movesBranchesOnly() {
    // Given
    refs.branch("dev", first, Keep.standard());
    refs.tag("q1", second, Keep.standard());
    // When
    Refs.Ref dev = refs.fastForward("dev", "q1");
    // Then
    assertThat(dev.snapshotId()).isEqualTo(second);
    assertThatThrownBy(() -> refs.fastForward("q1", "main")).hasMessageContaining("'q1' is a tag");
    assertThatThrownBy(() -> refs.fastForward("main", "nothing"))
        .hasMessageContaining("no tag or branch 'nothing'");
  }

  @Test
  void history_withRefs_listsNewestFirst() {
    // Given
    refs.tag("q1", first, Keep.standard());
    // When
    List<HistoryEntry> history = refs.history();
    // Then
    assertThat(history).extracting(HistoryEntry::snapshotId).containsExactly(third, second, first);
    assertThat(history.get(0).refs()).containsExactly("main");
    assertThat(history.get(2).refs()).containsExactly("q1");
    assertThat(history.get(0).parentId()).contains(second);
    assertThat(history.get(2).parentId()).isEqualTo(Optional.empty());
    assertThat(history.get(1).operation()).isEqualTo("append");
    assertThat(history.get(1).summary()).containsEntry("added-records", "10");
  }

  @Test
  void emptyTable_hasNoHistory_andCannotBeTagged() {
    // Given
    Refs empty = new TableRefs(KeptRows.create(catalog, "empty", 2, false).table);
    // When
    List<HistoryEntry> history = empty.history();
    // Then
    assertThat(history).isEmpty();
    assertThat(empty.list()).isEmpty();
    assertThatThrownBy(() -> empty.tag("q1")).hasMessageContaining("no snapshot yet");
    assertThatThrownBy(() -> empty.rollbackTo(Instant.now()))
        .hasMessageContaining("no snapshot of the current history is as old");
  }

  @Test
  void refsChange_besideWriters_losesNothing() throws Exception {
    // Given
    int writers = 2;
    int each = 8;
    ExecutorService pool = Executors.newFixedThreadPool(writers + 1);
    List<Callable<Void>> jobs = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      jobs.add(
          () -> {
            KeptRows own = new KeptRows(catalog.table("orders"));
            for (int i = 0; i < each; i++) {
              long from = 1_000L * (writer + 1) + 10L * i;
              own.append(1, from, from + 10);
            }
            return null;
          });
    }
    jobs.add(
        () -> {
          Refs own = new TableRefs(catalog.table("orders"));
          for (int i = 0; i < 12; i++) {
            own.tag("t" + i);
            own.branch("b" + i, first, Keep.standard());
            own.fastForward("b" + i, "t" + i);
          }
          return null;
        });
    // When
    for (Future<Void> job : pool.invokeAll(jobs)) {
      job.get();
    }
    pool.shutdown();
    // Then
    assertThat(rows.rows()).hasSize(30 + writers * each * 10);
    assertThat(refs.list()).hasSize(25);
    assertThat(rows.table.refs().get("b3").snapshotId())
        .isEqualTo(rows.table.refs().get("t3").snapshotId());
    assertThat(rows.table.refs().get(SnapshotRef.MAIN_BRANCH).snapshotId())
        .isEqualTo(rows.table.currentSnapshot().snapshotId());
  }
}
