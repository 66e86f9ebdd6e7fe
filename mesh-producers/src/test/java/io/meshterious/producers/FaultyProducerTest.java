// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.event.Event;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.fault.TruthLog;
import io.meshterious.producers.pace.Rate;
import io.meshterious.producers.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyProducerTest {
  private static final FaultPlan PLAN =
      FaultPlan.parse("malformed=0.02,wrong-type=0.03,duplicate=0.05,out-of-order=0.05,late=0.01");

  @TempDir Path folder;

  private final List<String> received = Collections.synchronizedList(new ArrayList<>());

  private ProducerBuilder orders() {
    return Producer.of(ExampleGenerators.CONTRACTS, "warehouse.events.orders")
        .publisher("west")
        .faults(PLAN)
        .to(event -> received.add(text(event)));
  }

  private static String text(Event event) {
    return event.id() + " " + new String(event.body(), ISO_8859_1);
  }

  @Test
  void run_twice_givesTheSameFiles() throws Exception {
    for (String name : List.of("one", "two")) {
      orders()
          .to(folder.resolve(name + ".ndjson").toString())
          .truth(folder.resolve(name + ".truth"))
          .burst(2000)
          .run();
    }
    assertThat(folder.resolve("one.ndjson")).hasSameBinaryContentAs(folder.resolve("two.ndjson"));
    assertThat(folder.resolve("one.truth")).hasSameBinaryContentAs(folder.resolve("two.truth"));
  }

  @Test
  void run_ofABurst_tellsEveryFaultItSentAndIsCompleteInItself() throws Exception {
    // When
    Path log = folder.resolve("truth.ndjson");
    ProducerReport report = orders().fromRow(500).burst(2000).truth(log).run();

    // Then
    List<Fault> faults = new ArrayList<>();
    TruthLog.read(log, faults::add);
    long twice = faults.stream().filter(it -> it.kind() == FaultKind.DUPLICATE).count();
    assertThat(report.sent()).isEqualTo(2000 + twice).isEqualTo(received.size());
    assertThat(report.faults().values().stream().mapToLong(it -> it).sum())
        .isEqualTo(faults.size());
    assertThat(report.faults()).containsEntry("duplicate", twice);
    Set<String> ids = new HashSet<>();
    received.forEach(it -> ids.add(it.substring(0, 36)));
    assertThat(ids).hasSize(2000);
    assertThat(faults).allMatch(it -> it.step() >= 500 && it.step() < 2500);
  }

  @Test
  void checkpoint_ofARunThatStopped_goesOnAsIfItHadNot() throws Exception {
    // Given
    orders().burst(3000).truth(folder.resolve("whole")).run();
    List<String> whole = List.copyOf(received);
    received.clear();
    Path checkpoint = folder.resolve("run.json");
    Path parts = folder.resolve("parts");

    // When
    for (int stop = 1; stop <= 3; stop++) {
      int enough = stop * 700;
      Producer producer =
          orders()
              .burst(3000)
              .rate(Rate.perSecond(20_000))
              .checkpoint(checkpoint)
              .truth(parts)
              .start();
      while (received.size() < enough) {
        Thread.onSpinWait();
      }
      producer.stop(Duration.ofSeconds(5));
    }
    orders().burst(3000).checkpoint(checkpoint).truth(parts).run();

    // Then
    assertThat(received).isEqualTo(whole);
    assertThat(parts).hasSameBinaryContentAs(folder.resolve("whole"));
  }

  @Test
  void checkpoint_ofAnotherPlan_isRefused() throws Exception {
    Path checkpoint = folder.resolve("run.json");
    orders().burst(10).checkpoint(checkpoint).run();
    assertThatThrownBy(
            () -> orders().faults(FaultPlan.parse("late=0.5")).checkpoint(checkpoint).start())
        .hasMessageContaining("whose faults is 'FaultPlan[");
  }

  @Test
  void start_withAPlanThatDoesNotFit_opensNothing() throws IOException {
    Path file = folder.resolve("orders.ndjson");
    assertThatThrownBy(
            () ->
                Producer.of(ExampleGenerators.CONTRACTS, "warehouse.dimensions.dim_error_code")
                    .faults(FaultPlan.parse("late=0.1"))
                    .to(file.toString())
                    .start())
        .hasMessageContaining("late");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void run_toCsv_refusesOnlyWhatIsNoJsonAndCanBeReplayed() throws Exception {
    // When
    Path csv = folder.resolve("orders.csv.gz");
    ProducerReport report = orders().to(csv.toString()).burst(1000).run();

    // Then
    long malformed =
        report.faults().entrySet().stream()
            .filter(it -> it.getKey().startsWith("malformed"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(report.refused()).isEqualTo(malformed).isBetween(5L, 50L);
    assertThat(report.refusals().get(0).why()).startsWith("CSV cannot hold it: ");
    ProducerReport again =
        Producer.of(ExampleGenerators.CONTRACTS, "warehouse.events.orders")
            .replay(Replay.of(csv))
            .to(event -> received.add(text(event)))
            .run();
    assertThat(again.sent() + again.skipped()).isEqualTo(report.sent() - malformed);
  }
}
