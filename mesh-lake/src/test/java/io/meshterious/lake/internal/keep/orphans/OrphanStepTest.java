// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.keep.FailingTable;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.internal.keep.Storage;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.MaintenanceReport.Skipped;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanStepTest {
  private static final Duration OLD = Duration.ofDays(9);

  @TempDir Path folder;
  private TestCatalog catalog;
  private KeptRows rows;

  @BeforeEach
  void table() {
    catalog = new TestCatalog(folder);
    rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
    rows.append(2, 10, 20);
    rows.delete(id -> id == 3);
    Storage.age(rows.table, OLD);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void remove_oldStrays_deletesThemAndNothingElse() {
    // Given
    Path data = Storage.stray(rows.table, "data/day=1/left.parquet", OLD);
    Path metadata = Storage.stray(rows.table, "metadata/left.avro", OLD);
    Path elsewhere = Storage.stray(rows.table, "left.txt", OLD);
    Set<String> needed = Storage.needed(rows.table);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(OrphanRemoval.standard());
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).files()).isEqualTo(3);
    assertThat(report.steps().get(0).filesRemoved()).isEqualTo(3);
    assertThat(report.bytesFreed()).isEqualTo(plan.steps().get(0).bytes()).isEqualTo(3 * 17);
    assertThat(data).doesNotExist();
    assertThat(metadata).doesNotExist();
    assertThat(elsewhere).doesNotExist();
    assertThat(Storage.files(rows.table)).isEqualTo(needed);
    assertThat(rows.rows()).hasSize(19);
  }

  @Test
  void remove_youngStrays_leavesThem() {
    // Given
    Path young = Storage.stray(rows.table, "data/young.parquet", Duration.ofDays(2));
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(OrphanRemoval.standard());
    plan.run().orThrow();
    // Then
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.steps().get(0).why()).contains("1 younger files are left alone");
    assertThat(young).exists();
  }

  @Test
  void remove_oldFileOfAWriterThatStillWrites_leavesIt() {
    // Given
    UUID writer = UUID.randomUUID();
    Path first = Storage.stray(rows.table, "data/00000-0-" + writer + "-00001.parquet", OLD);
    Path second =
        Storage.stray(rows.table, "data/00000-0-" + writer + "-00002.parquet", Duration.ZERO);
    // When
    Keepers.of(rows.table).plan(OrphanRemoval.standard()).run().orThrow();
    boolean keptWhileWriting = Files.exists(first);
    Storage.age(second.toString(), OLD);
    Keepers.of(rows.table).plan(OrphanRemoval.standard()).run().orThrow();
    // Then
    assertThat(keptWhileWriting).isTrue();
    assertThat(first).doesNotExist();
    assertThat(second).doesNotExist();
  }

  @Test
  void remove_fileCommittedAfterPlanning_leavesIt() {
    // Given
    DataFile late = rows.write(1, 100, 110);
    Storage.age(late.location(), OLD);
    MaintenancePlan plan = Keepers.of(rows.table).plan(OrphanRemoval.standard());
    catalog.table("orders").newAppend().appendFile(late).commit();
    // When
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).files()).isEqualTo(1);
    assertThat(report.steps().get(0).skipped())
        .containsExactly(new Skipped("file " + late.location(), "it was committed meanwhile"));
    assertThat(rows.rows()).hasSize(29);
  }

  @Test
  void remove_hiddenFilesAndOtherTablesBelow_leavesThem() {
    // Given
    Path hidden = Storage.stray(rows.table, "data/.secret/file", OLD);
    Path underscore = Storage.stray(rows.table, "_temporary/file", OLD);
    Table inner = innerTable();
    KeptRows innerRows = new KeptRows(inner);
    innerRows.append(1, 0, 10);
    Storage.age(inner, OLD);
    Path innerStray = Storage.stray(inner, "data/left.parquet", OLD);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(OrphanRemoval.standard());
    plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).why()).contains("holds another table and is left alone");
    assertThat(hidden).exists();
    assertThat(underscore).exists();
    assertThat(innerStray).exists();
    assertThat(innerRows.rows()).hasSize(10);
  }

  private Table innerTable() {
    return ((JdbcCatalog) catalog.catalog())
        .buildTable(TableIdentifier.of("main", "inner"), KeptRows.SCHEMA)
        .withLocation(rows.table.location() + "/inner")
        .create();
  }

  @Test
  void remove_siblingWithSamePrefix_isNotLookedAt() {
    // Given
    KeptRows sibling = KeptRows.create(catalog, "orders2", 3, false);
    sibling.append(1, 0, 10);
    Storage.age(sibling.table, OLD);
    Path stray = Storage.stray(sibling.table, "data/left.parquet", OLD);
    // When
    Keepers.of(rows.table).plan(OrphanRemoval.standard()).run().orThrow();
    // Then
    assertThat(stray).exists();
    assertThat(sibling.rows()).hasSize(10);
  }

  @Test
  void remove_tableWrittenThroughASymbolicLink_keepsItsFiles() throws Exception {
    // Given
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, LocalFileIO.path(rows.table.location()));
    rows.table.updateProperties().set("write.data.path", "file://" + link.resolve("data")).commit();
    KeptRows linked = new KeptRows(catalog.table("orders"));
    linked.append(1, 50, 60);
    Storage.age(rows.table, OLD);
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(OrphanRemoval.standard());
    plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).files()).isZero();
    assertThat(linked.rows()).hasSize(29);
  }

  @Test
  void remove_sameFilesUnderAnotherScheme_isRefused() {
    // Given
    Table renamed = RenamingIO.table(rows.table, "s3://bucket", "s3://other");
    // When
    MeshException refused =
        catchThrowableOfType(
            MeshException.class,
            () -> Keepers.of(renamed).plan(OrphanRemoval.unsafe(Duration.ZERO)));
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.LOCATION_MISMATCH);
    assertThat(refused).hasMessageContaining("nothing was deleted");
    assertThat(rows.rows()).hasSize(19);
  }

  @Test
  void remove_listingThatNamesNothingWeKnow_isRefused() {
    // Given
    Table renamed = RenamingIO.table(rows.table, "", "/mnt/elsewhere");
    // When
    MeshException refused =
        catchThrowableOfType(
            MeshException.class,
            () -> Keepers.of(renamed).plan(OrphanRemoval.unsafe(Duration.ZERO)));
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.LOCATION_MISMATCH);
    assertThat(rows.rows()).hasSize(19);
  }

  @Test
  void remove_fileIoThatCannotList_isRefusedClearly() {
    // Given
    Table blind = new FailingTable(rows.table);
    // When
    MeshException refused =
        catchThrowableOfType(
            MeshException.class, () -> Keepers.of(blind).plan(OrphanRemoval.standard()));
    // Then
    assertThat(refused.code()).isEqualTo(KeepError.LISTING_UNSUPPORTED);
    assertThat(refused).hasMessageContaining("SupportsPrefixOperations");
  }

  @Test
  void remove_gcDisabled_isRefused() {
    // Given
    rows.table.updateProperties().set("gc.enabled", "false").commit();
    // When / Then
    assertThatThrownBy(() -> Keepers.of(rows.table).plan(OrphanRemoval.standard()))
        .hasMessageContaining("gc.enabled");
  }

  @Test
  void age_belowOneHour_needsTheWordUnsafe() {
    // Given
    OrphanRemoval standard = OrphanRemoval.standard();
    // When / Then
    assertThatThrownBy(() -> standard.olderThan(Duration.ofMinutes(59)))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith("Invalid safety age of orphans: PT59M");
    assertThat(OrphanRemoval.unsafe(Duration.ZERO).title()).isEqualTo("remove orphans");
  }

  @Test
  void expireWithoutFiles_thenRemoveOrphans_leavesWhatIsNeeded() throws Exception {
    // Given
    Thread.sleep(2);
    Map<String, Integer> visible = rows.rows();
    Keepers.of(rows.table)
        .plan(SnapshotExpiry.standard().olderThan(Duration.ZERO).withoutDeletingFiles())
        .run()
        .orThrow();
    // When
    Keepers.of(rows.table).plan(OrphanRemoval.unsafe(Duration.ofSeconds(-0))).run().orThrow();
    // Then
    assertThat(Storage.files(rows.table)).containsAll(Storage.needed(rows.table));
    assertThat(rows.rows()).isEqualTo(visible);
  }
}
