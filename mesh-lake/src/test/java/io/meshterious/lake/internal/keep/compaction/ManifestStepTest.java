// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.ManifestRewrite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestStepTest {
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

  private KeptRows table(int version) {
    KeptRows rows = KeptRows.create(catalog, "orders", version, true);
    for (int i = 0; i < 8; i++) {
      rows.table.newFastAppend().appendFile(rows.write(i % 4, i * 10L, i * 10L + 10)).commit();
    }
    rows.table.refresh();
    return rows;
  }

  private static List<ManifestFile> manifests(KeptRows rows) {
    rows.table.refresh();
    return rows.table.currentSnapshot().dataManifests(rows.table.io());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void rewrite_smallManifests_mergesThem(int version) {
    // Given
    KeptRows rows = table(version);
    Map<String, Integer> visible = rows.rows();
    Map<Long, String> lineage = version >= 3 ? rows.lineage() : Map.of();
    // When
    MaintenancePlan plan = Keepers.of(rows.table).plan(ManifestRewrite.standard());
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(plan.steps().get(0).what()).isEqualTo("8 of 8 manifests, leaving about 1");
    assertThat(manifests(rows)).hasSize(1);
    assertThat(rows.rows()).isEqualTo(visible);
    assertThat(version >= 3 ? rows.lineage() : Map.of()).isEqualTo(lineage);
    assertThat(report.steps().get(0).commits()).isEqualTo(1);
    assertThat(report.steps().get(0).filesAdded()).isEqualTo(1);
    assertThat(rows.table.currentSnapshot().operation()).isEqualTo("replace");
    assertThat(rows.table.currentSnapshot().summary())
        .containsEntry("mesh.task", "rewrite manifests");
    assertThat(Keepers.of(rows.table).plan(ManifestRewrite.standard()).isEmpty()).isTrue();
  }

  @Test
  void rewrite_severalParts_ordersThemByPartition() throws IOException {
    // Given
    KeptRows rows = table(3);
    long size = manifests(rows).stream().mapToLong(ManifestFile::length).sum();
    // When
    Keepers.of(rows.table)
        .plan(ManifestRewrite.standard().targetBytes(size / 2 + 1))
        .run()
        .orThrow();
    // Then
    assertThat(manifests(rows)).hasSize(2);
    assertThat(manifests(rows))
        .extracting(file -> day(file, true) + "-" + day(file, false))
        .containsExactlyInAnyOrder("0-1", "2-3");
    assertThat(rows.rows()).hasSize(80);
  }

  private static int day(ManifestFile file, boolean lower) {
    ManifestFile.PartitionFieldSummary day = file.partitions().get(0);
    return Conversions.fromByteBuffer(
        Types.IntegerType.get(), lower ? day.lowerBound() : day.upperBound());
  }

  @Test
  void rewrite_besideCommits_keepsTheirFiles() {
    // Given
    KeptRows rows = table(3);
    MaintenancePlan plan = Keepers.of(rows.table).plan(ManifestRewrite.standard());
    KeptRows other = new KeptRows(catalog.table("orders"));
    other.table.newFastAppend().appendFile(other.write(7, 500, 510)).commit();
    other.table.newDelete().deleteFromRowFilter(Expressions.equal("day", 3)).commit();
    // When
    MaintenanceReport report = plan.run().orThrow();
    // Then
    assertThat(rows.rows()).hasSize(70);
    assertThat(manifests(rows)).hasSizeLessThan(8);
    assertThat(report.steps().get(0).skipped()).isNotEmpty();
  }

  @Test
  void rewrite_oneGoodManifest_isLeftAloneUnlessAll() {
    // Given
    KeptRows rows = table(3);
    Keepers.of(rows.table).plan(ManifestRewrite.standard()).run().orThrow();
    String before = manifests(rows).get(0).path();
    // When
    Keepers.of(rows.table).plan(ManifestRewrite.standard()).run().orThrow();
    String same = manifests(rows).get(0).path();
    Keepers.of(rows.table).plan(ManifestRewrite.standard().everything()).run().orThrow();
    // Then
    assertThat(same).isEqualTo(before);
    assertThat(manifests(rows).get(0).path()).isNotEqualTo(before);
  }

  @Test
  void rewrite_afterChangeOfPartitioning_mergesEachSpecOnItsOwn() {
    // Given
    KeptRows rows = table(3);
    rows.table.updateSpec().addField(Expressions.bucket("id", 2)).commit();
    KeptRows later = new KeptRows(catalog.table("orders"));
    later.table.newFastAppend().appendFile(later.write(1, 500, 501)).commit();
    later.table.newFastAppend().appendFile(later.write(2, 501, 502)).commit();
    // When
    Keepers.of(rows.table).plan(ManifestRewrite.standard()).run().orThrow();
    // Then
    assertThat(manifests(rows)).hasSize(2);
    assertThat(rows.rows()).hasSize(82);
  }

  @Test
  void rewrite_emptyTable_hasNothingToDo() {
    // Given
    KeptRows empty = KeptRows.create(catalog, "empty", 3, false);
    // When
    MaintenancePlan plan = Keepers.of(empty.table).plan(ManifestRewrite.standard());
    // Then
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.run().orThrow().steps().get(0).commits()).isZero();
    assertThat(plan.toString()).contains("rewrite manifests: nothing to do");
  }
}
