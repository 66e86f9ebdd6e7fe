// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import static io.meshterious.ingest.reject.SmallShop.sale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.books.Books;
import io.meshterious.lake.Lake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected events: what is told of them, and how they become rows after all. */
class RejectsTest {
  private static final DataContract WITH_GREEN = SmallShop.contract("1.1.0", "[red, blue, green]");

  @TempDir private Path folder;
  private Lake lake;

  @BeforeEach
  void reject() throws InterruptedException {
    lake = Lake.open(folder);
    SmallShop.ingest(
        lake,
        sale("a", 1, "red"),
        sale("g1", 1, "green"),
        sale("g2", 2, "green"),
        sale("q", 77, "blue"),
        "{\"sale_id\":\"s3cret",
        sale("a", 2, "red"));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private Rejects rejects() {
    return Rejects.of(lake, "raw.sales");
  }

  private long count(String from) {
    return lake.sql("select count(*) from " + from).value(Long.class).orElseThrow();
  }

  @Test
  void inspect_countsByReasonAndField() {
    List<RejectGroup> groups = rejects().inspect();
    assertThat(groups)
        .extracting(it -> it.count() + " " + it.reason() + " " + it.field())
        .containsExactly(
            "2 NOT_ALLOWED colour",
            "1 DUPLICATE_CHANGED ",
            "1 JSON_MALFORMED ",
            "1 OUT_OF_RANGE qty");
    RejectGroup colours = groups.get(0);
    assertThat(colours.code()).isEqualTo("MESH-4017");
    assertThat(colours.open()).isEqualTo(2);
    assertThat(colours.first()).isBeforeOrEqualTo(colours.last());
    assertThat(colours.examples())
        .extracting(RejectGroup.Example::eventId)
        .containsExactlyInAnyOrder("g1", "g2");
    assertThat(groups.toString()).doesNotContain("s3cret").contains("memory queue");
  }

  @Test
  void inspect_withoutRejects_isEmpty() {
    lake.create(SmallShop.contract(), "sales", "raw.other");
    assertThat(Rejects.of(lake, "raw.other").inspect()).isEmpty();
  }

  @Test
  void replay_underANewerContract_makesRowsOfWhatItAllows() throws InterruptedException {
    // When
    ReplayReport report = rejects().replay(WITH_GREEN).run();
    // Then
    assertThat(report.taken()).isEqualTo(5);
    assertThat(report.replayed()).isEqualTo(2);
    assertThat(report.known()).isZero();
    assertThat(report.rejectedAgain())
        .isEqualTo(Map.of("DUPLICATE_CHANGED", 1L, "JSON_MALFORMED", 1L, "OUT_OF_RANGE", 1L));
    assertThat(report.complete()).isFalse();
    assertThat(count("raw.sales")).isEqualTo(3);
    assertThat(count("raw.sales__rejects where status = 'replayed' and replays = 1")).isEqualTo(2);
    assertThat(
            count(
                "raw.sales__rejects where status = 'rejected-again' and replays = 1"
                    + " and contract_version = '1.1.0'"))
        .isEqualTo(3);
    assertThat(Books.audit(lake, "raw.sales").problems()).isEmpty();
    assertThat(Books.audit(lake, "raw.sales").commits())
        .extracting(it -> it.pipeline())
        .containsExactly("sales", "replay");
  }

  @Test
  void replay_twice_takesOnlyWhatIsLeft() throws InterruptedException {
    rejects().replay(WITH_GREEN).run();
    ReplayReport second = rejects().replay(WITH_GREEN).run();
    assertThat(second.taken()).isEqualTo(3);
    assertThat(second.replayed()).isZero();
    assertThat(second.stillRejected()).isEqualTo(3);
    assertThat(count("raw.sales")).isEqualTo(3);
    assertThat(count("raw.sales__rejects where replays = 2")).isEqualTo(3);
  }

  @Test
  void replay_whereAndTransform_mendsThose() throws InterruptedException {
    ReplayReport report =
        rejects()
            .replay(SmallShop.contract())
            .where("field = 'qty' -- the others stay")
            .transform(it -> new String(it, UTF_8).replace("77", "7").getBytes(UTF_8))
            .run();
    assertThat(report.taken()).isEqualTo(1);
    assertThat(report.replayed()).isEqualTo(1);
    assertThat(report.complete()).isTrue();
    assertThat(count("raw.sales where sale_id = 'q' and qty = 7")).isEqualTo(1);
    assertThat(rejects().inspect())
        .filteredOn(it -> it.field().equals("qty"))
        .extracting(RejectGroup::open)
        .containsExactly(0L);
  }

  @Test
  void replay_thatEndsBeforeTheStatusIsWritten_isMadeUpForByTheNext() throws InterruptedException {
    // Given
    assertThatThrownBy(
            () ->
                rejects()
                    .replay(WITH_GREEN)
                    .beforeStatus(
                        () -> {
                          throw new IllegalStateException("the power is out");
                        })
                    .run())
        .hasMessage("the power is out");
    assertThat(count("raw.sales")).isEqualTo(3);
    assertThat(count("raw.sales__rejects where status = 'rejected'")).isEqualTo(5);
    // When
    ReplayReport report = rejects().replay(WITH_GREEN).run();
    // Then
    assertThat(report.replayed()).isZero();
    assertThat(report.known()).isEqualTo(2);
    assertThat(count("raw.sales")).isEqualTo(3);
    assertThat(count("raw.sales__rejects where status = 'replayed'")).isEqualTo(2);
    assertThat(Books.audit(lake, "raw.sales").problems()).isEmpty();
  }

  @Test
  void replay_twoThatBecomeTheSameEvent_areOneRow() throws InterruptedException {
    ReplayReport report =
        rejects()
            .replay(WITH_GREEN)
            .where("reason = 'NOT_ALLOWED'")
            .transform(it -> sale("same", 5, "red").getBytes(UTF_8))
            .run();
    assertThat(report.replayed()).isEqualTo(1);
    assertThat(report.known()).isEqualTo(1);
    assertThat(count("raw.sales where sale_id = 'same'")).isEqualTo(1);
  }

  @Test
  void replay_twoWithOneIdThatDiffer_keepsOneAndRejectsTheOther() throws InterruptedException {
    ReplayReport report =
        rejects()
            .replay(WITH_GREEN)
            .where("reason = 'NOT_ALLOWED'")
            .transform(it -> new String(it, UTF_8).replaceFirst("g[12]", "g").getBytes(UTF_8))
            .run();
    assertThat(report.replayed()).isEqualTo(1);
    assertThat(report.rejectedAgain()).isEqualTo(Map.of("DUPLICATE_CHANGED", 1L));
    assertThat(Books.audit(lake, "raw.sales").problems()).isEmpty();
  }

  @Test
  void replay_transformThatFails_saysWhichEvent_andChangesNothing() {
    assertThatThrownBy(
            () ->
                rejects()
                    .replay(WITH_GREEN)
                    .where("reason = 'OUT_OF_RANGE'")
                    .transform(
                        it -> {
                          throw new IllegalArgumentException(new String(it, UTF_8));
                        })
                    .run())
        .isInstanceOf(MeshException.class)
        .hasMessageMatching(
            "Cannot replay the rejected event [0-9a-f-]{36} of 'raw.sales': what should mend it"
                + " failed with java.lang.IllegalArgumentException")
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(RejectError.REJECT_TRANSFORM_FAILED);
    assertThat(count("raw.sales__rejects where replays > 0")).isZero();
  }

  @Test
  void replay_conditionThatIsNone_isToldAsSuch() {
    assertThatThrownBy(() -> rejects().replay(WITH_GREEN).where("colr = 1").run())
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("colr");
  }
}
