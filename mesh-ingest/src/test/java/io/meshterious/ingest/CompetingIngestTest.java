// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.lake.Lake;
import io.meshterious.producers.Generator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines that know nothing of each other, as if each had a process of its own, take from one
 * queue into one table. Duplicates of what one has read come to another; they stop and start.
 */
class CompetingIngestTest {
  private static final DataContracts EXAMPLES =
      DataContracts.loadAll(Path.of("..", "mesh-examples", "contracts"));
  private static final String ORDERS = "warehouse.events.orders";
  private static final DataContract CONTRACT = EXAMPLES.contract(ORDERS);

  @TempDir private Path folder;

  @Test
  void events_manyPipelinesOneQueue_areStoredOnce() throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("competing pipelines");
    int rows = 20_000 * SeededRandom.rounds(1);
    MemoryQueue.forget("competing");
    MemoryQueue queue = MemoryQueue.named("competing", rows * 2);
    List<Fault> faults = new ArrayList<>();
    Producer.of(EXAMPLES, ORDERS)
        .burst(rows)
        .faults(
            FaultPlan.parse(
                "missing-required=0.01,malformed=0.01,duplicate=0.05,duplicate-changed=0.02"))
        .truth(faults::add)
        .to("memory:competing")
        .run();
    // When
    List<Thread> processes = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SeededRandom own = random.fork();
      Thread process =
          new Thread(
              () -> {
                try {
                  work(queue, own);
                } catch (Throwable e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              });
      processes.add(process);
      process.start();
    }
    for (Thread process : processes) {
      process.join();
    }
    // Then
    assertThat(failures).isEmpty();
    Generator generator = Generator.of(EXAMPLES, ORDERS).build();
    Set<String> sent = new HashSet<>();
    LongStream.range(0, rows).forEach(row -> sent.add(generator.id(row)));
    try (Lake lake = Lake.open(folder)) {
      TruthCheck check = new TruthCheck(lake, "raw.orders");
      check.holds(sent, faults);
      check.balanced();
    }
  }

  /** Begins, works for a while and stops, until there is nothing left. */
  private void work(MemoryQueue queue, SeededRandom random) throws InterruptedException {
    try (Lake lake = Lake.open(folder)) {
      boolean drained = false;
      while (!drained) {
        try (Ingest ingest =
            Ingest.named("orders")
                .from("memory:competing")
                .contract(CONTRACT)
                .into(lake, "raw.orders")
                .lanes(random.between(1, 2))
                .commitEvery(Duration.ofMillis(random.between(10, 100)))
                .commitBytes(random.between(100_000, 3_000_000))
                .start()) {
          drained =
              ingest.awaitDrained(Duration.ofMillis(random.between(100, 3_000)))
                  && queue.size() == 0;
          assertThat(ingest.status().counts().balanced()).isTrue();
        }
      }
    }
  }
}
