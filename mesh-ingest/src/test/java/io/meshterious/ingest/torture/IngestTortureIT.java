// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.TruthCheck;
import io.meshterious.lake.Lake;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.producers.Generator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.pace.Rate;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.rabbitmq.QueueCounts;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes take from one queue or stream into one table, while events come with duplicates and
 * faults. The processes are killed, the broker is restarted, connections are cut and the catalog is
 * locked. In the end every event is there once, every bad one is among the rejects once, and the
 * books of each commit add up. {@code -Dmesh.kills=1000} is the long run.
 */
@Timeout(7_200)
class IngestTortureIT {
  private static final int KILLS = Integer.getInteger("mesh.kills", 13);
  private static final int EVENTS_A_KILL = 1_500;
  private static final int EVENTS_A_SECOND = 1_000;
  private static final int KILLS_A_RESTART = 12;

  @TempDir private Path folder;

  private RabbitFixture rabbit;
  private VirtualHost host;

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.start();
    host = rabbit.newVirtualHost();
  }

  @AfterEach
  void stop() {
    if (rabbit != null) {
      rabbit.close();
    }
  }

  @Test
  void queue_whateverFails_isStoredOnce() throws Exception {
    torture(
        host.amqpUri() + "?queue=orders",
        "&declare=quorum",
        () -> {
          QueueCounts counts = rabbit.queueCounts(host.name(), "orders");
          return counts.ready() + counts.unacknowledged();
        });
  }

  @Test
  void stream_whateverFails_isStoredOnce() throws Exception {
    torture(host.streamUri() + "?stream=orders", "", () -> 0);
  }

  private void torture(String uri, String declared, LongSupplier left) throws Exception {
    // Given
    SeededRandom random = SeededRandom.forTest("torture");
    int rows = KILLS * EVENTS_A_KILL;
    DataContracts contracts = IngestProcess.examples();
    List<Fault> faults = new ArrayList<>();
    Producer producer =
        Producer.of(contracts, IngestProcess.ORDERS)
            .burst(rows)
            .rate(Rate.perSecond(EVENTS_A_SECOND))
            .faults(
                FaultPlan.parse(
                    "missing-required=0.01,malformed=0.01,duplicate=0.03,duplicate-changed=0.01"))
            .truth(faults::add)
            .to(uri + declared)
            .start();
    // When
    try (producer;
        Torture torture = new Torture(folder.resolve("lake"), uri, random)) {
      Files.createDirectories(folder.resolve("lake"));
      torture.start();
      torture.start();
      for (int i = 0; i < KILLS; i++) {
        torture.killOne();
        disturb(random, i);
      }
      producer.await();
      System.out.println("Killed " + torture.kills());
    }
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      try (Ingest last =
          Ingest.named("orders")
              .from(uri)
              .contract(contracts.contract(IngestProcess.ORDERS))
              .into(lake, "raw.orders")
              .start()) {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        do {
          assertThat(last.awaitDrained(Duration.ofMinutes(3))).isTrue();
          assertThat(Instant.now()).as("%s", last.status()).isBefore(end);
        } while (left.getAsLong() > 0);
      }
      // Then
      check(lake, contracts, rows, faults);
    }
  }

  private void disturb(SeededRandom random, int kill) throws Exception {
    if (kill % KILLS_A_RESTART == KILLS_A_RESTART / 2) {
      rabbit.restart();
    } else if (random.oneIn(4)) {
      rabbit.closeConnections();
    } else if (random.oneIn(4)) {
      lockCatalog(random.between(100, 2_000));
    }
  }

  private void lockCatalog(long millis) throws Exception {
    Path catalog = folder.resolve("lake").resolve("catalog.db");
    if (Files.exists(catalog)) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
          Statement statement = connection.createStatement()) {
        statement.execute("pragma busy_timeout = 5000");
        statement.execute("begin immediate");
        Thread.sleep(millis);
        statement.execute("rollback");
      }
    }
  }

  private static void check(Lake lake, DataContracts contracts, int rows, List<Fault> faults) {
    Generator generator = Generator.of(contracts, IngestProcess.ORDERS).build();
    Set<String> sent = new HashSet<>();
    LongStream.range(0, rows).forEach(row -> sent.add(generator.id(row)));
    TruthCheck check = new TruthCheck(lake, "raw.orders");
    check.holds(sent, faults);
    check.balanced();
    // What killed processes left behind is found, and nothing else.
    for (String table : List.of("raw.orders", "raw.orders__rejects")) {
      lake.table(table).maintenance().plan(OrphanRemoval.unsafe(Duration.ofMillis(1))).run();
    }
    check.holds(sent, faults);
  }
}
