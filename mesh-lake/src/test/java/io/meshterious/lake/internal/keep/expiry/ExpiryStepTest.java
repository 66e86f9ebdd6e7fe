// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.keep.FailingTable;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.internal.keep.Storage;
import io.meshterious.lake.internal.keep.refs.TableRefs;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Maintenance;
import io.meshterious.lake.keep.MaintenanceListener.Progress;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.MaintenanceReport.Skipped;
import io.meshterious.lake.keep.Refs;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryStepTest {
  private static final SnapshotExpiry NOW = SnapshotExpiry.standard().olderThan(Duration.ZERO);

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
  void expire_allButCurrent_deletesWhatOnlyTheyNeed(int version) throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    rows.append(1, 0, 100);
    rows.append(2, 100, 200);
    rows.delete(id -> id % 10 == 0);
    rows.delete(id -> id % 10 == 1);
    rows.table
        .newDelete()
        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.equal("day", 2))
        .commit();
    Map<String, Integer> visible = rows.rows();
    Set<String> before = Storage.files(rows.table);
    Thread.sleep(2);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(NOW);
    MaintenanceReport report = plan.run().orThrow();
    // Then
    Set<String> after = Storage.files(rows.table);
    assertThat(rows.history()).hasSize(1);
    assertThat(rows.rows()).isEqualTo(visible).hasSize(80);
    assertThat(after).containsAll(Storage.needed(rows.table));
    assertThat(after)
        .filteredOn(file -> !file.endsWith(".json"))
        .allMatch(Storage.needed(rows.table)::contains);
    assertThat(before).hasSizeGreaterThan(after.size());
    MaintenancePlan.Step step = plan.steps().get(0);
    assertThat(step.snapshots()).isEqualTo(4);
    assertThat(report.steps().get(0).snapshotsRemoved()).isEqualTo(4);
    assertThat(report.steps().get(0).filesRemoved()).isEqualTo(step.files());
    assertThat(report.bytesFreed()).isEqualTo(step.bytes()).isPositive();
    assertThat(report.before().snapshots()).isEqualTo(5);
    assertThat(report.after().snapshots()).isEqualTo(1);
    assertThat(Keepers.of(rows.table).plan(NOW).isEmpty()).isTrue();
  }

  @Test
  void plan_changesNothing_andPrints() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    Set<String> before = Storage.files(rows.table);
    // When
    MaintenancePlan plan =
        Keepers.of(rows.table).plan(SnapshotExpiry.standard().olderThan(Duration.ZERO));
    // Then
    assertThat(Storage.files(rows.table)).isEqualTo(before);
    assertThat(plan.toString())
        .contains("Plan for test.main.orders", "2 snapshots", "expire snapshots", "because");
  }

  @Test
  void expire_keepLast_leavesTheNewest() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    for (int i = 0; i < 6; i++) {
      rows.append(1, i * 10L, i * 10L + 10);
    }
    List<Long> history = rows.history();
    // When
    Keepers.of(rows.table).plan(NOW.keepLast(3)).run().orThrow();
    // Then
    assertThat(rows.history()).isEqualTo(history.subList(0, 3));
    assertThat(rows.rows(history.get(2))).hasSize(40);
  }

  @Test
  void expire_standard_leavesYoungSnapshots() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(SnapshotExpiry.standard());
    plan.run().orThrow();
    // Then
    assertThat(plan.isEmpty()).isTrue();
    assertThat(rows.history()).hasSize(2);
  }

  @Test
  void expire_taggedAndBranched_leavesThem() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    Refs refs = new TableRefs(rows.table);
    long first = rows.append(1, 0, 10);
    long second = rows.append(1, 10, 20);
    long third = rows.append(1, 20, 30);
    rows.append(1, 30, 40);
    refs.tag("first", first, Refs.Keep.standard());
    refs.tag("aged", second, Refs.Keep.of(Duration.ofMillis(1)));
    refs.branch("dev", third, Refs.Keep.standard().atLeast(2));
    Thread.sleep(5);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(NOW);
    plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).details()).contains("drop 'aged': older than its limit");
    assertThat(refs.find("aged")).isEmpty();
    assertThat(rows.rows(first)).hasSize(10);
    assertThat(rows.rows(second)).as("one of dev's two").hasSize(20);
    assertThat(rows.rows(third)).hasSize(30);
    assertThat(plan.steps().get(0).snapshots()).isZero();
  }

  @Test
  void expire_taggedAfterPlanning_skipsIt() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    long first = rows.append(1, 0, 10);
    long second = rows.append(1, 10, 20);
    rows.append(1, 20, 30);
    Thread.sleep(2);
    MaintenancePlan plan = Keepers.of(rows.table).plan(NOW);
    new TableRefs(catalog.table("orders")).tag("late", first, Refs.Keep.standard());
    // When
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(rows.rows(first)).hasSize(10);
    assertThat(rows.table.snapshot(second)).isNull();
    assertThat(report.steps().get(0).skipped())
        .contains(new Skipped("snapshot " + first, "a tag, a branch or a limit keeps it by now"));
  }

  @Test
  void expire_rolledBackAfterPlanning_keepsTheCurrent() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    long first = rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    rows.append(1, 20, 30);
    Thread.sleep(2);
    MaintenancePlan plan = Keepers.of(rows.table).plan(NOW);
    new TableRefs(catalog.table("orders")).rollbackTo(first);
    // When
    plan.run().orThrow();
    // Then
    assertThat(rows.rows()).hasSize(10);
    assertThat(Storage.files(rows.table)).containsAll(Storage.needed(rows.table));
  }

  @Test
  void expire_crashedBeforeFilesWereDeleted_isFinishedByTheNextRun() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
    rows.table
        .newDelete()
        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
        .commit();
    rows.append(2, 10, 20);
    Thread.sleep(2);
    Table broken = new FailingTable(rows.table).deletesFailAfter(1);
    // When
    MaintenanceReport crashed = Keepers.of(broken).plan(NOW).run();
    boolean unfinished = Files.exists(journal(rows.table));
    MaintenancePlan rest = Keepers.of(rows.table).plan(NOW);
    rest.run().orThrow();
    // Then
    assertThat(crashed.steps().get(0).skipped()).isNotEmpty();
    assertThat(unfinished).isTrue();
    assertThat(rest.steps().get(0).details())
        .contains("2 snapshots expired earlier: delete their files");
    assertThat(rows.rows()).hasSize(10);
    assertThat(Storage.files(rows.table))
        .filteredOn(file -> !file.endsWith(".json"))
        .allMatch(Storage.needed(rows.table)::contains);
    assertThat(journal(rows.table)).doesNotExist();
  }

  @Test
  void expire_journalOfACommitThatNeverHappened_deletesNothing() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    List<org.apache.iceberg.Snapshot> all = new java.util.ArrayList<>();
    rows.table.snapshots().forEach(all::add);
    new ExpiryJournal(all, Map.of("/no/such/file", 5L)).write(rows.table);
    // When
    Keepers.of(rows.table).plan(SnapshotExpiry.standard()).run().orThrow();
    // Then
    assertThat(rows.history()).hasSize(2);
    assertThat(rows.rows()).hasSize(20);
    assertThat(Storage.files(rows.table)).containsAll(Storage.needed(rows.table));
    assertThat(journal(rows.table)).doesNotExist();
  }

  @Test
  void expire_withoutDeletingFiles_leavesThem() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 2, false);
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    Set<String> before = Storage.files(rows.table);
    Thread.sleep(2);
    // When
    Keepers.of(rows.table).plan(NOW.withoutDeletingFiles()).run().orThrow();
    // Then
    assertThat(rows.history()).hasSize(1);
    assertThat(Storage.files(rows.table)).containsAll(before);
  }

  @Test
  void expire_statistics_goWithTheirSnapshot() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    long first = rows.append(1, 0, 10);
    long second = rows.append(1, 10, 20);
    Path gone = Storage.stray(rows.table, "metadata/gone.stats", Duration.ZERO);
    Path kept = Storage.stray(rows.table, "metadata/kept.stats", Duration.ZERO);
    rows.table
        .updateStatistics()
        .setStatistics(statistics(first, gone))
        .setStatistics(statistics(second, kept))
        .commit();
    Thread.sleep(2);
    // When
    Keepers.of(rows.table).plan(NOW).run().orThrow();
    // Then
    assertThat(gone).doesNotExist();
    assertThat(kept).exists();
  }

  private static org.apache.iceberg.StatisticsFile statistics(long snapshot, Path file) {
    return new org.apache.iceberg.GenericStatisticsFile(
        snapshot, file.toString(), 17, 4, List.of());
  }

  @Test
  void expire_gcDisabled_isRefused() {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 0, 10);
    rows.table.updateProperties().set("gc.enabled", "false").commit();
    Maintenance keeper = Keepers.of(rows.table);
    // When / Then
    assertThatThrownBy(() -> keeper.plan(NOW))
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(KeepError.DELETION_FORBIDDEN));
  }

  @Test
  void expire_withListener_tellsProgress() throws Exception {
    // Given
    KeptRows rows = KeptRows.create(catalog, "orders", 3, false);
    rows.append(1, 0, 10);
    rows.append(1, 10, 20);
    List<Progress> heard = new CopyOnWriteArrayList<>();
    Thread.sleep(2);
    // When
    Keepers.of(rows.table)
        .plan(MaintenanceOptions.of(NOW).threads(1).listener(heard::add))
        .run()
        .orThrow();
    // Then
    assertThat(heard).extracting(Progress::phase).contains("delete manifest lists");
    assertThat(heard.get(heard.size() - 1).done()).isEqualTo(1);
    assertThat(heard.get(0).toString()).startsWith("test.main.orders: expire snapshots, ");
  }

  private static Path journal(Table table) {
    return LocalFileIO.path(ExpiryJournal.location(table));
  }
}
