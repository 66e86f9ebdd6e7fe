// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static io.meshterious.lake.internal.commit.TestFiles.SCHEMA;
import static io.meshterious.lake.internal.commit.TestFiles.ids;
import static io.meshterious.lake.internal.commit.TestFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.SnapshotCheck;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DeleteWriteResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {
  @TempDir Path folder;

  private final Committer committer = new Committer(CommitLocks.none(), CommitOptions.defaults());
  private TestCatalog catalog;
  private Table flat;
  private Table days;

  @BeforeEach
  void open() {
    catalog = TestFiles.catalog(folder, Map.of());
    flat = catalog.create("flat", SCHEMA);
    days = catalog.create("days", SCHEMA, TestFiles.byDay(), Map.of());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void append_newFiles_areReadableAndNoted() {
    // Given
    DataFile file = rows(flat, 1, 10, 11);
    // When
    Committed committed =
        committer
            .commit(
                flat, TableChange.append(List.of(file)).attempt("a-1").summary("mesh.stored", "2"))
            .orThrow();
    // Then
    assertThat(ids(flat)).containsExactly(10L, 11L);
    assertThat(committed.attemptId()).isEqualTo("a-1");
    assertThat(committed.snapshotId()).isEqualTo(flat.currentSnapshot().snapshotId());
    assertThat(committed.sequenceNumber()).isEqualTo(1);
    assertThat(flat.currentSnapshot().summary())
        .containsEntry("mesh.attempt", "a-1")
        .containsEntry("mesh.stored", "2")
        .containsEntry("added-records", "2");
    assertThat(committed.summary()).isEqualTo(flat.currentSnapshot().summary());
  }

  @Test
  void append_attemptThatIsThere_changesNothing() {
    // Given
    TableChange change = TableChange.append(List.of(rows(flat, 1, 10))).attempt("a-1");
    Committed first = committer.commit(flat, change).orThrow();
    committer.commit(flat, TableChange.append(List.of(rows(flat, 1, 11)))).orThrow();
    // When
    CommitOutcome again = committer.commit(flat, change);
    // Then
    assertThat(again).isEqualTo(first);
    assertThat(ids(flat)).containsExactly(10L, 11L);
    assertThat(committer.find(flat, "a-1", "main")).contains(first);
    assertThat(committer.find(flat, "a-2", "main")).isEmpty();
  }

  @Test
  void overwrite_filter_replacesMatchingFiles() {
    // Given
    append(days, rows(days, 1, 10, 11), rows(days, 2, 20));
    // When
    committer
        .commit(
            days, TableChange.overwrite(Expressions.equal("day", 1), List.of(rows(days, 1, 12))))
        .orThrow();
    // Then
    assertThat(ids(days)).containsExactly(12L, 20L);
  }

  @Test
  void overwrite_filterThatCutsAFile_isRefused() {
    // Given
    append(flat, rows(flat, 1, 10, 11));
    // When
    CommitOutcome outcome =
        committer.commit(flat, TableChange.overwrite(Expressions.equal("id", 10), List.of()));
    // Then
    assertRefused(outcome, CommitError.PARTIAL_FILE, "delete those rows with delete files");
    assertThat(ids(flat)).containsExactly(10L, 11L);
  }

  @Test
  void overwritePartitions_newFiles_replaceTheirPartitions() {
    // Given
    append(days, rows(days, 1, 10), rows(days, 2, 20));
    // When
    committer.commit(days, TableChange.overwritePartitions(List.of(rows(days, 2, 21)))).orThrow();
    // Then
    assertThat(ids(days)).containsExactly(10L, 21L);
  }

  @Test
  void overwrite_rowsAddedSince_isRefusedUnlessSnapshotIsolated() {
    // Given
    Committed base = append(days, rows(days, 1, 10));
    append(days, rows(days, 1, 11));
    TableChange change =
        TableChange.overwrite(Expressions.equal("day", 1), List.of(rows(days, 1, 12)))
            .basedOn(base.snapshotId());
    // When
    CommitOutcome serializable = committer.commit(days, change);
    CommitOutcome isolated = committer.commit(days, change.snapshotIsolation());
    // Then
    assertRefused(serializable, CommitError.CONFLICT, "added rows that this one would have had");
    assertThat(isolated).isInstanceOf(Committed.class);
    assertThat(ids(days)).containsExactly(12L);
  }

  @Test
  void overwrite_rowsAddedElsewhere_isCommitted() {
    // Given
    Committed base = append(days, rows(days, 1, 10));
    append(days, rows(days, 2, 20));
    // When
    committer
        .commit(
            days,
            TableChange.overwrite(Expressions.equal("day", 1), List.of(rows(days, 1, 12)))
                .basedOn(base.snapshotId()))
        .orThrow();
    // Then
    assertThat(ids(days)).containsExactly(12L, 20L);
  }

  @Test
  void rowDelta_deletionVectors_replaceEachOther() throws Exception {
    // Given
    DataFile file = rows(flat, 1, 10, 11, 12);
    Committed base = append(flat, file);
    DeleteWriteResult first = TestFiles.deletes(flat, file, 0);
    Committed second =
        committer
            .commit(
                flat,
                TableChange.rowDelta(List.of(), first.deleteFiles()).basedOn(base.snapshotId()))
            .orThrow();
    assertThat(ids(flat)).containsExactly(11L, 12L);
    DeleteWriteResult both = TestFiles.deletes(flat, file, 1);
    // When
    committer
        .commit(
            flat,
            TableChange.rowDelta(
                    List.of(rows(flat, 1, 13)),
                    both.deleteFiles(),
                    List.of(),
                    both.rewrittenDeleteFiles())
                .basedOn(second.snapshotId()))
        .orThrow();
    // Then
    assertThat(ids(flat)).containsExactly(12L, 13L);
    try (CloseableIterable<FileScanTask> tasks = flat.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        assertThat(task.deletes().size()).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void rowDelta_secondVectorForAFile_isRefused() {
    // Given
    DataFile file = rows(flat, 1, 10, 11, 12);
    Committed base = append(flat, file);
    DeleteWriteResult one = TestFiles.deletes(flat, file, 0);
    Committed second =
        committer
            .commit(
                flat, TableChange.rowDelta(List.of(), one.deleteFiles()).basedOn(base.snapshotId()))
            .orThrow();
    DeleteWriteResult other = TestFiles.deletes(flat, file, 1);
    // When
    CommitOutcome outcome =
        committer.commit(
            flat,
            TableChange.rowDelta(List.of(), other.deleteFiles()).basedOn(second.snapshotId()));
    // Then
    assertRefused(outcome, CommitError.INVALID_CHANGE, "has a deletion vector already");
    assertThat(ids(flat)).containsExactly(11L, 12L);
  }

  @Test
  void rowDelta_sameFileDeletedFromSince_isRefused() {
    // Given
    DataFile file = rows(flat, 1, 10, 11, 12);
    Committed base = append(flat, file);
    DeleteWriteResult one = TestFiles.deletes(flat, file, 0);
    DeleteWriteResult other = TestFiles.deletes(flat, file, 1);
    committer
        .commit(flat, TableChange.rowDelta(List.of(), one.deleteFiles()).basedOn(base.snapshotId()))
        .orThrow();
    // When
    CommitOutcome outcome =
        committer.commit(
            flat,
            TableChange.rowDelta(List.of(), other.deleteFiles())
                .basedOn(base.snapshotId())
                .snapshotIsolation());
    // Then
    assertRefused(outcome, CommitError.CONFLICT, "deleted rows of files that this one depends on");
    assertThat(ids(flat)).containsExactly(11L, 12L);
  }

  @Test
  void rowDelta_filesReplacedSince_isRefused() {
    // Given
    DataFile file = rows(flat, 1, 10, 11);
    Committed base = append(flat, file);
    DeleteWriteResult deletes = TestFiles.deletes(flat, file, 0);
    replace(flat, base, file, rows(flat, 1, 10, 11));
    // When
    CommitOutcome outcome =
        committer.commit(
            flat,
            TableChange.rowDelta(List.of(), deletes.deleteFiles()).basedOn(base.snapshotId()));
    // Then
    assertRefused(outcome, CommitError.FILES_GONE, "another commit replaced or removed it");
    assertThat(ids(flat)).containsExactly(10L, 11L);
  }

  @Test
  void replace_rowsDeletedSince_isRefusedAndLosesNoDelete() {
    // Given
    DataFile file = rows(flat, 1, 10, 11);
    Committed base = append(flat, file);
    DataFile compacted = rows(flat, 1, 10, 11);
    committer
        .commit(
            flat,
            TableChange.rowDelta(List.of(), TestFiles.deletes(flat, file, 0).deleteFiles())
                .basedOn(base.snapshotId()))
        .orThrow();
    // When
    CommitOutcome outcome =
        committer.commit(
            flat,
            TableChange.replace(List.of(file), List.of(), List.of(compacted), List.of())
                .basedOn(base.snapshotId()));
    // Then
    assertRefused(outcome, CommitError.CONFLICT, "deleted rows");
    assertThat(ids(flat)).containsExactly(11L);
  }

  @Test
  void replace_rowsAddedSince_isCommittedWithTheAgeOfItsBase() throws Exception {
    // Given
    DataFile file = rows(flat, 1, 10, 11);
    Committed base = append(flat, file);
    append(flat, rows(flat, 1, 12));
    DataFile compacted = rows(flat, 1, 10, 11);
    // When
    replace(flat, base, file, compacted);
    // Then
    assertThat(ids(flat)).containsExactly(10L, 11L, 12L);
    try (CloseableIterable<FileScanTask> tasks = flat.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().location().equals(compacted.location())) {
          assertThat(task.file().dataSequenceNumber()).isEqualTo(base.sequenceNumber());
        }
      }
    }
  }

  @Test
  void commit_branch_leavesMainAlone() {
    // Given
    append(flat, rows(flat, 1, 10));
    flat.manageSnapshots().createBranch("audit").commit();
    // When
    committer
        .commit(flat, TableChange.append(List.of(rows(flat, 1, 11))).branch("audit").attempt("b"))
        .orThrow();
    // Then
    assertThat(ids(flat)).containsExactly(10L);
    assertThat(ids(flat, "audit")).containsExactly(10L, 11L);
    assertThat(committer.find(flat, "b", "audit")).isPresent();
    assertThat(committer.find(flat, "b", "main")).isEmpty();
  }

  @Test
  void commit_branchThatIsNotThere_isRefusedWithTheNameThatWasMeant() {
    // Given
    append(flat, rows(flat, 1, 10));
    flat.manageSnapshots().createBranch("audit").commit();
    // When
    CommitOutcome outcome =
        committer.commit(flat, TableChange.append(List.of(rows(flat, 1, 11))).branch("audti"));
    // Then
    assertRefused(outcome, CommitError.UNKNOWN_BRANCH, "did you mean 'audit'?");
  }

  @Test
  void commit_checkOfTheCallers_seesNewcomersAndMayRefuse() {
    // Given
    Committed base = append(flat, rows(flat, 1, 10));
    Committed newcomer = append(flat, rows(flat, 1, 11));
    List<Long> seen = new java.util.ArrayList<>();
    TableChange change = TableChange.append(List.of(rows(flat, 1, 12))).basedOn(base.snapshotId());
    // When
    CommitOutcome refused = committer.commit(flat, change.checkedBy(SnapshotCheck.none()));
    CommitOutcome committed =
        committer.commit(
            flat,
            change.checkedBy(newcomers -> newcomers.forEach(it -> seen.add(it.snapshotId()))));
    // Then
    assertRefused(refused, CommitError.CHECK_REFUSED, "1 other commits came first");
    assertThat(committed).isInstanceOf(Committed.class);
    assertThat(seen).containsExactly(newcomer.snapshotId());
  }

  @Test
  void commit_baseThatIsNotInTheHistory_isRefused() {
    // Given
    append(flat, rows(flat, 1, 10));
    // When
    CommitOutcome outcome =
        committer.commit(
            flat, TableChange.rowDelta(List.of(rows(flat, 1, 11)), List.of()).basedOn(4711));
    // Then
    assertRefused(outcome, CommitError.BASE_GONE, "snapshot 4711");
  }

  @Test
  void commit_removalWithoutBase_isRefused() {
    // Given
    DataFile file = rows(flat, 1, 10);
    append(flat, file);
    // When
    CommitOutcome outcome =
        committer.commit(
            flat, TableChange.rowDelta(List.of(), List.of(), List.of(file), List.of()));
    // Then
    assertRefused(outcome, CommitError.BASE_MISSING, "add basedOn(snapshotId)");
  }

  @Test
  void commit_droppedTable_isRefused() {
    // Given
    DataFile file = rows(flat, 1, 10);
    catalog
        .catalog()
        .dropTable(org.apache.iceberg.catalog.TableIdentifier.of("main", "flat"), false);
    // When
    CommitOutcome outcome = committer.commit(flat, TableChange.append(List.of(file)));
    // Then
    assertRefused(outcome, CommitError.TABLE_GONE, "'test.main.flat'");
  }

  private Committed append(Table table, DataFile... files) {
    return committer.commit(table, TableChange.append(List.of(files))).orThrow();
  }

  private void replace(Table table, Committed base, DataFile old, DataFile compacted) {
    committer
        .commit(
            table,
            TableChange.replace(List.of(old), List.of(), List.of(compacted), List.of())
                .basedOn(base.snapshotId()))
        .orThrow();
  }

  private static void assertRefused(CommitOutcome outcome, CommitError code, String words) {
    assertThat(outcome).isInstanceOf(Refused.class);
    Refused refused = (Refused) outcome;
    assertThat(refused.why()).hasMessageContaining(words);
    assertThat(refused.why().code()).isEqualTo(code);
  }
}
