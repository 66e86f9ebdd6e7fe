// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.books;

import static io.meshterious.ingest.reject.SmallShop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.books.BooksReport.Totals;
import io.meshterious.ingest.reject.SmallShop;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit of a table's books finds, and what it does not take for wrong. */
class BooksTest {
  @TempDir private Path folder;

  private static void twoCommits(Lake lake) throws InterruptedException {
    SmallShop.ingest(
        lake, sale("a", 1, "red"), sale("a", 1, "red"), sale("b", 2, "blue"), sale("c", 99, "red"));
    SmallShop.ingest(lake, sale("b", 2, "blue"), sale("d", 4, "blue"), "{", "{\"qty\":");
  }

  @Test
  void audit_ofAllKindsOfEvents_balances() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      // Given
      twoCommits(lake);
      // When
      BooksReport report = Books.audit(lake, "raw.sales");
      // Then
      assertThat(report.problems()).isEmpty();
      assertThat(report.balanced()).isTrue();
      assertThat(report.whole()).isTrue();
      assertThat(report.totals()).isEqualTo(new Totals(8, 3, 2, 3, 0));
      assertThat(report.rejectRows()).isEqualTo(3);
      assertThat(report.commits()).extracting(it -> it.counts().received()).containsExactly(4L, 4L);
      assertThat(report.commits()).allMatch(it -> it.pipeline().equals("sales"));
      assertThat(report.others()).isEmpty();
    }
  }

  @Test
  void audit_ofCommitsOfOthers_listsThemAsSuch() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      twoCommits(lake);
      lake.write("raw.sales")
          .from("select 'x' as sale_id, 1 as qty, 'red' as colour")
          .append()
          .run()
          .orThrow();
      lake.write("raw.sales").deleteWhere("sale_id = 'a'").run().orThrow();
      BooksReport report = Books.audit(lake, "raw.sales");
      assertThat(report.problems()).isEmpty();
      assertThat(report.others())
          .extracting(it -> it.added() + " " + it.deleted())
          .containsExactly("1 0", "0 1");
      assertThat(report.totals().stored()).isEqualTo(3);
    }
  }

  @Test
  void audit_whenRejectsAreMissing_saysBothSides() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      twoCommits(lake);
      lake.write("raw.sales__rejects").deleteWhere("reason = 'OUT_OF_RANGE'").run().orThrow();
      BooksReport report = Books.audit(lake, "raw.sales");
      assertThat(report.balanced()).isFalse();
      long first = report.commits().get(0).snapshot();
      assertThat(report.problems())
          .containsExactly(
              "snapshot "
                  + first
                  + ": 1 events were rejected, but 0 rows of 'raw.sales__rejects' belong to it");
    }
  }

  @Test
  void audit_whenCountsAreWrong_saysBothSides() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      SmallShop.ingest(lake, sale("a", 1, "red"));
      var lies =
          lake.write("raw.sales").from("select 'x' as sale_id, 1 as qty, 'red' as colour").append();
      lies.summary("mesh.received", "7")
          .summary("mesh.stored", "2")
          .summary("mesh.deduplicated", "3")
          .summary("mesh.rejected", "0")
          .summary("mesh.late", "0")
          .run()
          .orThrow();
      lake.write("raw.sales")
          .from("select 'y' as sale_id, 1 as qty, 'red' as colour")
          .append()
          .summary("mesh.received", "many")
          .run()
          .orThrow();
      List<String> problems = Books.audit(lake, "raw.sales").problems();
      assertThat(problems).hasSize(3);
      assertThat(problems.get(0))
          .endsWith(
              "7 events were received, but 2 stored, 3 deduplicated and 0 rejected come to 5");
      assertThat(problems.get(1)).endsWith("2 events were stored, but it added 1 rows");
      assertThat(problems.get(2)).endsWith("mesh.received is many, but should be a number");
    }
  }

  @Test
  void audit_ofRejectsWithoutACommit_countsThemApart() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      twoCommits(lake);
      // A process ended between the commit of the rejects and that of the rows.
      lake.write("raw.sales__rejects")
          .from(
              "select * replace (uuid() as reject_id, 'lost' as attempt)"
                  + " from raw.sales__rejects limit 1")
          .append()
          .run()
          .orThrow();
      BooksReport report = Books.audit(lake, "raw.sales");
      assertThat(report.problems()).isEmpty();
      assertThat(report.repeated()).isEqualTo(1);
      assertThat(report.rejectRows()).isEqualTo(4);
    }
  }

  @Test
  void audit_afterExpiry_saysWhatIsUnknown() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      // Given
      twoCommits(lake);
      lake.table("raw.sales")
          .iceberg()
          .expireSnapshots()
          .expireSnapshotId(Books.audit(lake, "raw.sales").commits().get(0).snapshot())
          .commit();
      // When
      BooksReport report = Books.audit(lake, "raw.sales");
      // Then
      assertThat(report.problems()).isEmpty();
      assertThat(report.whole()).isFalse();
      assertThat(report.unknown()).isEqualTo(1);
      assertThat(report.repeated()).isZero();
      assertThat(report.totals().received()).isEqualTo(4);
    }
  }

  @Test
  void audit_afterARollback_leavesItsRejectsOut() throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      twoCommits(lake);
      long first = Books.audit(lake, "raw.sales").commits().get(0).snapshot();
      lake.table("raw.sales").refs().rollbackTo(first);
      BooksReport report = Books.audit(lake, "raw.sales");
      assertThat(report.problems()).isEmpty();
      assertThat(report.rolledBack()).isEqualTo(2);
      assertThat(report.totals().received()).isEqualTo(4);
    }
  }

  @Test
  void audit_ofATableWithoutCommits_isEmpty() {
    try (Lake lake = Lake.open(folder)) {
      lake.create(SmallShop.contract(), "sales", "raw.sales");
      BooksReport report = Books.audit(lake, "raw.sales");
      assertThat(report.balanced()).isTrue();
      assertThat(report.totals()).isEqualTo(Totals.NONE);
    }
  }
}
