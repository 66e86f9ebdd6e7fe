// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.producers.pace.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerTest {
  private static final String ORDERS = "warehouse.events.orders";

  @TempDir Path folder;

  private final List<Event> received = Collections.synchronizedList(new ArrayList<>());

  private ProducerBuilder orders() {
    return Producer.of(ExampleGenerators.CONTRACTS, ORDERS).publisher("south").to(received::add);
  }

  @Test
  void run_aBurst_sendsTheRowsOfTheGeneratorWithWhatIsKnownOfThem() throws InterruptedException {
    // When
    ProducerReport report = orders().fromRow(7).burst(50).run();

    // Then
    Generator rows = Generator.of(ExampleGenerators.CONTRACTS, ORDERS).publisher("south").build();
    assertThat(received).hasSize(50);
    for (int i = 0; i < 50; i++) {
      Event event = received.get(i);
      String json = rows.json(7 + i);
      assertThat(new String(event.body(), UTF_8)).isEqualTo(json);
      assertThat(json).contains("\"event_id\":\"" + event.id() + "\"");
      assertThat(json).contains("\"event_ts\":\"" + event.time().toString().substring(0, 19));
      assertThat(event.kind().type()).isEqualTo("order_placed");
      assertThat(event.kind().contract()).isEqualTo(ORDERS);
      assertThat(event.kind().contractVersion()).isEqualTo("1.0.0");
    }
    assertThat(report.name()).isEqualTo("orders.south");
    assertThat(report.fromRow()).isEqualTo(7);
    assertThat(report.nextRow()).isEqualTo(57);
    assertThat(report.sent()).isEqualTo(50);
    assertThat(report.confirmed()).isEqualTo(50);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void run_atARate_takesItsTime() throws InterruptedException {
    long begun = System.nanoTime();
    orders().burst(6).rate(Rate.every(Duration.ofMillis(40))).run();
    assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(5 * 40 - 20).toNanos());
  }

  @Test
  void stop_aLiveOne_endsAtOnceAndLosesNothing() {
    // Given
    Producer producer = orders().rate(Rate.every(Duration.ofHours(1))).start();
    while (received.isEmpty()) {
      Thread.onSpinWait();
    }

    // When
    ProducerReport report = producer.stop(Duration.ofSeconds(5));

    // Then
    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.nextRow()).isEqualTo(1);
    assertThat(report.unsettled()).isZero();
    assertThat(producer.status().running()).isFalse();
    assertThat(producer.status().rows()).isEmpty();
  }

  @Test
  void stop_whileTheTargetTakesNothing_givesUpAfterTheGrace() throws InterruptedException {
    // Given
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Producer producer =
        orders()
            .to(
                event -> {
                  inside.countDown();
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    Thread.currentThread().interrupt();
                  }
                })
            .start();
    inside.await();

    // When
    producer.stop(Duration.ofMillis(50));

    // Then
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void checkpoint_ofARunThatStopped_isWhereTheNextGoesOn() throws InterruptedException {
    // Given
    Path file = folder.resolve("orders.json");
    Producer first = orders().rate(Rate.perSecond(2000)).checkpoint(file).start();
    while (received.size() < 40) {
      Thread.onSpinWait();
    }
    long sent = first.stop(Duration.ofSeconds(5)).sent();
    assertThat(received).hasSize((int) sent);

    // When
    int all = (int) sent + 300;
    ProducerReport second = orders().burst(all).checkpoint(file).run();

    // Then
    assertThat(second.fromRow()).isEqualTo(sent);
    assertThat(received).hasSize(all);
    assertThat(received.stream().map(Event::id).distinct()).hasSize(all);
    assertThat(orders().burst(all).checkpoint(file).run().sent()).isZero();
  }

  @Test
  void checkpoint_ofAnotherSeed_isRefused() throws InterruptedException {
    Path file = folder.resolve("orders.json");
    orders().burst(3).checkpoint(file).run();
    assertThat(Files.exists(file)).isTrue();
    assertThatThrownBy(() -> orders().seed(5).checkpoint(file).start())
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("whose seed is '' and not '5'");
  }

  @Test
  void await_whenTheTargetFails_throwsWhatItThrew() {
    Producer producer =
        orders()
            .to(
                event -> {
                  throw new IllegalStateException("full");
                })
            .start();
    assertThatThrownBy(producer::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
    assertThat(producer.report().sent()).isZero();
    producer.close();
  }

  @Test
  void run_ofATableWithoutEvents_endsWithItsRows() throws InterruptedException {
    // When
    ProducerReport report =
        Producer.of(ExampleGenerators.CONTRACTS, "warehouse.dimensions.dim_error_code")
            .to(received::add)
            .run();

    // Then
    assertThat(report.sent()).isEqualTo(received.size()).isBetween(5L, 500L);
    assertThat(received.get(0).id()).isEmpty();
    assertThat(received.get(0).time()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void builder_wrongNumbers_areRefused() {
    assertThatThrownBy(() -> orders().fromRow(-1)).hasMessage("Invalid first row: -1 (0 or above)");
    assertThatThrownBy(() -> orders().burst(0))
        .hasMessage("Invalid number of rows: 0 (1 or above)");
    assertThatThrownBy(() -> orders().fromRow(Long.MAX_VALUE).start())
        .hasMessageStartingWith("Invalid first row: 9223372036854775807 (below ");
    assertThatThrownBy(() -> Producer.of(ExampleGenerators.CONTRACTS, ORDERS).start())
        .hasMessage("Cannot produce 'orders': it is not said where to");
  }
}
