// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DanglingStepTest {
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

  /** Replaces the files of a day by one written anew, and leaves the deletes behind. */
  private static void rewrite(KeptRows rows, int day, long from, long to) throws Exception {
    DataFile fresh = rows.write(day, from, to);
    RewriteFiles rewrite =
        rows.table
            .newRewrite()
            .validateFromSnapshot(rows.table.currentSnapshot().snapshotId())
            .addFile(fresh);
    try (CloseableIterable<FileScanTask> tasks = rows.table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().partition().get(0, Integer.class) == day) {
          rewrite.deleteFile(task.file());
        }
      }
    }
    rewrite.commit();
    rows.table.refresh();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void remove_deletesOfRewrittenFiles_takesThemOut(int version) throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    rows.append(1, 0, 10);
    rows.append(2, 10, 20);
    rows.deleteByKey(1, 0);
    rows.deleteByKey(2, 10);
    rows.delete(id -> id == 11);
    rewrite(rows, 1, 1, 10);
    Map<String, Integer> visible = rows.rows();
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(DanglingDeletes.standard());
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).files()).isEqualTo(1);
    assertThat(report.steps().get(0).filesRemoved()).isEqualTo(1);
    assertThat(report.after().deleteFiles()).isEqualTo(report.before().deleteFiles() - 1);
    assertThat(rows.rows()).isEqualTo(visible).hasSize(17);
    assertThat(Keepers.of(rows.table).plan(DanglingDeletes.standard()).isEmpty()).isTrue();
  }

  @Test
  void remove_deletesInUse_leavesThem() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
    rows.deleteByKey(1, 0);
    rows.delete(id -> id == 5);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(DanglingDeletes.standard());
    plan.run().orThrow();
    // Then
    assertThat(plan.isEmpty()).isTrue();
    assertThat(rows.rows()).hasSize(8);
  }

  @Test
  void remove_takenOutByAnotherMeanwhile_isSkipped() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
    rows.deleteByKey(1, 0);
    rewrite(rows, 1, 1, 10);
    MaintenancePlan plan = Keepers.of(rows.table).plan(DanglingDeletes.standard());
    Keepers.of(catalog.table("orders")).plan(DanglingDeletes.standard()).run().orThrow();
    // When
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(report.steps().get(0).skipped()).hasSize(1);
    assertThat(report.steps().get(0).commits()).isZero();
    assertThat(rows.rows()).hasSize(9);
  }
}
