// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.query.Row;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsBeyondMemoryTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: things
      version: 1.0.0
      status: active
      schema:
        - name: things
          logicalType: object
          customProperties:
            - {property: mesh.kind, value: event}
            - {property: mesh.eventId, value: id}
            - {property: mesh.eventTime, value: at}
            - {property: mesh.dedupeWindow, value: PT1H}
            - {property: mesh.dedupeTime, value: event_time}
          properties:
            - {name: id, logicalType: string, FORMAT required: true}
            - {name: at, logicalType: timestamp, required: true}
            - {name: n, logicalType: integer, required: true}
      """;

  /** So little that a few thousand ids do not fit, and a filter takes many for known. */
  private static final long MEMORY = 1 << 16;

  private static final Instant LAST = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir private Path folder;
  private final List<byte[]> events = new ArrayList<>();
  private final Map<String, Integer> stored = new HashMap<>();
  private int same;
  private int changed;

  private record Thing(String id, Instant at, int number, boolean old) {}

  private void make(SeededRandom random, int count) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (random.oneIn(5) && i > 0) {
        int back = random.oneIn(2) ? random.below(50) : random.below(things.size());
        Thing thing = things.get(Math.max(0, things.size() - 1 - back));
        // What happened before the window is known as long as the pipeline lives that stored it.
        if (!thing.old() || thing.number() / (count / 3) == i / (count / 3)) {
          boolean other = random.oneIn(4);
          event(thing.id(), thing.at(), other ? -1 - i : thing.number());
          same += other ? 0 : 1;
          changed += other ? 1 : 0;
          continue;
        }
      }
      boolean old = i > 0 && random.oneIn(10);
      Thing thing =
          new Thing(
              new UUID(random.anyLong(), random.anyLong()).toString(),
              i == 0 ? LAST : LAST.minusSeconds(random.below(3_000) + (old ? 4_000 : 0)),
              i,
              old);
      things.add(thing);
      event(thing.id(), thing.at(), i);
      stored.put(thing.id(), i);
    }
  }

  private void event(String id, Instant at, int n) {
    events.add(("{\"id\":\"" + id + "\",\"at\":\"" + at + "\",\"n\":" + n + "}").getBytes(UTF_8));
  }

  private static DataContract contract(boolean uuids) {
    String format = uuids ? "logicalTypeOptions: {format: uuid}," : "";
    return DataContract.parse(CONTRACT.replace("FORMAT", format), DocumentFormat.YAML, "things");
  }

  private IngestBuilder pipeline(Lake lake, ListSource source, boolean uuids) {
    return Ingest.named("things")
        .from("list:all")
        .contract(contract(uuids))
        .into(lake, "raw.things")
        .sources(Sources.of(List.of(source)))
        .commitEvery(Duration.ofMillis(50))
        .commitBytes(150_000)
        .dedupeMemory(MEMORY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void duplicates_withMoreIdsThanMemory_areRecognisedAndNothingElseIs(boolean uuids)
      throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("ids beyond memory");
    make(random, uuids ? 36_000 : 12_000);
    ListSource source = new ListSource(events, true, count -> {});
    long rejected = 0;
    long deduplicated = 0;
    // When: the pipeline is started several times
    try (Lake lake = Lake.open(folder, LakeOptions.defaults().durable(false))) {
      for (int life = 1; life <= 3; life++) {
        source.limit = events.size() / 3 * life;
        try (Ingest ingest = pipeline(lake, source, uuids).start()) {
          assertThat(ingest.awaitDrained(Duration.ofSeconds(60))).isTrue();
          assertThat(ingest.status().knownIdBytes()).isEqualTo(MEMORY / 2);
          IngestCounts counts = ingest.stop().counts();
          assertThat(counts.balanced()).isTrue();
          rejected += counts.rejected();
          deduplicated += counts.deduplicated();
        }
      }
      // Then
      assertThat(rows(lake)).isEqualTo(stored);
      assertThat(rejected).isEqualTo(changed);
      assertThat(deduplicated).isEqualTo(same);
    }
  }

  private static Map<String, Integer> rows(Lake lake) {
    Map<String, Integer> rows = new HashMap<>();
    try (Stream<Row> all = lake.sql("select id::varchar as id, n from raw.things").rows()) {
      all.forEach(row -> assertThat(rows.put(row.text("id"), (int) row.number("n"))).isNull());
    }
    return rows;
  }

  @Test
  void duplicates_ofTwoLanesThatReadTheSame_areRecognised() throws Exception {
    make(SeededRandom.forTest("ids of two lanes"), 15_000);
    ListSource source = new ListSource(events, false, count -> {});
    try (Lake lake = Lake.open(folder, LakeOptions.defaults().durable(false));
        Ingest ingest = pipeline(lake, source, true).lanes(2).start()) {
      assertThat(ingest.awaitDrained(Duration.ofSeconds(60))).isTrue();
      IngestCounts counts = ingest.stop().counts();
      assertThat(counts.received()).isEqualTo(2L * events.size());
      assertThat(counts.stored()).isEqualTo(stored.size());
      assertThat(rows(lake).keySet()).isEqualTo(stored.keySet());
    }
  }
}
