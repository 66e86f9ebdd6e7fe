// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One source, several tables. */
@Timeout(120)
class RoutedIngestTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DataContracts EXAMPLES = MixedEvents.examples();
  private static final String[] TABLES = {"raw.orders", "raw.moves", "raw.positions"};
  private static final DataContract APPLES = fruit("apples", true);
  private static final DataContract PEARS = fruit("pears", true);

  @TempDir private Path folder;

  private final List<byte[]> events = new ArrayList<>();

  private static DataContract fruit(String name, boolean withId) {
    return DataContract.builder()
        .id(name)
        .name(name)
        .version("1.0.0")
        .status("active")
        .table(
            name,
            table -> {
              if (withId) {
                table.custom("mesh.eventId", "id");
              }
              table
                  .custom("mesh.eventTime", "at")
                  .property("id", LogicalType.STRING, it -> it.required())
                  .property("kind", LogicalType.STRING)
                  .property("at", LogicalType.TIMESTAMP)
                  .property("n", LogicalType.INTEGER);
            })
        .build();
  }

  private void event(String id, String kind) {
    event(id, kind, Instant.parse("2026-05-01T10:00:00Z").plusSeconds(events.size()));
  }

  private void event(String id, String kind, Instant at) {
    String json = "{\"id\":\"%s\",\"kind\":\"%s\",\"at\":\"%s\",\"n\":1}".formatted(id, kind, at);
    events.add(json.getBytes(UTF_8));
  }

  /** Events of two kinds in turns. */
  private void fruit(int from, int to) {
    for (int i = from; i < to; i++) {
      event("a" + i, "apples");
      event("p" + i, "pears");
    }
  }

  private static IngestBuilder fruit(Lake lake, ListSource source) {
    return Ingest.named("fruit")
        .from("list:all")
        .byField("kind", Route.of(APPLES).into("raw.apples"), Route.of(PEARS).into("raw.pears"))
        .into(lake)
        .sources(Sources.of(List.of(source)))
        .commitEvery(Duration.ofMillis(20));
  }

  private static IngestReport drain(IngestBuilder builder) throws InterruptedException {
    try (Ingest ingest = builder.start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      return ingest.stop();
    }
  }

  private static long count(Lake lake, String what) {
    return lake.sql("select count(*) from " + what).value(Long.class).orElseThrow();
  }

  private static List<String> ids(Lake lake, String table) {
    return lake.sql("select id from " + table + " order by id")
        .rows()
        .map(it -> it.text("id"))
        .toList();
  }

  private static long commits(Lake lake, String table) {
    long commits = 0;
    for (Snapshot it : lake.table(table).iceberg().snapshots()) {
      commits += it.summary().containsKey("mesh.received") ? 1 : 0;
    }
    return commits;
  }

  private Lake lake() {
    return Lake.open(folder.resolve("lake"), LakeOptions.defaults().durable(false));
  }

  @Test
  void byType_competingPipelines_divideWithoutLoss() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("routed pipelines");
    MixedEvents mixed = MixedEvents.of(EXAMPLES, 3_000 * SeededRandom.rounds(1), random);
    MemoryQueue.forget("mixed");
    MemoryQueue queue = MemoryQueue.named("mixed", mixed.events.size());
    for (Event event : mixed.events) {
      queue.put(event);
    }
    // When
    List<Thread> processes = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 2; i++) {
      SeededRandom own = random.fork();
      Thread process = new Thread(() -> work(queue, own, failures));
      processes.add(process);
      process.start();
    }
    for (Thread process : processes) {
      process.join();
    }
    // Then
    assertThat(failures).isEmpty();
    try (Lake lake = lake()) {
      TruthCheck check = new TruthCheck(lake, TABLES);
      check.holds(mixed.sent, mixed.faults);
      check.balanced();
    }
  }

  /** Begins, works for a while and stops, until there is nothing left. */
  private void work(MemoryQueue queue, SeededRandom random, List<Throwable> failures) {
    try (Lake lake = lake()) {
      boolean drained = false;
      while (!drained) {
        try (Ingest ingest =
            Ingest.named("mixed")
                .from("memory:mixed")
                .byType(MixedEvents.routes(EXAMPLES))
                .into(lake)
                .lanes(random.between(1, 2))
                .commitEvery(Duration.ofMillis(random.between(20, 200)))
                .commitBytes(random.between(100_000, 2_000_000))
                .start()) {
          drained =
              ingest.awaitDrained(Duration.ofMillis(random.between(100, 3_000)))
                  && queue.size() == 0;
          assertThat(ingest.status().counts().balanced()).isTrue();
        }
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  @Test
  void byField_ofThreeTables_countsEach() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("routed by field");
    MixedEvents mixed = MixedEvents.of(EXAMPLES, 2_000, random);
    MemoryQueue.forget("mixed");
    MemoryQueue queue = MemoryQueue.named("mixed", mixed.events.size());
    for (Event event : mixed.events) {
      queue.put(event);
    }
    // When
    try (Lake lake = lake()) {
      IngestReport report =
          drain(
              Ingest.named("mixed")
                  .from("memory:mixed")
                  .byField("event_type", MixedEvents.routes(EXAMPLES))
                  .into(lake)
                  .lanes(2)
                  .commitEvery(Duration.ofMillis(50)));
      // Then
      TruthCheck check = new TruthCheck(lake, TABLES);
      check.holds(mixed.sent, mixed.faults);
      check.balanced();
      assertThat(report.table()).isEqualTo("raw.orders");
      assertThat(report.tables().keySet()).containsExactly(TABLES);
      assertThat(report.counts())
          .isEqualTo(
              report.tables().values().stream().reduce(IngestCounts.NONE, IngestCounts::plus));
      assertThat(report.counts().received()).isEqualTo(mixed.events.size());
      for (String table : TABLES) {
        IngestCounts counts = report.tables().get(table);
        assertThat(counts.balanced()).isTrue();
        assertThat(counts.stored()).isPositive().isEqualTo(count(lake, table));
        assertThat(counts.rejected()).isEqualTo(count(lake, table + "__rejects"));
        assertThat(counts.commits()).isEqualTo(commits(lake, table));
      }
    }
  }

  @Test
  void events_withoutRoute_areRejectedByTheFirstTable_withTheReason() throws Exception {
    // Given
    event("a", "apples");
    event("x", "aples");
    events.add("{\"id\":\"y\",\"n\":2}".getBytes(UTF_8));
    events.add("{\"id\":\"z\"".getBytes(UTF_8));
    events.add("{\"kind\":\"pears\",\"id\":\"p\"".getBytes(UTF_8));
    event("p", "pears");
    try (Lake lake = lake()) {
      // When
      IngestReport report = drain(fruit(lake, new ListSource(events, false, it -> {})));
      // Then
      assertThat(report.counts().rejected()).isEqualTo(4);
      assertThat(
              lake.sql(
                      "select event_id, code, stage, field, message from raw.apples__rejects"
                          + " order by event_id")
                  .rows()
                  .map(
                      it ->
                          List.of(
                              it.text("event_id"),
                              it.text("code"),
                              it.text("stage"),
                              it.text("field"),
                              it.text("message")))
                  .toList())
          .containsExactly(
              List.of(
                  "x",
                  "MESH-5013",
                  "route",
                  "kind",
                  "no table takes events with its value: tables take [apples, pears];"
                      + " 'apples' comes near"),
              List.of(
                  "y",
                  "MESH-5013",
                  "route",
                  "kind",
                  "the field that decides is missing: tables take [apples, pears]"),
              List.of("z", "MESH-4000", "decode", "", "it ends in the middle"));
      assertThat(count(lake, "raw.pears__rejects where reason = 'JSON_MALFORMED'")).isOne();
      assertThat(ids(lake, "raw.apples")).containsExactly("a");
      assertThat(ids(lake, "raw.pears")).containsExactly("p");
    }
  }

  @Test
  void byType_messagesWithoutType_areRejected() throws Exception {
    // Given
    MemoryQueue.forget("typed");
    MemoryQueue queue = MemoryQueue.named("typed", 10);
    for (String type : List.of("apples", "", "plums", "Pear")) {
      EventKind kind = new EventKind(type, EventKind.JSON, "", "");
      byte[] body = "{\"id\":\"%s\",\"kind\":\"pears\"}".formatted(type + "1").getBytes(UTF_8);
      queue.put(new Event(kind, "", Instant.now(), body));
    }
    try (Lake lake = lake()) {
      // When
      drain(
          Ingest.named("typed")
              .from("memory:typed")
              .byType(Route.of(APPLES), Route.of(PEARS).when("pear", "Pear"))
              .into(lake));
      // Then
      assertThat(ids(lake, "apples")).containsExactly("apples1");
      assertThat(ids(lake, "pears")).containsExactly("Pear1");
      assertThat(
              lake.sql("select event_type, message from apples__rejects order by event_type")
                  .rows()
                  .map(it -> it.text("event_type") + ": " + it.text("message"))
                  .toList())
          .containsExactly(
              ": its message states no type: tables take [apples, pear, Pear]",
              "plums: no table takes events of its type: tables take [apples, pear, Pear]");
    }
  }

  @Test
  void byField_ofCsv_readsTheHeader() throws Exception {
    // Given
    MemoryQueue.forget("csv");
    MemoryQueue queue = MemoryQueue.named("csv", 10);
    EventKind kind = new EventKind("", "text/csv; header=\"n,kind,id\"", "", "");
    for (String line : List.of("1,apples,a", "2,\"pears\",p", "x,pears,q", "1,plums,r", "\"1")) {
      queue.put(new Event(kind, "", Instant.now(), line.getBytes(UTF_8)));
    }
    try (Lake lake = lake()) {
      // When
      drain(
          Ingest.named("csv")
              .from("memory:csv")
              .byField("kind", Route.of(APPLES), Route.of(PEARS))
              .into(lake));
      // Then
      assertThat(ids(lake, "apples")).containsExactly("a");
      assertThat(ids(lake, "pears")).containsExactly("p");
      assertThat(count(lake, "pears__rejects where reason = 'PAYLOAD_UNREADABLE'")).isOne();
      assertThat(count(lake, "apples__rejects where reason = 'EVENT_UNROUTED'")).isOne();
      assertThat(count(lake, "apples__rejects where reason = 'PAYLOAD_UNREADABLE'")).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void acknowledge_always_comesAfterTheCommitsOfAllTables(boolean positioned) throws Exception {
    // Given
    fruit(0, 8_000);
    try (Lake lake = lake()) {
      List<String> early = new CopyOnWriteArrayList<>();
      ListSource source =
          new ListSource(
              events,
              positioned,
              count -> {
                long committed = 0;
                for (String table : List.of("raw.apples", "raw.pears")) {
                  for (Snapshot it : lake.table(table).iceberg().snapshots()) {
                    committed += Long.parseLong(it.summary().getOrDefault("mesh.received", "0"));
                  }
                }
                if (count > committed) {
                  early.add(count + " acknowledged, " + committed + " committed");
                }
              });
      // When
      IngestReport report = drain(fruit(lake, source).commitBytes(100_000));
      // Then
      assertThat(early).isEmpty();
      assertThat(report.counts().commits()).isGreaterThan(2);
      assertThat(count(lake, "raw.apples")).isEqualTo(8_000);
      assertThat(count(lake, "raw.pears")).isEqualTo(8_000);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void firstTable_failsWhenOthersHaveCommitted_andNothingIsLostOrTwice(boolean positioned)
      throws Exception {
    // Given
    fruit(0, 500);
    ListSource source = new ListSource(events, positioned, it -> {});
    try (Lake lake = lake()) {
      try (Ingest ingest = fruit(lake, source).commitEvery(Duration.ofHours(1)).start()) {
        while (ingest.status().inFlight() < 1_000) {
          Thread.sleep(5);
        }
        // When
        lake.drop("raw.apples");
        assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
            .isInstanceOf(MeshException.class)
            .hasMessageContaining("raw.apples");
        assertThat(ingest.status().counts().commits()).isOne();
        assertThat(ingest.status().tables().get("raw.pears").stored()).isEqualTo(500);
        assertThat(ingest.status().tables().get("raw.apples")).isEqualTo(IngestCounts.NONE);
      }
      // Then
      assertThat(count(lake, "raw.pears")).isEqualTo(500);
      IngestReport again = drain(fruit(lake, source));
      assertThat(again.tables().get("raw.pears").deduplicated()).isEqualTo(500);
      assertThat(again.tables().get("raw.apples").stored()).isEqualTo(500);
      assertThat(count(lake, "raw.apples")).isEqualTo(500);
      assertThat(count(lake, "raw.pears")).isEqualTo(500);
    }
  }

  @Test
  void otherTable_fails_andTheFirstIsNotCommitted() throws Exception {
    // Given
    fruit(0, 100);
    ListSource source = new ListSource(events, true, it -> {});
    source.limit = 0;
    try (Lake lake = lake()) {
      try (Ingest ingest = fruit(lake, source).start()) {
        assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
        // When
        lake.drop("raw.pears");
        source.limit = 200;
        assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE)).hasMessageContaining("raw.pears");
      }
      // Then
      assertThat(count(lake, "raw.apples")).isZero();
      drain(fruit(lake, source));
      assertThat(count(lake, "raw.apples")).isEqualTo(100);
      assertThat(count(lake, "raw.pears")).isEqualTo(100);
    }
  }

  @Test
  void positions_areCommitted_whenOnlyOtherTablesGotEvents() throws Exception {
    // Given
    event("p1", "pears");
    event("p2", "pears");
    ListSource source = new ListSource(events, true, it -> {});
    try (Lake lake = lake()) {
      // When
      IngestReport first = drain(fruit(lake, source));
      IngestReport second = drain(fruit(lake, source));
      // Then
      assertThat(first.tables().get("raw.apples").received()).isZero();
      assertThat(commits(lake, "raw.apples")).isOne();
      assertThat(second.counts()).isEqualTo(IngestCounts.NONE);
      assertThat(source.openings).endsWith(Map.of("next", "2"));
    }
  }

  @Test
  void tables_thatGotNothing_haveNoCommits() throws Exception {
    event("p1", "pears");
    try (Lake lake = lake()) {
      drain(fruit(lake, new ListSource(events, false, it -> {})));
      assertThat(commits(lake, "raw.apples")).isZero();
      assertThat(commits(lake, "raw.pears")).isOne();
    }
  }

  @Test
  void commitsOfOthers_toAnyTable_areNoticed() throws Exception {
    // Given
    fruit(0, 20);
    ListSource source = new ListSource(events, true, it -> {});
    source.limit = 20;
    try (Lake lake = lake()) {
      try (Ingest ingest = fruit(lake, source).start()) {
        assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
        // When
        for (String id : List.of("apples a15", "pears p15")) {
          String[] it = id.split(" ", 2);
          lake.write("raw." + it[0])
              .from(
                  "select '%s' as id, '%s' as kind, null::timestamptz as at, 7 as n"
                      .formatted(it[1], it[0]))
              .append()
              .run()
              .orThrow();
        }
        source.limit = 40;
        assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
        ingest.stop();
      }
      // Then
      for (String table : List.of("raw.apples", "raw.pears")) {
        assertThat(ids(lake, table)).hasSize(20).doesNotHaveDuplicates();
        assertThat(count(lake, table + "__rejects where reason = 'DUPLICATE_CHANGED'")).isOne();
      }
    }
  }

  @Test
  void rollback_ofTheFirstTable_takesTheSourceBack_andOthersKnowTheirs() throws Exception {
    // Given
    fruit(0, 300);
    ListSource source = new ListSource(events, true, it -> {});
    try (Lake lake = lake()) {
      source.limit = 200;
      drain(fruit(lake, source));
      long before = lake.table("raw.apples").iceberg().currentSnapshot().snapshotId();
      source.limit = 400;
      drain(fruit(lake, source));
      // When
      lake.table("raw.apples").refs().rollbackTo(before);
      source.limit = 600;
      IngestReport report = drain(fruit(lake, source));
      // Then
      assertThat(report.counts().received()).isEqualTo(400);
      assertThat(report.tables().get("raw.pears").deduplicated()).isEqualTo(100);
      assertThat(count(lake, "raw.apples")).isEqualTo(300);
      assertThat(count(lake, "raw.pears")).isEqualTo(300);
    }
  }

  @Test
  void clock_ofEachTable_isItsOwn() throws Exception {
    // Given
    Instant day = Instant.parse("2026-05-01T10:00:00Z");
    event("a1", "apples", day);
    event("p1", "pears", day.plusSeconds(80_000));
    event("a2", "apples", day.plusSeconds(1));
    try (Lake lake = lake()) {
      // When
      drain(fruit(lake, new ListSource(events, false, it -> {})));
      // Then
      String key = "mesh.state.fruit";
      assertThat(lake.table("raw.apples").iceberg().currentSnapshot().summary().get(key))
          .contains("" + day.plusSeconds(1).toEpochMilli());
      assertThat(lake.table("raw.pears").iceberg().currentSnapshot().summary().get(key))
          .contains("" + day.plusSeconds(80_000).toEpochMilli());
    }
  }

  @Test
  void routes_thatDoNotFit_areRefused() throws Exception {
    Ingest.Sourced fruit = Ingest.named("fruit").from("list:all");
    assertThatThrownBy(fruit::byType).hasMessageContaining("one route or more");
    assertThatThrownBy(() -> fruit.byType(Route.of(APPLES), Route.of(PEARS).into("apples")))
        .hasMessageContaining("Invalid route of a pipeline: 'apples'");
    assertThatThrownBy(() -> fruit.byType(Route.of(APPLES), Route.of(PEARS).when("p", "apples")))
        .hasMessageContaining("'apples' (it leads to 'apples' already)");
    assertThatThrownBy(() -> fruit.byField("", Route.of(APPLES)))
        .hasMessageContaining("Invalid field");
    assertThatThrownBy(() -> Route.of(APPLES).when()).hasMessageContaining("one value or more");
    assertThatThrownBy(
            () -> fruit.byType(Route.of(fruit("plums", false)).into("raw.plums"), Route.of(PEARS)))
        .hasMessageContaining("'raw.plums'")
        .hasMessageContaining("mesh.eventId")
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(IngestError.INGEST_OPTION_INVALID);
    // Without others beside it, a table needs no ids.
    assertThat(fruit.byType(Route.of(fruit("plums", false)))).isNotNull();
  }

  @Test
  void otherPipelineOfTheName_thatFeedsOneOfTheTables_isNoticed() throws Exception {
    // Given
    fruit(0, 10);
    ListSource source = new ListSource(events, true, it -> {});
    try (Lake lake = lake()) {
      try (Ingest ingest = fruit(lake, source).start()) {
        source.limit = 10;
        assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
        // When
        List<byte[]> pears = List.of("{\"id\":\"p99\"}".getBytes(UTF_8));
        drain(
            Ingest.named("fruit")
                .from("list:all")
                .contract(PEARS)
                .into(lake, "raw.pears")
                .sources(Sources.of(List.of(new ListSource(pears, true, it -> {})))));
        source.limit = 20;
        // Then
        assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
            .hasMessageContaining("'raw.pears' that has where its sources go on");
      }
    }
  }

  @Test
  void otherTableFirst_whenSourcesGoOnByThePositions_isRefused() throws Exception {
    fruit(0, 10);
    ListSource source = new ListSource(events, true, it -> {});
    try (Lake lake = lake()) {
      drain(fruit(lake, source));
      IngestBuilder turned =
          Ingest.named("fruit")
              .from("list:all")
              .byField(
                  "kind", Route.of(PEARS).into("raw.pears"), Route.of(APPLES).into("raw.apples"))
              .into(lake)
              .sources(Sources.of(List.of(source)));
      assertThatThrownBy(turned::start)
          .hasMessageContaining("Invalid order of the tables of pipeline 'fruit': 'raw.pears'")
          .hasMessageContaining("'raw.apples' that has where its sources go on");
    }
  }
}
