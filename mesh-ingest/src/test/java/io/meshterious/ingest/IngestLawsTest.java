// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.LakeOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pipeline promises, each by a source that sees what is asked of it. */
@Timeout(60)
class IngestLawsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DataContract THINGS =
      DataContract.builder()
          .id("things")
          .name("Things")
          .version("1.0.0")
          .status("active")
          .table(
              "things",
              table -> {
                table
                    .custom("mesh.eventId", "id")
                    .custom("mesh.eventTime", "at")
                    .custom("mesh.allowedLateness", "PT1H")
                    .property("id", LogicalType.STRING, it -> it.required())
                    .property("at", LogicalType.TIMESTAMP, it -> it.required())
                    .property("n", LogicalType.INTEGER);
              })
          .build();

  @TempDir private Path folder;
  private Lake lake;
  private final List<byte[]> events = new ArrayList<>();

  @BeforeEach
  void open() {
    lake = Lake.open(folder, LakeOptions.defaults().durable(false));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void event(String id, int second, Object n) {
    Instant at = Instant.parse("2026-05-01T10:00:00Z").plusSeconds(second);
    String json = "{\"id\":\"" + id + "\",\"at\":\"" + at + "\",\"n\":" + n + "}";
    events.add(json.getBytes(StandardCharsets.UTF_8));
  }

  private void events(int from, int to) {
    for (int i = from; i < to; i++) {
      event("e" + i, i, i);
    }
  }

  private IngestBuilder pipeline(ListSource source) {
    return Ingest.named("things")
        .from("list:all")
        .contract(THINGS)
        .into(lake, "raw.things")
        .sources(Sources.of(List.of(source)))
        .commitEvery(Duration.ofMillis(20));
  }

  private IngestReport drain(IngestBuilder builder) throws InterruptedException {
    try (Ingest ingest = builder.start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      return ingest.stop();
    }
  }

  private long rows(String where) {
    return lake.sql("select count(*) from raw.things where " + where)
        .value(Long.class)
        .orElseThrow();
  }

  private long rejects(String where) {
    return lake.sql("select count(*) from raw.things__rejects where " + where)
        .value(Long.class)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void acknowledge_always_comesAfterTheSnapshot(boolean positioned) throws Exception {
    // Given
    events(0, 20_000);
    List<String> early = new CopyOnWriteArrayList<>();
    ListSource source =
        new ListSource(
            events,
            positioned,
            count -> {
              long committed = 0;
              for (Snapshot it : lake.table("raw.things").iceberg().snapshots()) {
                committed += Long.parseLong(it.summary().getOrDefault("mesh.received", "0"));
              }
              if (count > committed) {
                early.add(count + " acknowledged, " + committed + " committed");
              }
            });
    // When
    IngestReport report = drain(pipeline(source).commitBytes(100_000));
    // Then
    assertThat(early).isEmpty();
    assertThat(report.counts().stored()).isEqualTo(20_000);
    assertThat(report.counts().commits()).isGreaterThan(1);
    assertThat(rows("true")).isEqualTo(20_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void start_again_goesOnBehindWhatIsCommitted(boolean positioned) throws Exception {
    events(0, 3_000);
    ListSource source = new ListSource(events, positioned, count -> {});
    source.limit = 1_000;
    IngestReport first = drain(pipeline(source));
    source.limit = 3_000;
    IngestReport second = drain(pipeline(source));
    assertThat(first.counts().received()).isEqualTo(1_000);
    assertThat(second.counts().received()).isEqualTo(2_000);
    assertThat(second.counts().deduplicated()).isZero();
    assertThat(rows("true")).isEqualTo(3_000);
  }

  @Test
  void rollback_ofTheTable_takesTheSourceBackWithIt() throws Exception {
    // Given
    events(0, 3_000);
    ListSource source = new ListSource(events, true, count -> {});
    source.limit = 1_000;
    drain(pipeline(source));
    long before = lake.table("raw.things").iceberg().currentSnapshot().snapshotId();
    source.limit = 2_000;
    drain(pipeline(source));
    // When
    lake.table("raw.things").refs().rollbackTo(before);
    source.limit = 3_000;
    IngestReport again = drain(pipeline(source));
    // Then
    assertThat(again.counts().received()).isEqualTo(2_000);
    assertThat(rows("true")).isEqualTo(3_000);
  }

  @Test
  void rollback_whileItRuns_isNoticed() throws Exception {
    // Given
    events(0, 3_000);
    ListSource source = new ListSource(events, true, count -> {});
    source.limit = 1_000;
    try (Ingest ingest = pipeline(source).start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      long before = lake.table("raw.things").iceberg().currentSnapshot().snapshotId();
      source.limit = 2_000;
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      // When
      lake.table("raw.things").refs().rollbackTo(before);
      source.limit = 3_000;
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    // Then
    assertThat(rows("true")).isEqualTo(3_000);
    assertThat(source.openings).hasSizeGreaterThan(1);
  }

  @Test
  void commits_ofOthers_keepWhereTheSourceIs() throws Exception {
    events(0, 2_000);
    ListSource source = new ListSource(events, true, count -> {});
    source.limit = 1_000;
    drain(pipeline(source));
    lake.write("raw.things")
        .from("select 'own' as id, now() as at, 1 as n")
        .append()
        .run()
        .orThrow();
    source.limit = 2_000;
    IngestReport report = drain(pipeline(source));
    assertThat(report.counts().received()).isEqualTo(1_000);
    assertThat(rows("true")).isEqualTo(2_001);
  }

  @Test
  void duplicates_areComparedByTheirValues() throws Exception {
    // Given
    event("a", 0, 1);
    event("b", 0, 2);
    event("a", 0, 1);
    events.add(
        "{ \"n\": 2, \"at\":\"2026-05-01T12:00:00+02:00\", \"id\":\"b\" }"
            .getBytes(StandardCharsets.UTF_8));
    event("a", 0, 7);
    event("b", 5, 2);
    // When
    IngestReport report = drain(pipeline(new ListSource(events, false, count -> {})));
    // Then
    assertThat(report.counts().stored()).isEqualTo(2);
    assertThat(report.counts().deduplicated()).isEqualTo(2);
    assertThat(report.counts().rejected()).isEqualTo(2);
    assertThat(rejects("reason = 'DUPLICATE_CHANGED' and position in ('entry 4', 'entry 5')"))
        .isEqualTo(2);
  }

  @Test
  void rejects_sayWhatIsWrong_onceForEachPayload() throws Exception {
    // Given
    event("a", 0, 1);
    event("b", 0, "\"x\"");
    event("b", 0, "\"x\"");
    events.add("{\"id\":\"c\"".getBytes(StandardCharsets.UTF_8));
    // When
    IngestReport report = drain(pipeline(new ListSource(events, false, count -> {})));
    // Then
    assertThat(report.counts())
        .isEqualTo(new IngestCounts(4, 1, 1, 2, 0, report.counts().bytes(), 1));
    assertThat(
            rejects(
                "code = 'MESH-4013' and reason = 'TYPE_WRONG' and field = 'n' and event_id = 'b'"
                    + " and class = 'data' and stage = 'decode' and source = 'list:all'"
                    + " and position = 'entry 1' and contract = 'things' and status = 'rejected'"))
        .isEqualTo(1);
    assertThat(
            rejects(
                "reason = 'JSON_MALFORMED' and event_id = 'c' and body = '{\"id\":\"c\"'::blob"))
        .isEqualTo(1);
  }

  @Test
  void lateEvents_areCounted_orRejected() throws Exception {
    // Given
    event("a", 0, 1);
    event("b", 4_000, 1);
    event("c", 100, 1);
    event("far", 400_000_000, 1);
    event("d", 4_100, 1);
    // When
    IngestReport counted = drain(pipeline(new ListSource(events, false, count -> {})));
    IngestReport rejected =
        drain(
            Ingest.named("strict")
                .from("list:all")
                .contract(THINGS)
                .into(lake, "raw.strict")
                .sources(Sources.of(List.of(new ListSource(events, false, count -> {}))))
                .rejectLate());
    // Then
    assertThat(counted.counts().stored()).isEqualTo(5);
    assertThat(counted.counts().late()).isEqualTo(1);
    assertThat(rejected.counts().stored()).isEqualTo(4);
    assertThat(
            lake.sql("select event_id from raw.strict__rejects where reason = 'EVENT_LATE'")
                .value(String.class))
        .hasValue("c");
  }

  @Test
  void files_withCsv_areHeldToTheContract_andKeptAsTheyCame() throws Exception {
    // Given
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        in.resolve("a.csv"), "id,at,n\na,2026-05-01T10:00:00Z,1\nb,2026-05-01T10:00:00Z,x\n");
    Files.writeString(in.resolve("b.ndjson"), "{\"id\":\"c\",\"at\":\"2026-05-01T10:00:00Z\"}\n");
    IngestBuilder pipeline =
        Ingest.named("files").from(in + "?settle=1ms").contract(THINGS).into(lake, "raw.things");
    // When
    IngestReport first = drain(pipeline);
    Files.writeString(in.resolve("c.ndjson"), "{\"id\":\"d\",\"at\":\"2026-05-01T10:00:00Z\"}\n");
    IngestReport second = drain(pipeline);
    // Then
    assertThat(first.counts().stored()).isEqualTo(2);
    assertThat(first.counts().rejected()).isEqualTo(1);
    assertThat(second.counts().received()).isEqualTo(1);
    assertThat(
            rejects(
                "body = 'b,2026-05-01T10:00:00Z,x'::blob and content_type like 'text/csv%' and position = 'a.csv:3'"))
        .isEqualTo(1);
  }

  @Test
  void pause_holdsWhatComes_untilItIsResumed() throws Exception {
    events(0, 2_000);
    ListSource source = new ListSource(events, false, count -> {});
    source.limit = 1_000;
    try (Ingest ingest = pipeline(source).start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      ingest.pause();
      assertThat(ingest.status().state()).isEqualTo(IngestState.PAUSED);
      source.limit = 2_000;
      assertThat(ingest.awaitDrained(Duration.ofMillis(300))).isFalse();
      assertThat(rows("true")).isEqualTo(1_000);
      ingest.resume();
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(rows("true")).isEqualTo(2_000);
  }

  @Test
  void rejects_overTheBudget_pauseIt() throws Exception {
    // Given
    for (int i = 0; i < 100; i++) {
      event("e" + i, i, "\"x" + i + "\"");
    }
    events(100, 300);
    ListSource source = new ListSource(events, false, count -> {});
    source.limit = 200;
    // When
    try (Ingest ingest = pipeline(source).pauseAbove(0.3).start()) {
      while (ingest.status().state() != IngestState.PAUSED) {
        Thread.sleep(10);
      }
      // Then
      assertThat(ingest.status().why()).contains("30.0 %").contains("resume");
      assertThat(rejects("true")).isEqualTo(100);
      source.limit = 300;
      ingest.resume();
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(rows("true")).isEqualTo(200);
  }

  @Test
  void droppedTable_stopsIt_andSaysSo() throws Exception {
    events(0, 2_000);
    ListSource source = new ListSource(events, false, count -> {});
    source.limit = 1_000;
    try (Ingest ingest = pipeline(source).start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      lake.drop("raw.things");
      source.limit = 2_000;
      assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("things")
          .extracting(it -> ((MeshException) it).code())
          .isEqualTo(LakeError.TABLE_MISSING);
      assertThat(ingest.status().state()).isEqualTo(IngestState.STOPPED);
      assertThat(ingest.status().why()).contains("raw.things");
    }
  }

  @Test
  void columns_withOtherNamesThanFields_areFound() throws Exception {
    // Given
    DataContract renamed =
        DataContract.builder()
            .id("renamed")
            .name("Renamed")
            .version("1.0.0")
            .status("active")
            .table(
                "things",
                table ->
                    table
                        .custom("mesh.eventId", "id")
                        .custom("mesh.eventTime", "at")
                        .custom("mesh.dedupeWindow", "P1D")
                        .custom("mesh.allowedLateness", "PT1H")
                        .property(
                            "id", LogicalType.STRING, it -> it.physicalName("thing key").required())
                        .property(
                            "at",
                            LogicalType.TIMESTAMP,
                            it -> it.physicalName("happened").required())
                        .property("n", LogicalType.INTEGER, it -> it.physicalName("number")))
            .build();
    events(0, 50);
    events(0, 50);
    event("e7", 7, -1);
    event("late", -2 * 3_600, 1);
    // When
    List<IngestCounts> counts = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      counts.add(
          drain(
                  Ingest.named("renamed")
                      .from("list:all")
                      .contract(renamed)
                      .into(lake, "raw.things")
                      .sources(Sources.of(List.of(new ListSource(events, true, it -> {}))))
                      .rejectLate())
              .counts());
    }
    // Then
    assertThat(counts.get(0).stored()).isEqualTo(50);
    assertThat(counts.get(0).deduplicated()).isEqualTo(50);
    assertThat(counts.get(0).rejected()).isEqualTo(2);
    assertThat(counts.get(1).stored()).isZero();
    assertThat(rows("\"thing key\" = 'e7' and number = 7")).isEqualTo(1);
  }
}
