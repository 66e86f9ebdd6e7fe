// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.refs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.keep.Keepers;
import io.meshterious.lake.internal.keep.KeptRows;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.keep.Audit;
import io.meshterious.lake.keep.KeepError;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchAuditTest {
  @TempDir Path folder;
  private TestCatalog catalog;
  private KeptRows rows;

  @BeforeEach
  void table() {
    catalog = new TestCatalog(folder);
    rows = KeptRows.create(catalog, "orders", 3, true);
    rows.append(1, 0, 10);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Audit begin() {
    return BranchAudit.begin(
        catalog.table("orders"), "nightly", Keepers.ENGINE, Staging.localOnly());
  }

  private void write(int day, long from, long to) {
    KeptRows writer = new KeptRows(catalog.table("orders"));
    writer.table.newAppend().appendFile(writer.write(day, from, to)).toBranch("nightly").commit();
  }

  @Test
  void publish_checksPassed_movesMain() {
    // Given
    Audit audit = begin().rows("days are known", "day between 1 and 7");
    write(2, 10, 20);
    int before = rows.rows().size();
    // When
    Audit.Report report = audit.run();
    long published = audit.publish().snapshotId();
    // Then
    assertThat(before).isEqualTo(10);
    assertThat(report.passed()).isTrue();
    assertThat(report.snapshotId()).isEqualTo(published);
    assertThat(rows.rows()).hasSize(20);
    assertThat(new TableRefs(rows.table).find("nightly")).isEmpty();
    assertThatThrownBy(audit::run).hasMessageContaining("was published or dropped");
  }

  @Test
  void publish_checkFailed_isRefused_andNamesIt() {
    // Given
    Audit audit =
        begin()
            .rows("days are known", "day between 1 and 7")
            .check("looks fine", (table, snapshot) -> Optional.of("it does not"));
    write(9, 10, 20);
    // When
    Audit.Report report = audit.run();
    MeshException refused = catchThrowableOfType(MeshException.class, audit::publish);
    audit.discard();
    // Then
    assertThat(report.toString())
        .contains("failed  days are known: 10 rows do not satisfy day between 1 and 7")
        .contains("failed  looks fine: it does not");
    assertThat(refused.code()).isEqualTo(KeepError.AUDIT_NOT_PASSED);
    assertThat(refused).hasMessageContaining("'days are known': 10 rows");
    assertThat(rows.rows()).hasSize(10);
    assertThat(new TableRefs(rows.table).list()).hasSize(1);
  }

  @Test
  void publish_notRunOrChangedSince_isRefused() {
    // Given
    Audit audit = begin().rows("days are known", "day between 1 and 7");
    // When
    MeshException notRun = catchThrowableOfType(MeshException.class, audit::publish);
    audit.run();
    write(9, 10, 20);
    MeshException changed = catchThrowableOfType(MeshException.class, audit::publish);
    // Then
    assertThat(notRun).hasMessageContaining("its checks have not been run");
    assertThat(changed).hasMessageContaining("it has changed since its checks were run");
    assertThat(rows.rows()).hasSize(10);
  }

  @Test
  void publish_mainMoved_isRefused_andCanBeRestarted() {
    // Given
    Audit audit = begin().rows("days are known", "day between 1 and 7");
    write(2, 10, 20);
    audit.run();
    rows.append(3, 20, 30);
    // When
    MeshException moved = catchThrowableOfType(MeshException.class, audit::publish);
    audit.restart();
    write(2, 10, 20);
    boolean passed = audit.run().passed();
    audit.publish();
    // Then
    assertThat(moved.code()).isEqualTo(KeepError.DIVERGED);
    assertThat(moved).hasMessageContaining("restart() the audit");
    assertThat(passed).isTrue();
    assertThat(rows.rows()).hasSize(30);
  }

  @Test
  void begin_branchOfAnEarlierProcess_goesOn() {
    // Given
    begin();
    write(2, 10, 20);
    // When
    Audit audit = begin().check("all", (table, snapshot) -> Optional.empty());
    audit.run();
    audit.publish();
    // Then
    assertThat(rows.rows()).hasSize(20);
  }

  @Test
  void begin_onTableWithoutRows_publishesTheFirst() {
    // Given
    KeptRows empty = KeptRows.create(catalog, "empty", 3, true);
    Audit audit =
        BranchAudit.begin(catalog.table("empty"), "first", Keepers.ENGINE, Staging.localOnly());
    empty.table.newAppend().appendFile(empty.write(1, 0, 5)).toBranch("first").commit();
    // When
    boolean hidden = empty.rows().isEmpty();
    audit.rows("ids", "id >= 0").run();
    audit.publish();
    // Then
    assertThat(hidden).isTrue();
    assertThat(empty.rows()).hasSize(5);
  }

  @Test
  void begin_onMainOrTag_isRefused() {
    // Given
    new TableRefs(rows.table).tag("q1");
    // When / Then
    assertThatThrownBy(
            () -> BranchAudit.begin(rows.table, "main", Keepers.ENGINE, Staging.localOnly()))
        .hasMessageContaining("it is what readers see");
    assertThatThrownBy(
            () -> BranchAudit.begin(rows.table, "q1", Keepers.ENGINE, Staging.localOnly()))
        .hasMessageContaining("it is a tag");
  }
}
