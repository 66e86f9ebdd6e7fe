// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DeleteWriteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests stay few however many commits there are, and hold what they should. */
class ManifestTest {
  @TempDir Path folder;

  private final Committer committer =
      new Committer(CommitLocks.none(), CommitOptions.defaults().withMergeEvery(4));

  @Test
  void appends_manyOfThem_keepManifestsFewAndFilesWhole() {
    try (TestCatalog catalog = TestFiles.catalog(folder, Map.of())) {
      // Given
      Table table = catalog.create("t", TestFiles.SCHEMA);
      TreeSet<String> expected = new TreeSet<>();
      Map<String, Long> rowIds = new HashMap<>();
      int most = 0;
      // When
      for (int i = 0; i < 90; i++) {
        DataFile file = TestFiles.described(table, i);
        expected.add(file.location());
        Committed committed = committer.commit(table, TableChange.append(List.of(file))).orThrow();
        List<ManifestFile> manifests = table.currentSnapshot().allManifests(table.io());
        most = Math.max(most, manifests.size());
        assertThat(committed.summary())
            .containsEntry("total-data-files", String.valueOf(i + 1))
            .containsEntry("manifests-kept", String.valueOf(kept(committed, manifests)));
        rowIds.put(file.location(), 1_000L * i);
      }
      // Then
      assertThat(most).isLessThanOrEqualTo(16);
      assertThat(TestFiles.files(table)).isEqualTo(expected);
      assertThat(TableFolder.orphans(table)).isEmpty();
      // Each file keeps the snapshot that added it, its sequence number, and its first row id.
      List<Long> sequences = new ArrayList<>();
      table
          .newScan()
          .planFiles()
          .forEach(
              task -> {
                sequences.add(task.file().dataSequenceNumber());
                assertThat(task.file().firstRowId()).isNotNull();
              });
      assertThat(sequences).doesNotHaveDuplicates().hasSize(90);
      assertThat(table.newScan().planFiles())
          .allSatisfy(
              task ->
                  assertThat(task.file().firstRowId())
                      .isGreaterThanOrEqualTo(rowIds.get(task.file().location())));
    }
  }

  private static long kept(Committed committed, List<ManifestFile> manifests) {
    return manifests.stream().filter(it -> it.snapshotId() != committed.snapshotId()).count();
  }

  @Test
  void appends_besideDeletes_keepTheDeletes() {
    try (TestCatalog catalog = TestFiles.catalog(folder, Map.of())) {
      // Given
      Table table = catalog.create("t", TestFiles.SCHEMA, TestFiles.byDay(), Map.of());
      DataFile file = TestFiles.rows(table, 1, 10, 11);
      Committed base = committer.commit(table, TableChange.append(List.of(file))).orThrow();
      DeleteWriteResult deletes = TestFiles.deletes(table, file, 0);
      committer
          .commit(
              table,
              TableChange.rowDelta(List.of(), deletes.deleteFiles()).basedOn(base.snapshotId()))
          .orThrow();
      // When
      for (int i = 0; i < 20; i++) {
        committer
            .commit(table, TableChange.append(List.of(TestFiles.rows(table, 2 + i % 3, 100 + i))))
            .orThrow();
      }
      committer
          .commit(table, TableChange.overwrite(Expressions.equal("day", 2), List.of()))
          .orThrow();
      // Then
      List<Long> ids = TestFiles.ids(table);
      assertThat(ids).hasSize(1 + 13).contains(11L).doesNotContain(10L);
      Snapshot head = table.currentSnapshot();
      assertThat(head.deleteManifests(table.io())).hasSize(1);
    }
  }
}
