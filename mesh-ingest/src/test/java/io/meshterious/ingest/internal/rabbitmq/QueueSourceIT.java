// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import static io.meshterious.ingest.internal.broker.Readers.KIND;
import static io.meshterious.ingest.internal.broker.Readers.numbers;
import static io.meshterious.ingest.internal.broker.Readers.range;
import static io.meshterious.ingest.internal.broker.Readers.read;
import static io.meshterious.ingest.internal.broker.Readers.readToTheEnd;
import static io.meshterious.ingest.internal.broker.Readers.request;
import static io.meshterious.ingest.internal.broker.Readers.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.broker.Readers;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class QueueSourceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private RabbitFixture rabbit;
  private VirtualHost host;
  private String uri;

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
    uri = host.amqpUri() + "?queue=orders.north";
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  private EventSource open(String options) {
    return new RabbitSources().open(request(uri + options));
  }

  private void publish(String type, int from, int to) throws InterruptedException {
    Readers.publish(uri + "&declare=" + type, from, to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void read_aQueue_givesAllInOrderWithWhatIsKnownOfThem(String type) throws Exception {
    // Given
    publish(type, 0, 1_000);
    try (EventSource source = open("")) {
      // When
      Instant end = Instant.now().plus(PATIENCE);
      while (source.waiting().orElse(0) != 1_000 && Instant.now().isBefore(end)) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(source.waiting()).hasValue(1_000);
      RawBatch batch = new RawBatch(1, Long.MAX_VALUE);
      source.read(batch, PATIENCE);
      // Then
      assertThat(numbers(batch)).containsExactly(0);
      assertThat(batch.kind(0)).isEqualTo(KIND);
      EventOrigin origin = source.origin(batch.position(0), batch.tag(0));
      assertThat(origin.place()).isEqualTo("queue 'orders.north'");
      assertThat(origin.id()).isEqualTo("0");
      assertThat(origin.headers())
          .containsEntry("type", "order_placed")
          .containsEntry("content-type", "application/json")
          .containsEntry("app-id", "mesh")
          .containsEntry("mesh.contract", "shop.orders")
          .containsEntry("timestamp", "2023-11-14T22:13:20Z")
          .doesNotContainKey("redelivered");
      assertThat(read(source, 999)).isEqualTo(range(1, 1_000));
      assertThat(some(source, 10, SHORT)).isEmpty();
      assertThat(source.state()).isEmpty();
      assertThat(source.positions()).isEmpty();
      TimeUnit.MILLISECONDS.sleep(210);
      assertThat(source.waiting()).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void close_withoutAcknowledging_givesAllToTheNextOne(String type) throws Exception {
    publish(type, 0, 100);
    try (EventSource source = open("")) {
      assertThat(read(source, 100)).isEqualTo(range(0, 100));
      assertThat(rabbit.queueCounts(host.name(), "orders.north").unacknowledged()).isEqualTo(100);
    }
    try (EventSource source = open("")) {
      RawBatch batch = new RawBatch(100, Long.MAX_VALUE);
      while (batch.size() < 100) {
        source.read(batch, PATIENCE);
      }
      assertThat(numbers(batch)).containsExactlyInAnyOrderElementsOf(range(0, 100));
      assertThat(source.origin(batch.position(0), batch.tag(0)).headers())
          .containsEntry("redelivered", "true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&consumers=3&prefetch=20"})
  void acknowledge_aCount_letsGoOfThoseAlone(String options) throws Exception {
    // Given
    publish("quorum", 0, 60);
    List<Integer> first;
    try (EventSource source = open(options)) {
      first = read(source, 60);
      // When
      source.acknowledge(10);
      source.acknowledge(40);
      source.acknowledge(40);
    }
    // Then
    try (EventSource source = open(options)) {
      List<Integer> left = read(source, 20);
      assertThat(left).containsExactlyInAnyOrderElementsOf(first.subList(40, 60));
      assertThat(some(source, 10, SHORT)).isEmpty();
    }
  }

  @Test
  void read_prefetchReached_waitsForAcknowledgement() throws Exception {
    publish("classic", 0, 50);
    try (EventSource source = open("&prefetch=20")) {
      assertThat(read(source, 20)).isEqualTo(range(0, 20));
      assertThat(some(source, 50, SHORT)).isEmpty();
      source.acknowledge(20);
      assertThat(read(source, 20)).isEqualTo(range(20, 40));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void read_connectionsAreClosed_losesNothing(String type) throws Exception {
    // Given
    publish(type, 0, 3_000);
    TreeSet<Integer> acknowledged = new TreeSet<>();
    try (EventSource source = open("&prefetch=500")) {
      List<Integer> all = new ArrayList<>();
      int cuts = 0;
      boolean cut = false;
      // When
      while (acknowledged.size() < 3_000) {
        all.addAll(some(source, 100, Duration.ofMillis(100)));
        if (cuts < 3 && all.size() > (cuts + 1) * 700) {
          rabbit.closeConnections();
          cuts++;
          cut = true;
        }
        if (cut && !source.state().isEmpty()) {
          assertThat(source.state()).startsWith("connecting again to 127.0.0.1:");
          assertThat(source.waiting()).isEmpty();
          cut = false;
        }
        source.acknowledge(all.size());
        acknowledged.addAll(all);
      }
      // Then
      assertThat(cuts).isEqualTo(3);
      assertThat(acknowledged).containsExactlyElementsOf(range(0, 3_000));
    }
    // What was acknowledged on a dead channel came again, so the queue ends up empty.
    assertThat(rabbit.queueCounts(host.name(), "orders.north").ready()).isLessThan(500);
  }

  @Test
  void acknowledge_whatAnOldConnectionDelivered_doesNothing() throws Exception {
    publish("quorum", 0, 10);
    try (EventSource source = open("")) {
      assertThat(read(source, 10)).isEqualTo(range(0, 10));
      rabbit.closeConnections();
      assertThat(read(source, 5)).hasSize(5);
      source.acknowledge(10);
      source.acknowledge(12);
    }
    try (EventSource source = open("")) {
      assertThat(read(source, 8)).hasSize(8);
      assertThat(some(source, 5, SHORT)).isEmpty();
    }
  }

  @Test
  void read_queueIsDeleted_endsWithAnError() throws Exception {
    publish("classic", 0, 5);
    try (EventSource source = open("")) {
      assertThat(read(source, 5)).hasSize(5);
      rabbit.ctl("delete_queue", "-p", host.name(), "orders.north");
      MeshException end = readToTheEnd(source);
      assertThat(end).hasMessageContaining("there is no queue 'orders.north'");
      assertThat(end.code()).isEqualTo(SourceError.SOURCE_DIFFERS);
      assertThat(source.state()).isEmpty();
    }
  }

  @Test
  void read_queueIsMadeAgain_goesOn() throws Exception {
    publish("classic", 0, 5);
    try (EventSource source = open("&declare=classic")) {
      assertThat(read(source, 5)).hasSize(5);
      rabbit.ctl("delete_queue", "-p", host.name(), "orders.north");
      publish("classic", 5, 8);
      assertThat(read(source, 3)).isEqualTo(range(5, 8));
    }
  }

  @Test
  void open_twoLanes_shareTheQueue() throws Exception {
    publish("quorum", 0, 400);
    List<Integer> all = new ArrayList<>();
    try (EventSource first = new RabbitSources().open(request(uri + "&prefetch=50").lane(0, 2));
        EventSource second = new RabbitSources().open(request(uri + "&prefetch=50").lane(1, 2))) {
      long one = 0;
      long two = 0;
      while (all.size() < 400) {
        List<Integer> some = some(first, 25, SHORT);
        one += some.size();
        all.addAll(some);
        first.acknowledge(one);
        some = some(second, 25, SHORT);
        two += some.size();
        all.addAll(some);
        second.acknowledge(two);
      }
      assertThat(one).isPositive();
      assertThat(two).isPositive();
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, 400));
  }

  @Test
  void read_closedSource_fails() throws Exception {
    publish("classic", 0, 1);
    EventSource source = open("");
    source.close();
    source.close();
    assertThat(readToTheEnd(source)).hasMessageContaining("it is closed");
  }
}
