// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.ExampleGenerators;
import io.meshterious.producers.FaultedEvents;
import io.meshterious.producers.FaultedEvents.Sent;
import io.meshterious.producers.Generator;
import io.meshterious.producers.fault.Drift;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultOptions;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyEmissionTest {
  private static final String ORDERS = "warehouse.events.orders";
  private static final FaultPlan MIXED =
      FaultPlan.builder().seed(4).spread(0.4).fault(FaultKind.LATE, 0.05).build();

  private static String text(Sent event) {
    return new String(event.bytes(), StandardCharsets.UTF_8);
  }

  private static MapNode json(Sent event) {
    return (MapNode) Document.parse(text(event), DocumentFormat.JSON, "event").root();
  }

  private static String value(Sent event, String name) {
    return json(event).scalar(name).orElseThrow().text();
  }

  private static FaultPlan only(FaultKind kind, double share, FaultOptions options) {
    return FaultPlan.builder().fault(kind, share, options).build();
  }

  @Test
  void shares_over20000Rows_areAsPlanned() {
    FaultPlan plan =
        FaultPlan.parse(
            "malformed=0.04,duplicate=0.03,late=0.02,wrong-type=0.01,out-of-order=0.05");
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 20_000);
    Map<FaultKind, Long> counts =
        events.faults.stream().collect(Collectors.groupingBy(Fault::kind, Collectors.counting()));
    plan.shares()
        .forEach(
            (kind, share) -> {
              double deviation = Math.sqrt(20_000 * share);
              assertThat((double) counts.getOrDefault(kind, 0L))
                  .as(kind.label())
                  .isCloseTo(20_000 * share, within(5 * deviation));
            });
    assertThat(counts.keySet()).isEqualTo(plan.shares().keySet());
  }

  @Test
  void spread_isSharedByAllKindsThatApply() {
    FaultedEvents events = FaultedEvents.of(ORDERS, FaultPlan.parse("0.2")).run(0, 20_000);
    Map<FaultKind, Long> counts =
        events.faults.stream().collect(Collectors.groupingBy(Fault::kind, Collectors.counting()));
    assertThat(counts).hasSize(18).doesNotContainKeys(FaultKind.DRIFT, FaultKind.OVERSIZED);
    assertThat((double) events.faults.size()).isCloseTo(4_000, within(300.0));
    counts.values().forEach(it -> assertThat((double) it).isCloseTo(222, within(80.0)));
  }

  @Test
  void events_ofTheSamePlanAndSeed_areTheSameBytes() {
    FaultedEvents one = FaultedEvents.of(ORDERS, MIXED).run(0, 3_000);
    FaultedEvents two = FaultedEvents.of(ORDERS, MIXED).run(0, 3_000);
    assertThat(two.sent).isEqualTo(one.sent);
    assertThat(two.faults).isEqualTo(one.faults);
    FaultPlan other = FaultPlan.builder().seed(5).spread(0.4).fault(FaultKind.LATE, 0.05).build();
    assertThat(FaultedEvents.of(ORDERS, other).run(0, 3_000).faults).isNotEqualTo(one.faults);
  }

  @Test
  void events_ofAnyRange_areThatPartOfTheWhole() {
    FaultPlan plan =
        FaultPlan.builder()
            .spread(0.4)
            .fault(FaultKind.DUPLICATE, 0.1, FaultOptions.DEFAULT.withWithin(300))
            .fault(FaultKind.OUT_OF_ORDER, 0.1)
            .drift(Drift.ofNumbers("qty", 900, 2, 1))
            .build();
    FaultedEvents whole = FaultedEvents.of(ORDERS, plan).run(0, 2_000);
    SeededRandom random = SeededRandom.forTest("ranges of events with faults");
    for (int i = 0; i < SeededRandom.rounds(30); i++) {
      long from = random.below(1_990);
      long to = random.between((int) from + 1, 2_000);
      FaultedEvents part = FaultedEvents.of(ORDERS, plan).run(from, to);
      assertThat(part.sent)
          .as("%d to %d, seed %s", from, to, random.seed())
          .isEqualTo(
              whole.sent.stream().filter(it -> it.step() >= from && it.step() < to).toList());
      assertThat(part.faults)
          .isEqualTo(
              whole.faults.stream().filter(it -> it.row() >= from && it.row() < to).toList());
    }
  }

  @Test
  void rows_withoutAFault_areAsTheyWouldBe() {
    FaultedEvents events = FaultedEvents.of(ORDERS, MIXED).run(0, 2_000);
    Generator plain = ExampleGenerators.of(ORDERS);
    Set<Long> faulty = events.faults.stream().map(Fault::row).collect(Collectors.toSet());
    Set<Long> seen = new HashSet<>();
    for (Sent event : events.sent) {
      if (!faulty.contains(event.row())) {
        assertThat(text(event)).isEqualTo(plain.json(event.row()));
        assertThat(event.step()).isEqualTo(event.row());
        assertThat(seen.add(event.row())).isTrue();
      }
      assertThat(event.id()).isEqualTo(plain.id(event.row()));
    }
    assertThat(seen).hasSize(2_000 - faulty.size()).hasSizeGreaterThan(900);
  }

  @Test
  void kinds_ofRows_doNotDependOnOptionsOfOthers() {
    FaultPlan plain =
        FaultPlan.builder().fault(FaultKind.LATE, 0.1).fault(FaultKind.WRONG_TYPE, 0.1).build();
    FaultPlan other =
        FaultPlan.builder()
            .fault(FaultKind.WRONG_TYPE, 0.1, FaultOptions.DEFAULT.withFields("qty"))
            .fault(FaultKind.LATE, 0.1)
            .build();
    List<Fault> before = FaultedEvents.of(ORDERS, plain).run(0, 500).faults;
    List<Fault> after = FaultedEvents.of(ORDERS, other).run(0, 500).faults;
    assertThat(after.stream().map(it -> it.row() + " " + it.kind()))
        .isEqualTo(before.stream().map(it -> it.row() + " " + it.kind()).toList());
    assertThat(after.stream().filter(it -> it.kind() == FaultKind.LATE))
        .isEqualTo(before.stream().filter(it -> it.kind() == FaultKind.LATE).toList());
    assertThat(after.stream().filter(it -> it.kind() == FaultKind.WRONG_TYPE))
        .isNotEmpty()
        .allMatch(it -> it.field().orElseThrow().equals("qty"));
  }

  @Test
  void duplicate_isTheSameBytesOnceMore() {
    FaultPlan plan = only(FaultKind.DUPLICATE, 0.2, FaultOptions.DEFAULT.withWithin(7));
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 1_000);
    Map<Long, List<Sent>> byRow = events.sent.stream().collect(Collectors.groupingBy(Sent::row));
    for (Fault fault : events.faults) {
      assertThat(fault.expect()).isEqualTo(Expectation.DEDUPLICATED);
      assertThat(fault.step() - fault.row()).isBetween(0L, 7L);
      if (fault.step() < 1_000) {
        List<Sent> both = byRow.get(fault.row());
        assertThat(both).hasSize(2);
        assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
        assertThat(both.get(1).step()).isEqualTo(fault.step());
      }
    }
  }

  @Test
  void duplicateChanged_hasTheSameIdAndOneOtherValue() {
    FaultedEvents events =
        FaultedEvents.of(ORDERS, only(FaultKind.DUPLICATE_CHANGED, 0.2, FaultOptions.DEFAULT))
            .run(0, 1_000);
    Map<Long, List<Sent>> byRow = events.sent.stream().collect(Collectors.groupingBy(Sent::row));
    int judged = 0;
    for (Fault fault : events.faults) {
      if (fault.step() < 1_000) {
        List<Sent> both = byRow.get(fault.row());
        assertThat(value(both.get(1), "event_id")).isEqualTo(value(both.get(0), "event_id"));
        assertThat(both.get(1).body()).isNotEqualTo(both.get(0).body());
        assertThat(fault.expect()).isEqualTo(Expectation.REJECTED);
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(100);
  }

  @Test
  void late_isLongerAgoThanAllowed_andFutureIsFarAhead() {
    FaultPlan plan =
        FaultPlan.builder()
            .fault(FaultKind.LATE, 0.3)
            .fault(FaultKind.FUTURE, 0.3, FaultOptions.DEFAULT.withBy(Duration.ofDays(30)))
            .build();
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 500);
    Generator plain = ExampleGenerators.of(ORDERS);
    for (Fault fault : events.faults) {
      Sent event = events.sent.get((int) fault.row());
      Duration moved = Duration.ofNanos(event.nanos() - plain.nanos(fault.row()));
      assertThat(Instant.parse(value(event, "event_ts")))
          .isEqualTo(Instant.ofEpochSecond(0, event.nanos()));
      assertThat(value(event, "order_ts")).isEqualTo(orderTime(plain.json(fault.row())));
      if (fault.kind() == FaultKind.LATE) {
        assertThat(moved).isBetween(Duration.ofHours(-98), Duration.ofHours(-49));
        assertThat(fault.row()).isPositive();
        assertThat(fault.expect()).isEqualTo(Expectation.LATE);
      } else {
        assertThat(moved).isEqualTo(Duration.ofDays(30));
        assertThat(fault.expect()).isEqualTo(Expectation.STORED);
      }
    }
    assertThat(events.faults).hasSizeGreaterThan(200);
  }

  private static String orderTime(String json) {
    return ((MapNode) Document.parse(json, DocumentFormat.JSON, "row").root())
        .scalar("order_ts")
        .orElseThrow()
        .text();
  }

  @Test
  void outOfOrder_isSentOnceAndLater() {
    FaultPlan plan = only(FaultKind.OUT_OF_ORDER, 0.2, FaultOptions.DEFAULT.withWithin(20));
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 2_000);
    Map<Long, Sent> byRow = new HashMap<>();
    events.sent.forEach(it -> assertThat(byRow.put(it.row(), it)).isNull());
    for (Fault fault : events.faults) {
      assertThat(fault.step() - fault.row()).isBetween(1L, 20L);
      Sent event = byRow.get(fault.row());
      assertThat(event == null ? -1 : event.step())
          .isEqualTo(fault.step() < 2_000 ? fault.step() : -1);
      assertThat(fault.expect()).isEqualTo(Expectation.STORED);
    }
    assertThat(events.faults).hasSizeGreaterThan(300);
  }

  @Test
  void outOfOrder_byMoreThanIsAllowed_isLate() {
    FaultPlan plan = only(FaultKind.OUT_OF_ORDER, 0.2, FaultOptions.DEFAULT.withWithin(60_000));
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 300);
    Generator plain = ExampleGenerators.of(ORDERS);
    assertThat(events.faults)
        .extracting(Fault::expect)
        .contains(Expectation.LATE, Expectation.STORED);
    for (Fault fault : events.faults) {
      boolean late =
          plain.nanos(fault.step()) - plain.nanos(fault.row()) > Duration.ofDays(2).toNanos();
      assertThat(fault.expect()).isEqualTo(late ? Expectation.LATE : Expectation.STORED);
    }
  }

  @Test
  void runs_ofSomeRows_areCompleteInThemselves() {
    FaultPlan plan =
        FaultPlan.builder()
            .fault(FaultKind.DUPLICATE, 0.2)
            .fault(FaultKind.OUT_OF_ORDER, 0.2)
            .fault(FaultKind.LATE, 0.2)
            .build();
    FaultedEvents run = FaultedEvents.of(ORDERS, plan, 300, 500).run(300, 500);
    long duplicates = run.faults.stream().filter(it -> it.kind() == FaultKind.DUPLICATE).count();
    assertThat(run.sent).hasSize(200 + (int) duplicates);
    assertThat(run.sent).allMatch(it -> it.row() >= 300 && it.row() < 500);
    assertThat(run.faults).allMatch(it -> it.step() < 500);
    FaultedEvents rest = FaultedEvents.of(ORDERS, plan, 300, 500).run(400, 500);
    assertThat(rest.sent).isEqualTo(run.sent.stream().filter(it -> it.step() >= 400).toList());
  }

  @Test
  void delayedEvents_ofATableThatEnds_areSentWithItsLastRow() {
    DataContract contract =
        DataContract.parse(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: t
            version: 1.0.0
            status: active
            schema:
              - name: things
                logicalType: object
                customProperties: [{property: mesh.eventId, value: id}]
                properties:
                  - {name: id, logicalType: integer, required: true, primaryKey: true}
            """,
            DocumentFormat.YAML,
            "things");
    FaultedEvents events =
        FaultedEvents.of(
                DataContracts.withReferences(contract),
                contract,
                contract.tables().get(0),
                FaultPlan.parse("duplicate=1"))
            .run(0, Long.MAX_VALUE);
    assertThat(events.sent).hasSize(2 * (int) events.emission.rows());
  }

  @Test
  void orphanReference_isAKeyThatNoRowHas() {
    FaultOptions products = FaultOptions.DEFAULT.withFields("product_id");
    FaultedEvents events =
        FaultedEvents.of(ORDERS, only(FaultKind.ORPHAN_REFERENCE, 0.5, products)).run(0, 400);
    Generator dimension = ExampleGenerators.of("warehouse.dimensions.dim_product");
    Set<String> known = new HashSet<>();
    for (long row = 0; row < dimension.rows(); row++) {
      known.add(
          ((MapNode) Document.parse(dimension.json(row), DocumentFormat.JSON, "row").root())
              .scalar("product_id")
              .orElseThrow()
              .text());
    }
    assertThat(events.faults).hasSizeGreaterThan(150);
    for (Fault fault : events.faults) {
      String product = value(events.sent.get((int) fault.row()), "product_id");
      assertThat(product).matches("P-[0-9]{5}").isNotIn(known);
      assertThat(fault.expect()).isEqualTo(Expectation.STORED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "warehouse.events.orders, STORED",
    "warehouse.events.restocks, STORED",
    "warehouse.events.order_errors, REJECTED"
  })
  void unknownField_isExpectedAsTheContractSays(String contract, Expectation expect) {
    for (FaultKind kind : List.of(FaultKind.UNKNOWN_FIELD, FaultKind.NEWER_VERSION)) {
      FaultedEvents events =
          FaultedEvents.of(contract, only(kind, 1, FaultOptions.DEFAULT)).run(0, 20);
      assertThat(events.faults).hasSize(20).allMatch(it -> it.expect() == expect);
      for (int row = 0; row < 20; row++) {
        String name = events.faults.get(row).field().orElseThrow();
        assertThat(json(events.sent.get(row)).has(name)).isTrue();
      }
    }
  }

  @Test
  void drift_ofNumbers_beginsWithItsRowAndStaysValid() {
    FaultPlan plan =
        FaultPlan.builder()
            .drift(Drift.ofNumbers("qty", 100, 3, 5))
            .drift(Drift.ofNumbers("delivery.lat", 100, 50, 0))
            .build();
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 200);
    Generator plain = ExampleGenerators.of(ORDERS);
    for (int row = 0; row < 200; row++) {
      MapNode before = (MapNode) Document.parse(plain.json(row), DocumentFormat.JSON, "row").root();
      BigDecimal qty = before.scalar("qty").orElseThrow().decimal();
      BigDecimal expected =
          row < 100
              ? qty
              : qty.multiply(new BigDecimal(3)).add(new BigDecimal(5)).min(new BigDecimal(500));
      MapNode now = json(events.sent.get(row));
      assertThat(now.scalar("qty").orElseThrow().decimal()).isEqualByComparingTo(expected);
      BigDecimal lat = now.map("delivery").orElseThrow().scalar("lat").orElseThrow().decimal();
      assertThat(lat.compareTo(new BigDecimal(90)) == 0).isEqualTo(row >= 100);
    }
    assertThat(events.faults).extracting(Fault::row).containsExactly(100L, 100L);
    assertThat(events.faults)
        .extracting(it -> it.field().orElseThrow())
        .containsExactly("qty", "delivery.lat");
    assertThat(events.faults).allMatch(it -> it.expect() == Expectation.STORED);
  }

  @Test
  void drift_ofAVocabulary_hasItsShareFromItsRowOn() {
    FaultPlan plan =
        FaultPlan.builder().drift(Drift.ofShare("channel", 2_000, "partner", 0.7)).build();
    FaultedEvents events = FaultedEvents.of(ORDERS, plan).run(0, 4_000);
    long before = count(events.sent.subList(0, 2_000).stream());
    long after = count(events.sent.subList(2_000, 4_000).stream());
    assertThat(before).isLessThan(500);
    assertThat((double) after).isCloseTo(1_400, within(110.0));
  }

  private static long count(Stream<Sent> events) {
    return events.filter(it -> value(it, "channel").equals("partner")).count();
  }

  @Test
  void versions_ofFiles_areGeneratedByThemAndJudgedByTheContract() {
    Path file =
        Path.of("..", "mesh-examples", "contracts", "warehouse", "events", "orders.odcs.yaml");
    MapNode root = (MapNode) Document.read(file).root();
    DataContract optional = version(root, "0.9.0", "is_gift", true);
    DataContract needed = version(root, "0.9.0", "currency", true);
    DataContract renamed = version(root, "1.1.0", "currency", false);
    assertThat(versions(FaultKind.OLDER_VERSION, optional, "is_gift"))
        .containsOnly(Expectation.STORED);
    assertThat(versions(FaultKind.OLDER_VERSION, needed, "currency"))
        .containsOnly(Expectation.REJECTED);
    assertThat(versions(FaultKind.NEWER_VERSION, renamed, "currency"))
        .containsOnly(Expectation.REJECTED);
    assertThatThrownBy(() -> versions(FaultKind.NEWER_VERSION, optional, "is_gift"))
        .hasMessageEndingWith("has version 0.9.0, which is not newer than 1.0.0");
  }

  /** The orders without a property, or with another name for it. */
  private static DataContract version(
      MapNode root, String version, String property, boolean without) {
    MapNode table = root.maps("schema").get(0);
    List<MapNode> properties = new ArrayList<>();
    for (MapNode one : table.maps("properties")) {
      boolean it = one.text("name").orElseThrow().equals(property);
      if (!it) {
        properties.add(one);
      } else if (!without) {
        properties.add(one.with("name", ScalarNode.text(property + "_code")));
      }
    }
    MapNode changed =
        root.with("version", ScalarNode.text(version))
            .with(
                "schema", ListNode.of(List.of(table.with("properties", ListNode.of(properties)))));
    return DataContract.lenient(changed, "version " + version);
  }

  private static Set<Expectation> versions(FaultKind kind, DataContract other, String without) {
    FaultedEvents events =
        FaultedEvents.of(ORDERS, only(kind, 1, FaultOptions.DEFAULT.withContract(other)))
            .run(0, 30);
    events.sent.forEach(it -> assertThat(json(it).has(without)).isFalse());
    return events.faults.stream().map(Fault::expect).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "dimensions.dim_product;late=0.1;'late' does not apply to 'dim_product': the table has no"
            + " mesh.eventTime with mesh.allowedLateness",
        "dimensions.dim_product;duplicate=0.1;'duplicate' does not apply to 'dim_product': the table"
            + " has no mesh.eventId",
        "dimensions.dim_route;duplicate-changed=0.1;'duplicate-changed' does not apply to"
            + " 'dim_route': the table has no mesh.eventId",
      })
  void plan_namingWhatDoesNotApply_saysWhy(String contract, String plan, String why) {
    assertThatThrownBy(() -> FaultedEvents.of("warehouse." + contract, FaultPlan.parse(plan)))
        .hasMessage("Invalid fault plan '" + plan + "': " + why);
  }

  @Test
  void plan_withFieldsThatAreNotThere_namesTheNearest() {
    FaultOptions misspelt = FaultOptions.DEFAULT.withFields("qyt");
    assertThatThrownBy(() -> FaultedEvents.of(ORDERS, only(FaultKind.WRONG_TYPE, 0.1, misspelt)))
        .hasMessageStartingWith(
            "Invalid fault plan: 'orders' has no property 'qyt'; did you mean 'qty'?; known are"
                + " [event_id, ");
    FaultOptions number = FaultOptions.DEFAULT.withFields("qty");
    assertThatThrownBy(() -> FaultedEvents.of(ORDERS, only(FaultKind.PATTERN_BROKEN, 0.1, number)))
        .hasMessage("Invalid fault plan: 'pattern-broken' cannot befall 'qty' of 'orders'");
    assertThatThrownBy(
            () ->
                FaultedEvents.of(
                    ORDERS, FaultPlan.builder().drift(Drift.ofNumbers("status", 0, 2, 0)).build()))
        .hasMessage("Invalid fault plan: 'status' holds no numbers to change");
    FaultOptions tooShort = FaultOptions.DEFAULT.withBy(Duration.ofDays(2));
    assertThatThrownBy(() -> FaultedEvents.of(ORDERS, only(FaultKind.LATE, 0.1, tooShort)))
        .hasMessage(
            "Invalid fault plan: events of 'orders' may be late by PT48H; PT48H is no more than"
                + " that");
  }
}
