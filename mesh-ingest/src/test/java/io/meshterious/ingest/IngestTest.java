// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.producers.Generator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final DataContracts EXAMPLES =
      DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
  private static final String ORDERS = "warehouse.events.orders";
  private static final String FAULTS =
      "missing-required=0.01,wrong-type=0.01,malformed=0.01,duplicate=0.02,duplicate-changed=0.01";

  @TempDir private Path folder;

  @Test
  void events_withFaults_fromTwoSourcesAndLanes_areBooked() throws Exception {
    // Given
    int rows = 20_000;
    MemoryQueue.forget("booked");
    List<Fault> faults = new ArrayList<>();
    Producer.of(EXAMPLES, ORDERS)
        .burst(rows / 2)
        .faults(FaultPlan.parse(FAULTS))
        .truth(faults::add)
        .to("memory:booked")
        .run();
    Producer.of(EXAMPLES, ORDERS)
        .fromRow(rows / 2)
        .burst(rows / 2)
        .to(folder.resolve("orders.ndjson").toString())
        .run();
    // When
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      IngestReport report;
      try (Ingest ingest =
          Ingest.named("orders")
              .from("memory:booked")
              .from(folder.resolve("orders.ndjson") + "?settle=1ms")
              .contract(EXAMPLES.contract(ORDERS))
              .into(lake, "raw.orders")
              .lanes(2)
              .commitEvery(Duration.ofMillis(100))
              .start()) {
        assertThat(ingest.awaitDrained(Duration.ofSeconds(60))).isTrue();
        IngestStatus status = ingest.status();
        assertThat(status.state()).isEqualTo(IngestState.RUNNING);
        assertThat(status.inFlight()).isZero();
        assertThat(status.waiting()).hasValue(0);
        assertThat(status.knownIds()).isEqualTo(status.counts().stored());
        report = ingest.stop();
        assertThat(ingest.status().state()).isEqualTo(IngestState.STOPPED);
      }
      // Then
      assertThat(report.counts().balanced()).isTrue();
      assertThat(report.counts().received()).isGreaterThan(rows);
      Generator generator = Generator.of(EXAMPLES, ORDERS).build();
      Set<String> sent = new HashSet<>();
      LongStream.range(0, rows).forEach(row -> sent.add(generator.id(row)));
      TruthCheck check = new TruthCheck(lake, "raw.orders");
      check.holds(sent, faults);
      check.balanced();
    }
  }

  @Test
  void waiting_ofAllLanesAndSources_isAdded() throws Exception {
    // Given
    ListSource stuck = new ListSource(List.of(), false, count -> {});
    stuck.extra = lane -> lane == 0 ? 7 : 2;
    // When
    try (Lake lake = Lake.open(folder);
        Ingest ingest =
            Ingest.named("orders")
                .from("list:a")
                .from("list:b")
                .contract(EXAMPLES.contract(ORDERS))
                .into(lake, "raw.orders")
                .sources(Sources.of(List.of(stuck)))
                .lanes(2)
                .start()) {
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (ingest.status().waiting().isEmpty() && System.nanoTime() < end) {
        Thread.sleep(2);
      }
      // Then
      assertThat(ingest.status().waiting()).hasValue(7 + 2 + 7 + 2);
    }
  }

  @Test
  void start_wrongOptions_areRefusedBeforeAnythingIsOpened() {
    try (Lake lake = Lake.open(folder)) {
      Ingest.Sourced orders = Ingest.named("orders").from("mail:orders");
      assertThatThrownBy(
              () -> orders.contract(EXAMPLES.contract(ORDERS)).into(lake, "raw.orders").start())
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("nobody knows its scheme 'mail', known are [amqp, amqps, file,")
          .hasMessageContaining("memory");
      assertThatThrownBy(() -> orders.contract(EXAMPLES.contract(ORDERS), "order"))
          .hasMessageContaining("Invalid table of a pipeline: 'order'")
          .hasMessageContaining("describes");
      assertThatThrownBy(() -> Ingest.named("my orders"))
          .hasMessageContaining("Invalid name of a pipeline: 'my orders'");
      assertThat(lake.exists("raw.orders")).isFalse();
    }
  }
}
