// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.lineage.LineageFact;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestBuilder;
import io.meshterious.ingest.ThingsPipeline;
import io.meshterious.testkit.process.ChildJvm;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters of a pipeline that runs. */
@Timeout(60)
class IngestMetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(mesh\\.[a-z.]+)` \\| (\\w+) \\| (\\w*) ?\\| ([`\\w, ]*)\\|.*");

  @TempDir private Path folder;
  private ThingsPipeline things;
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void open() {
    things = new ThingsPipeline(folder);
    things.event("a", 1);
    things.event("b", 2);
    things.event("a", 1);
    things.event("c", "\"x\"");
  }

  @AfterEach
  void close() {
    things.close();
  }

  private double value(String name, String... tags) {
    return registry
        .get("mesh.ingest." + name)
        .tags(tags)
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  @Test
  void meters_ofAPipeline_sayWhatItDid() throws Exception {
    IngestMetrics metrics = new IngestMetrics(registry, Tags.of("site", "north"));
    try (Ingest ingest = things.drained(things.pipeline().watchedBy(metrics))) {
      assertThat(value("received", "pipeline", "things", "table", "raw.things", "site", "north"))
          .isEqualTo(4);
      assertThat(value("stored")).isEqualTo(2);
      assertThat(value("deduplicated")).isEqualTo(1);
      assertThat(value("rejected", "code", "MESH-4013", "reason", "TYPE_WRONG")).isEqualTo(1);
      assertThat(value("late")).isZero();
      assertThat(value("bytes")).isEqualTo((double) ingest.status().counts().bytes()).isPositive();
      assertThat(value("commit")).isEqualTo((double) ingest.status().counts().commits());
      assertThat(registry.get("mesh.ingest.commit.size").summary().totalAmount()).isPositive();
      assertThat(value("commit.age")).isBetween(0.0, 60.0);
      assertThat(value("waiting")).isZero();
      assertThat(value("inflight")).isZero();
      assertThat(value("dedupe.ids")).isEqualTo(2);
      assertThat(value("dedupe.memory"))
          .isEqualTo((double) ingest.status().knownIdBytes())
          .isPositive();
      assertThat(value("state", "state", "running")).isEqualTo(1);
      assertThat(value("state", "state", "paused")).isZero();
      assertThat(value("backoffs")).isZero();
      ingest.pause();
      assertThat(value("state", "state", "paused")).isEqualTo(1);
      awaitPause();
    }
    assertThat(registry.getMeters()).as("after the pipeline has stopped").isEmpty();
  }

  private void awaitPause() throws InterruptedException {
    long end = System.nanoTime() + ThingsPipeline.PATIENCE.toNanos();
    while (value("pauses") != 1 && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    assertThat(value("pauses")).isEqualTo(1);
  }

  @Test
  void meters_ofSeveralTables_areOfEach() throws Exception {
    // Given
    things.event("d", "apples", 1);
    things.event("e", "pears", 1);
    things.event("f", "pears", 1);
    List<LineageFact> facts = new CopyOnWriteArrayList<>();
    // When
    IngestBuilder pipeline =
        things.divided().watchedBy(new IngestMetrics(registry)).lineage(facts::add);
    try (Ingest ingest = things.drained(pipeline)) {
      // Then
      assertThat(value("stored", "table", "raw.apples")).isEqualTo(1);
      assertThat(value("rejected", "table", "raw.apples")).as("of no table").isPositive();
      assertThat(value("stored", "table", "raw.pears")).isEqualTo(2);
      assertThat(value("commit", "table", "raw.pears")).isPositive();
      assertThat(value("waiting", "table", "raw.apples")).isZero();
      assertThat(registry.find("mesh.ingest.waiting").gauges()).hasSize(1);
      assertThat(ingest.status().tables().get("raw.pears").stored()).isEqualTo(2);
    }
    assertThat(registry.getMeters()).isEmpty();
    assertThat(facts)
        .extracting(it -> it.outputs().get(0).name())
        .contains("raw.apples", "raw.pears");
  }

  @Test
  void page_listsTheMetersThatThereAre() throws Exception {
    // Given
    TreeSet<String> registered = new TreeSet<>();
    try (Ingest ingest = things.drained(things.pipeline().watchedBy(new IngestMetrics(registry)))) {
      for (Meter meter : registry.getMeters()) {
        Meter.Id id = meter.getId();
        TreeSet<String> tags = new TreeSet<>();
        id.getTags().stream().map(Tag::getKey).forEach(tags::add);
        assertThat(tags.remove("pipeline")).isTrue();
        assertThat(tags.remove("table")).isTrue();
        assertThat(id.getDescription()).isNotBlank();
        registered.add(
            String.join(
                " ",
                id.getName(),
                id.getType().name().toLowerCase(Locale.ROOT).replace("distribution_", ""),
                Optional.ofNullable(id.getBaseUnit()).orElse("-"),
                tags.toString()));
      }
    }
    // When
    TreeSet<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        TreeSet<String> tags = new TreeSet<>();
        Pattern.compile("`(\\w+)`")
            .matcher(row.group(4))
            .results()
            .forEach(it -> tags.add(it.group(1)));
        String unit = row.group(3).isEmpty() ? "-" : row.group(3);
        told.add(String.join(" ", row.group(1), row.group(2), unit, tags.toString()));
      }
    }
    // Then
    assertThat(told).isEqualTo(registered).hasSize(16);
  }

  @Test
  void pipeline_withoutMicrometer_works() throws Exception {
    Process process = ChildJvm.startWithout("micrometer", PlainPipeline.class, folder.resolve("x"));
    assertThat(ChildJvm.output(process)).contains("no meters, 1 stored");
  }
}
