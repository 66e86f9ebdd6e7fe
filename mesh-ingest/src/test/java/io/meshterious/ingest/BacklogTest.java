// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.Resources;
import io.meshterious.producers.Generator;
import io.meshterious.testkit.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dmesh.backlog=5000000} makes it five million events with a heap of 256 MiB. */
class BacklogTest {
  private static final int LARGE = 1_000_000;

  @TempDir private Path folder;

  @Test
  void backlog_withLittleHeap_isIngestedInFlatMemory() throws Exception {
    // Given
    int events = Integer.getInteger("mesh.backlog", 200_000);
    // Ids and all else that stays are in the old generation, which is a part of a serial heap.
    List<String> heap =
        events < LARGE
            ? List.of("-Xmx96m")
            : List.of("-Xmx256m", "-Xmn40m", "-XX:TieredStopAtLevel=4");
    // When
    String said = ChildJvm.output(ChildJvm.start(heap, Backlog.class, folder, events));
    System.out.println(said);
    // Then
    assertThat(said).contains("stored " + events + " rejected 0 deduplicated 0");
    List<Integer> used = new ArrayList<>();
    Matcher samples = Pattern.compile("used (\\d+) MiB").matcher(said);
    while (samples.find()) {
      used.add(Integer.valueOf(samples.group(1)));
    }
    assertThat(used).isNotEmpty();
    int most = events < LARGE ? 80 : 230;
    assertThat(used).allMatch(it -> it < most);
    Matcher resident = Pattern.compile("resident (\\d+) MiB").matcher(said);
    assertThat(resident.find()).isTrue();
    assertThat(Integer.parseInt(resident.group(1))).isLessThan(events < LARGE ? 400 : 700);
    try (Lake lake = Lake.open(folder)) {
      assertThat(lake.sql("select count(distinct event_id) from raw.orders").value(Long.class))
          .hasValue((long) events);
    }
  }

  /** A process with one pipeline, whose events are made when they are read. */
  public static final class Backlog {
    private static final String ORDERS = "warehouse.events.orders";

    private Backlog() {}

    /** Takes the folder of the lake and how many events there are. */
    public static void main(String[] arguments) throws Exception {
      int count = Integer.parseInt(arguments[1]);
      DataContracts contracts = DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
      Made source = new Made(contracts, count);
      LakeOptions little =
          LakeOptions.defaults().durable(false).resources(Resources.defaults().memory(64L << 20));
      try (Lake lake = Lake.open(Path.of(arguments[0]), little);
          Ingest ingest =
              Ingest.named("orders")
                  .from("made:orders")
                  .contract(contracts.contract(ORDERS))
                  .into(lake, "raw.orders")
                  .sources(Sources.of(List.of(source)))
                  .commitBytes(8L << 20)
                  .dedupeMemory(Math.max(24L << 20, 30L * count))
                  .start()) {
        Runtime runtime = Runtime.getRuntime();
        long began = System.nanoTime();
        while (!ingest.awaitDrained(Duration.ofSeconds(count < LARGE ? 1 : 10))) {
          System.gc();
          IngestStatus status = ingest.status();
          System.out.println(
              status.counts().stored()
                  + " stored, used "
                  + ((runtime.totalMemory() - runtime.freeMemory()) >> 20)
                  + " MiB, of them ids "
                  + (status.knownIdBytes() >> 20));
        }
        IngestCounts counts = ingest.stop().counts();
        System.gc();
        System.out.println(
            "stored "
                + counts.stored()
                + " rejected "
                + counts.rejected()
                + " deduplicated "
                + counts.deduplicated()
                + " in "
                + (System.nanoTime() - began) / 1_000_000_000
                + " s, used "
                + ((runtime.totalMemory() - runtime.freeMemory()) >> 20)
                + " MiB, resident "
                + mostResident()
                + " MiB");
      }
    }

    /** The most memory that the process had, DuckDB and all else beside the heap included. */
    private static long mostResident() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
      }
      return 0;
    }
  }

  /** Orders that are made when they are read. */
  private static final class Made implements EventSources {
    private final Generator generator;
    private final EventKind kind;
    private final int count;

    Made(DataContracts contracts, int count) {
      this.generator =
          Generator.of(contracts, Backlog.ORDERS).publisher("north").rowsADay(2.0 * count).build();
      this.kind =
          EventKind.of(
              contracts.contract(Backlog.ORDERS),
              contracts.contract(Backlog.ORDERS).tables().get(0));
      this.count = count;
    }

    @Override
    public String name() {
      return "made";
    }

    @Override
    public String description() {
      return "events that are made when they are read";
    }

    @Override
    public Set<String> schemes() {
      return Set.of("made");
    }

    @Override
    public EventSource open(SourceRequest request) {
      return new EventSource() {
        private int next = Integer.parseInt(request.positions().getOrDefault("next", "0"));

        @Override
        public int read(RawBatch into, Duration patience) throws InterruptedException {
          int first = next;
          while (next < count && !into.full()) {
            into.add(generator.json(next).getBytes(UTF_8), kind, next, null);
            next++;
          }
          if (next == first) {
            Thread.sleep(patience.toMillis());
          }
          return next - first;
        }

        @Override
        public void acknowledge(long events) {
          // They are not kept.
        }

        @Override
        public Map<String, String> positions() {
          return Map.of("next", Integer.toString(next));
        }

        @Override
        public OptionalLong waiting() {
          return OptionalLong.of(count - next);
        }

        @Override
        public EventOrigin origin(long position, @Nullable Object tag) {
          return EventOrigin.at("event " + position);
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
