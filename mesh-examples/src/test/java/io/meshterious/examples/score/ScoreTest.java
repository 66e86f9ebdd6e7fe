// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.lake.Lake;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A score tells what was found, what was missed and what was invented. */
class ScoreTest {
  private static final DataContract CONTRACT =
      DataContract.parse(
          """
          apiVersion: v3.1.0
          kind: DataContract
          id: sales
          version: 1.0.0
          status: active
          schema:
            - name: sales
              customProperties:
                - {property: mesh.kind, value: event}
                - {property: mesh.eventId, value: sale_id}
              properties:
                - {name: sale_id, logicalType: string, required: true, primaryKey: true,
                   primaryKeyPosition: 1}
                - {name: qty, logicalType: integer, required: true}
          """,
          DocumentFormat.YAML,
          "sales");
  private static final String GOOD = "{\"sale_id\":\"a\",\"qty\":1}";
  private static final String OTHER = "{\"sale_id\":\"b\",\"qty\":2}";
  private static final String BAD = "{\"sale_id\":\"c\",\"qty\":\"many\"}";

  @TempDir private Path folder;
  private Lake lake;

  @BeforeEach
  void ingest() throws InterruptedException {
    lake = Lake.open(folder);
    String name = "score-" + UUID.randomUUID();
    EventKind kind = EventKind.of(CONTRACT, CONTRACT.tables().get(0));
    for (String event : new String[] {GOOD, GOOD, OTHER, BAD}) {
      MemoryQueue.named(name).put(new Event(kind, "", Instant.EPOCH, event.getBytes(UTF_8)));
    }
    try (Ingest ingest =
        Ingest.named("sales")
            .from("memory:" + name)
            .contract(CONTRACT)
            .into(lake, "raw.sales")
            .start()) {
      assertThat(ingest.awaitDrained(Duration.ofSeconds(30))).isTrue();
    } finally {
      MemoryQueue.forget(name);
    }
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static Fault fault(String id, FaultKind kind, Expectation expect, String event) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(event.getBytes(UTF_8));
      return new Fault(
          7,
          7,
          id,
          kind,
          Optional.empty(),
          "sales",
          "1.0.0",
          "sales",
          Optional.empty(),
          expect,
          HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private ScoreReport score(Fault... faults) {
    Score score = new Score(lake, Optional.empty());
    for (Fault fault : faults) {
      score.accept(fault);
    }
    return score.report();
  }

  @Test
  void report_whenAllIsAsLabelled_isPerfect() {
    ScoreReport report =
        score(
            fault("a", FaultKind.DUPLICATE, Expectation.DEDUPLICATED, GOOD),
            fault("b", FaultKind.FUTURE, Expectation.STORED, OTHER),
            fault("c", FaultKind.WRONG_TYPE, Expectation.REJECTED, BAD));
    assertThat(report.perfect()).as(report.toString()).isTrue();
    assertThat(report.found()).isEqualTo(3);
    assertThat(report.lines())
        .extracting(it -> it.kind() + " " + it.expect() + " " + it.missed())
        .containsExactly("duplicate deduplicated 0", "wrong-type rejected 0", "future stored 0");
  }

  @Test
  void report_ofARejectThatNoLogKnows_saysItIsInvented() {
    ScoreReport report = score(fault("b", FaultKind.FUTURE, Expectation.STORED, OTHER));
    assertThat(report.perfect()).isFalse();
    assertThat(report.invented()).containsExactly(Map.entry("TYPE_WRONG", 1L));
    assertThat(report.notes()).singleElement().asString().contains("counted 1: some came again");
  }

  @Test
  void report_ofWhatIsNotAsLabelled_saysWhatItIs() {
    ScoreReport report =
        score(
            fault("a", FaultKind.WRONG_TYPE, Expectation.REJECTED, GOOD),
            fault("c", FaultKind.FUTURE, Expectation.STORED, BAD),
            fault("d", FaultKind.LATE, Expectation.LATE, "{}"));
    assertThat(report.found()).isZero();
    assertThat(report.problems())
        .containsExactly(
            "sales row 7: wrong-type should be rejected, but was not",
            "sales row 7: future should be stored, but was rejected: TYPE_WRONG",
            "sales row 7: late should be late, but has no row",
            "raw.sales: 1 events are labelled as late, but commits counted 0");
  }

  @Test
  void report_ofADuplicateThatIsTwoRows_findsIt() {
    lake.write("raw.sales").from("select 'a' as sale_id, 1 as qty").append().run().orThrow();
    ScoreReport report =
        score(
            fault("a", FaultKind.DUPLICATE, Expectation.DEDUPLICATED, GOOD),
            fault("c", FaultKind.WRONG_TYPE, Expectation.REJECTED, BAD));
    assertThat(report.problems())
        .containsExactly("sales row 7: duplicate should be deduplicated, but has 2 rows");
  }

  @Test
  void report_ofATableThatIsNotThere_missesItsFaults() {
    lake.rename("raw.sales", "raw.other");
    ScoreReport report = score(fault("b", FaultKind.FUTURE, Expectation.STORED, OTHER));
    assertThat(report.found()).isZero();
    assertThat(report.problems()).first().asString().contains("there is no table 'sales'");
  }

  @Test
  void report_ofTwoTablesOfOneName_wantsANamespace() {
    lake.create(CONTRACT, "sales", "more.sales");
    assertThatThrownBy(() -> score(fault("b", FaultKind.FUTURE, Expectation.STORED, OTHER)))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("name a namespace");
  }
}
