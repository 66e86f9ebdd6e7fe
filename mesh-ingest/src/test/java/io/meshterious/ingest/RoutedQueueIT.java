// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.lake.Lake;
import io.meshterious.producers.Generator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker's queue or stream with the events of three tables. */
@Timeout(120)
class RoutedQueueIT {
  private static final int ROWS = 2_000;

  @TempDir private Path folder;
  private RabbitFixture rabbit;
  private VirtualHost host;

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void events_byTheTypeOfTheirMessages_areDivided(boolean stream) throws Exception {
    // Given
    DataContracts examples = MixedEvents.examples();
    String uri = stream ? host.streamUri() + "?stream=mixed" : host.amqpUri() + "?queue=mixed";
    List<Fault> faults = new ArrayList<>();
    Set<String> sent = new HashSet<>();
    for (String contract : List.of(MixedEvents.MOVES, MixedEvents.POSITIONS, MixedEvents.ORDERS)) {
      Producer.of(examples, contract)
          .burst(ROWS)
          .faults(FaultPlan.parse("malformed=0.01,duplicate=0.02,duplicate-changed=0.01"))
          .truth(faults::add)
          .to(uri + (stream ? "" : "&declare=quorum"))
          .run();
      Generator generator = Generator.of(examples, contract).build();
      LongStream.range(0, ROWS).forEach(row -> sent.add(generator.id(row)));
    }
    try (Lake lake = Lake.open(folder)) {
      IngestBuilder pipeline =
          Ingest.named("mixed")
              .from(uri)
              .byType(MixedEvents.routes(examples))
              .into(lake)
              .commitBytes(300_000)
              .commitEvery(Duration.ofMillis(200));
      // When: it is stopped in the middle, and goes on
      long first;
      try (Ingest ingest = pipeline.start()) {
        while (ingest.status().counts().received() == 0) {
          Thread.sleep(2);
        }
        first = ingest.stop().counts().received();
      }
      try (Ingest ingest = pipeline.start()) {
        assertThat(ingest.awaitDrained(Duration.ofSeconds(60))).isTrue();
        // Then
        assertThat(first + ingest.stop().counts().received()).isGreaterThanOrEqualTo(3L * ROWS);
      }
      TruthCheck check = new TruthCheck(lake, "raw.orders", "raw.moves", "raw.positions");
      check.holds(sent, faults);
      check.balanced();
    }
  }
}
