// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.internal.keep.Storage;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionStepTest {
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

  private KeptRows table(int version, int days, int filesOfDay) {
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    for (int i = 0; i < days * filesOfDay; i++) {
      rows.append(i % days, i * 10L, i * 10L + 10);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void compact_smallFiles_putsThoseOfADayTogether(int version) {
    // Given
    KeptRows rows = table(version, 2, 5);
    Map<String, Integer> visible = rows.rows();
    long history = rows.history().size();
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(Compaction.binPack());
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).files()).isEqualTo(10);
    assertThat(plan.steps().get(0).details()).hasSize(2);
    assertThat(plan.steps().get(0).details().get(0)).contains("5 files", "small files");
    assertThat(report.after().dataFiles()).isEqualTo(2);
    assertThat(report.steps().get(0).commits()).isEqualTo(2);
    assertThat(rows.history()).hasSize((int) history + 2);
    assertThat(rows.rows()).isEqualTo(visible).hasSize(100);
    assertThat(rows.table.currentSnapshot().summary()).containsEntry("mesh.task", "compact");
    assertThat(Keepers.of(rows.table).plan(Compaction.binPack()).isEmpty()).isTrue();
  }

  @Test
  void compact_version3_keepsLineage() {
    // Given
    KeptRows rows = table(3, 1, 5);
    rows.delete(id -> id % 7 == 0);
    Map<Long, String> lineage = rows.lineage();
    // When
    Keepers.of(rows.table).plan(Compaction.binPack()).run().orThrow();
    Map<Long, String> once = rows.lineage();
    rows.append(0, 100, 110);
    Map<Long, String> more = rows.lineage();
    Keepers.of(rows.table).plan(Compaction.binPack().leastFiles(2)).run().orThrow();
    // Then
    assertThat(once).isEqualTo(lineage).hasSize(42);
    assertThat(Set.copyOf(more.values())).as("row ids are new").hasSize(52);
    assertThat(rows.lineage()).isEqualTo(more);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void compact_deletedRows_foldsThem(int version) {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    rows.append(1, 0, 100);
    rows.append(2, 100, 200);
    rows.append(3, 200, 300);
    rows.delete(id -> id < 40 || id == 150);
    rows.deleteByKey(3, 200);
    Map<String, Integer> visible = rows.rows();
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(Compaction.binPack());
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).details())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("day=1:") && line.endsWith("deleted rows"))
        .anyMatch(line -> line.startsWith("day=3:") && line.endsWith("equality deletes"));
    assertThat(rows.rows()).isEqualTo(visible).hasSize(258);
    assertThat(report.after().records()).isEqualTo(259);
    assertThat(Keepers.of(rows.table).plan(Compaction.binPack()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void compact_rowsDeletedMeanwhile_areNotBroughtBack(int version) {
    // Given
    KeptRows rows = table(version, 1, 5);
    KeptRows other = new KeptRows(catalog.table("orders"));
    // When
    MaintenanceReport report =
        Keepers.interrupted(
                rows.table,
                1,
                () -> {
                  other.delete(id -> id == 3);
                  other.append(0, 500, 510);
                })
            .plan(Compaction.binPack())
            .run()
            .orThrow();
    // Then
    assertThat(rows.rows()).hasSize(59).doesNotContainKey(KeptRows.key(rows.row(3, 0)));
    assertThat(report.steps().get(0).commits()).isEqualTo(1);
    assertThat(report.after().dataFiles()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void compact_rowsDeletedByKeyMeanwhile_areNotBroughtBack(int version) {
    // Given
    KeptRows rows = table(version, 1, 5);
    KeptRows other = new KeptRows(catalog.table("orders"));
    // When
    Keepers.interrupted(rows.table, 1, () -> other.deleteByKey(0, 3, 4))
        .plan(Compaction.binPack())
        .run()
        .orThrow();
    // Then
    assertThat(rows.rows()).hasSize(48);
  }

  @Test
  void compact_filesRemovedMeanwhile_areLeftOut() {
    // Given
    KeptRows rows = table(3, 1, 8);
    KeptRows other = new KeptRows(catalog.table("orders"));
    // When
    MaintenanceReport report =
        Keepers.interrupted(
                rows.table,
                1,
                () ->
                    other
                        .table
                        .newDelete()
                        .deleteFromRowFilter(Expressions.lessThan("id", 20))
                        .commit())
            .plan(Compaction.binPack())
            .run()
            .orThrow();
    // Then
    assertThat(rows.rows()).hasSize(60);
    assertThat(report.after().dataFiles()).isEqualTo(1);
  }

  @Test
  void compact_againAndAgainInTheWay_isSkippedAndLosesNothing() {
    // Given
    KeptRows rows = table(3, 1, 6);
    KeptRows other = new KeptRows(catalog.table("orders"));
    long[] next = {0};
    // When
    MaintenanceReport report =
        Keepers.interrupted(
                rows.table,
                99,
                () -> {
                  long gone = next[0];
                  next[0] += 10;
                  other.delete(id -> id == gone);
                })
            .plan(Compaction.binPack())
            .run()
            .orThrow();
    // Then
    assertThat(report.steps().get(0).skipped()).hasSize(1);
    assertThat(report.steps().get(0).skipped().get(0).why())
        .contains("changed its files again and again");
    assertThat(rows.rows()).hasSize(60 - 5);
    assertThat(Storage.files(rows.table)).filteredOn(file -> file.endsWith(".parquet")).hasSize(6);
  }

  @Test
  void compact_allRowsOfAFileDeleted_dropsIt() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
    rows.append(2, 10, 20);
    rows.delete(id -> id < 10);
    // When
    MaintenanceReport report = Keepers.of(rows.table).plan(Compaction.binPack()).run().orThrow();
    // Then
    assertThat(rows.rows()).hasSize(10);
    assertThat(report.after().deleteFiles()).isZero();
  }

  @Test
  void compact_largeFile_splitsIt_andOnlyOnce() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    try (Session session = Keepers.ENGINE.session()) {
      DuckFiles.write(
              session,
              rows.table,
              "SELECT i AS id, 1::INTEGER AS day, uuid()::VARCHAR AS text FROM range(300000) r(i)",
              FileOptions.of(rows.table, folder))
          .forEach(file -> rows.table.newAppend().appendFile(file).commit());
    }
    Compaction task = Compaction.binPack().targetBytes(1 << 20);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(task);
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).details().get(0)).endsWith("large files");
    assertThat(report.after().dataFiles()).isGreaterThan(1);
    assertThat(report.after().records()).isEqualTo(300_000);
    assertThat(Keepers.of(rows.table).plan(task).isEmpty()).isTrue();
  }

  @Test
  void compact_manyRowsOfADay_putsThemIntoOneFile() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    try (Session session = Keepers.ENGINE.session()) {
      for (int i = 0; i < 5; i++) {
        DuckFiles.write(
                session,
                rows.table,
                "SELECT i AS id, 1::INTEGER AS day, NULL::VARCHAR AS text FROM range(100000) r(i)",
                FileOptions.of(rows.table, folder))
            .forEach(file -> rows.table.newAppend().appendFile(file).commit());
      }
    }
    // When
    MaintenanceReport report = Keepers.of(rows.table).plan(Compaction.binPack()).run().orThrow();
    // Then
    assertThat(report.after().dataFiles()).isEqualTo(1);
    assertThat(report.after().records()).isEqualTo(500_000);
  }

  @Test
  void compact_withFilterAndBudget_takesOnlyWhatFits() {
    // Given
    KeptRows rows = table(3, 4, 5);
    // When
    MaintenancePlan filtered =
        Keepers.of(rows.table).plan(Compaction.binPack().where(Expressions.equal("day", 2)));
    MaintenancePlan limited =
        Keepers.of(rows.table).plan(MaintenanceOptions.of(Compaction.binPack()).budgetFiles(12));
    MaintenanceReport first = limited.run().orThrow();
    MaintenanceReport second =
        Keepers.of(rows.table)
            .plan(MaintenanceOptions.of(Compaction.binPack()).budgetFiles(12))
            .run()
            .orThrow();
    // Then
    assertThat(filtered.steps().get(0).details()).hasSize(1);
    assertThat(limited.steps().get(0).why()).endsWith("2 more groups do not fit into the budget");
    assertThat(first.after().dataFiles()).isEqualTo(12);
    assertThat(second.after().dataFiles()).isEqualTo(4);
    assertThat(rows.rows()).hasSize(200);
  }

  @Test
  void compact_timeIsOver_skipsWhatHasNotBegun() {
    // Given
    KeptRows rows = table(3, 3, 5);
    MaintenanceOptions options =
        MaintenanceOptions.of(Compaction.binPack()).threads(1).budgetTime(Duration.ofNanos(1));
    // When
    MaintenanceReport report = Keepers.of(rows.table).plan(options).run().orThrow();
    // Then
    assertThat(report.steps().get(0).commits()).isZero();
    assertThat(report.steps().get(0).skipped()).isNotEmpty();
    assertThat(rows.rows()).hasSize(150);
  }

  @Test
  void sort_byColumns_writesInOrder_andOnlyOnce() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 50, 60);
    rows.append(1, 0, 10);
    // When
    Keepers.of(rows.table).plan(Compaction.sort("day", "id")).run().orThrow();
    MaintenancePlan again = Keepers.of(rows.table).plan(Compaction.sort("day", "id"));
    MaintenancePlan other = Keepers.of(rows.table).plan(Compaction.sort("id"));
    // Then
    assertThat(Keepers.ids(rows.table)).startsWith(0L, 1L).endsWith(58L, 59L).isSorted();
    assertThat(again.isEmpty()).isTrue();
    assertThat(other.isEmpty()).isFalse();
  }

  @Test
  void sort_byTheTablesOrder_marksFiles_andSortsNewOnesOnly() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.table.replaceSortOrder().desc("id").commit();
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    // When
    Keepers.of(rows.table).plan(Compaction.sort()).run().orThrow();
    MaintenancePlan again = Keepers.of(rows.table).plan(Compaction.sort());
    // Then
    assertThat(Keepers.ids(rows.table)).startsWith(19L, 18L).endsWith(1L, 0L);
    assertThat(again.isEmpty()).isTrue();
    assertThat(CompactionPlanner.files(rows.table, rows.history().get(0), Expressions.alwaysTrue()))
        .allMatch(file -> file.file().sortOrderId() == 1);
  }

  @Test
  void sort_unknownColumnOrNoOrder_isRefused() {
    // Given
    KeptRows rows = table(3, 1, 2);
    // When / Then
    assertThatThrownBy(() -> Keepers.of(rows.table).plan(Compaction.sort("txt")))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("did you mean 'text'?");
    assertThatThrownBy(() -> Keepers.of(rows.table).plan(Compaction.sort()))
        .hasMessageContaining("it has no sort order;");
  }

  @Test
  void compact_emptyTable_hasNothingToDo() {
    // Given
    KeptRows empty = KeptRows.create(catalog, "empty", 3, false);
    // When
    MaintenanceReport report = Keepers.of(empty.table).plan().run().orThrow();
    // Then
    assertThat(report.steps()).hasSize(5);
    assertThat(report.toString()).contains("Maintenance of test.main.empty");
  }
}
