// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.lake.Lake;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final DataContracts EXAMPLES =
      DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));

  @TempDir private Path folder;

  @Test
  void events_withFaults_areBooked() throws Exception {
    // Given
    MemoryQueue.forget("booked");
    List<Fault> truth = new ArrayList<>();
    String plan =
        "missing-required=0.01,wrong-type=0.01,malformed=0.01,duplicate=0.02,duplicate-changed=0.01";
    Producer.of(EXAMPLES, "warehouse.events.orders")
        .burst(20_000)
        .faults(FaultPlan.parse(plan))
        .truth(truth::add)
        .to("memory:booked")
        .run();
    // When
    try (Lake lake = Lake.open(folder)) {
      IngestReport report;
      try (Ingest ingest =
          Ingest.named("orders")
              .from("memory:booked")
              .contract(EXAMPLES.contract("warehouse.events.orders"))
              .into(lake, "raw.orders")
              .lanes(2)
              .commitEvery(Duration.ofMillis(100))
              .start()) {
        assertThat(ingest.awaitDrained(Duration.ofSeconds(30))).isTrue();
        System.out.println(ingest.status());
        report = ingest.stop();
      }
      // Then
      System.out.println(report);
      lake.sql("select reason, count(*) from raw.orders__rejects group by 1 order by 1").print();
      lake.sql("select count(*), count(distinct event_id) from raw.orders").print();
      var kinds = new java.util.TreeMap<String, Integer>();
      truth.forEach(it -> kinds.merge(it.kind() + " " + it.expect(), 1, Integer::sum));
      System.out.println(kinds);
      assertThat(report.counts().balanced()).isTrue();
    }
  }
}
