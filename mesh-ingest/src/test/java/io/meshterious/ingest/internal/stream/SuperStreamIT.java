// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import static io.meshterious.ingest.internal.broker.Readers.assertRefused;
import static io.meshterious.ingest.internal.broker.Readers.numbers;
import static io.meshterious.ingest.internal.broker.Readers.publish;
import static io.meshterious.ingest.internal.broker.Readers.range;
import static io.meshterious.ingest.internal.broker.Readers.read;
import static io.meshterious.ingest.internal.broker.Readers.request;
import static io.meshterious.ingest.internal.broker.Readers.some;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.testkit.network.TcpProxy;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that consist of others. */
@Timeout(120)
class SuperStreamIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  private RabbitFixture rabbit;
  private VirtualHost host;
  private String uri;

  @BeforeEach
  void start() throws Exception {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
    uri = host.streamUri() + "?super-stream=orders";
    declare(0, 3);
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  /** Makes an exchange whose streams are called so, with those of a range of numbers. */
  private void declare(int from, int to) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare("orders", BuiltinExchangeType.DIRECT, true);
      for (int i = from; i < to; i++) {
        String stream = "orders-" + i;
        channel.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
        channel.queueBind(stream, "orders", "" + i, Map.of("x-stream-partition-order", i));
      }
    }
  }

  /** Publishes the numbers from 1000 times that of the partition on. */
  private void publishTo(int partition, int from, int to) throws InterruptedException {
    publish(
        host.streamUri() + "?declare=false&stream=orders-" + partition,
        partition * 1_000 + from,
        partition * 1_000 + to);
  }

  private EventSource open(int lane, int lanes, Map<String, String> positions) {
    return new StreamSources().open(request(uri).lane(lane, lanes).from(positions));
  }

  private static List<Integer> of(int partition, List<Integer> numbers) {
    return numbers.stream().filter(it -> it / 1_000 == partition).toList();
  }

  @Test
  void read_eventsInAllPartitions_comeOnce_eachPartitionInOrder() throws Exception {
    // Given
    for (int i = 0; i < 3; i++) {
      publishTo(i, 0, 900);
    }
    try (EventSource source = open(0, 1, Map.of())) {
      assertThat(source.waiting()).hasValue(2_700);
      // When
      RawBatch batch = new RawBatch(1, Long.MAX_VALUE);
      source.read(batch, SHORT);
      List<Integer> all = new ArrayList<>(numbers(batch));
      int partition = all.get(0) / 1_000;
      all.addAll(read(source, 2_699));
      // Then
      assertThat(source.origin(batch.position(0), batch.tag(0)).place())
          .isEqualTo("stream 'orders-" + partition + "', offset 0");
      assertThat(all).hasSize(2_700);
      for (int i = 0; i < 3; i++) {
        assertThat(of(i, all)).isEqualTo(range(i * 1_000, i * 1_000 + 900));
      }
      assertThat(some(source, 10, SHORT)).isEmpty();
      assertThat(source.positions())
          .isEqualTo(Map.of("orders-0", "900", "orders-1", "900", "orders-2", "900"));
      TimeUnit.MILLISECONDS.sleep(210);
      assertThat(source.waiting()).hasValue(0);
      publishTo(1, 900, 910);
      assertThat(read(source, 10)).isEqualTo(range(1_900, 1_910));
    }
  }

  @Test
  void open_severalLanes_sharePartitions() throws Exception {
    for (int i = 0; i < 3; i++) {
      publishTo(i, 0, 10);
    }
    try (EventSource first = open(0, 2, Map.of());
        EventSource second = open(1, 2, Map.of());
        EventSource fourth = open(3, 4, Map.of())) {
      assertThat(read(first, 20)).containsExactlyInAnyOrderElementsOf(both(0, 2));
      assertThat(first.positions()).containsOnlyKeys("orders-0", "orders-2");
      assertThat(read(second, 10)).isEqualTo(range(1_000, 1_010));
      assertThat(second.positions()).isEqualTo(Map.of("orders-1", "10"));
      assertThat(some(fourth, 10, SHORT)).isEmpty();
      assertThat(fourth.positions()).isEmpty();
    }
  }

  private static List<Integer> both(int one, int other) {
    List<Integer> all = new ArrayList<>(range(one * 1_000, one * 1_000 + 10));
    all.addAll(range(other * 1_000, other * 1_000 + 10));
    return all;
  }

  @Test
  void open_storedPositions_goOnInEachPartition_andFindNewOnes() throws Exception {
    // Given
    for (int i = 0; i < 3; i++) {
      publishTo(i, 0, 10);
    }
    Map<String, String> positions = Map.of("orders-0", "10", "orders-1", "3");
    // When
    publishTo(0, 10, 12);
    declare(3, 4);
    publishTo(3, 0, 5);
    // Then
    try (EventSource source = open(0, 1, positions)) {
      List<Integer> all = read(source, 2 + 7 + 10 + 5);
      assertThat(of(0, all)).isEqualTo(range(10, 12));
      assertThat(of(1, all)).isEqualTo(range(1_003, 1_010));
      assertThat(of(2, all)).isEqualTo(range(2_000, 2_010));
      assertThat(of(3, all)).isEqualTo(range(3_000, 3_005));
      assertThat(some(source, 10, SHORT)).isEmpty();
    }
  }

  @Test
  void read_connectionsAreClosed_givesEachOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      publishTo(i, 0, 900);
    }
    try (EventSource source = open(0, 1, Map.of())) {
      List<Integer> all = new ArrayList<>(read(source, 100));
      rabbit.closeConnections();
      all.addAll(read(source, 2_600));
      assertThat(some(source, 10, SHORT)).isEmpty();
      for (int i = 0; i < 3; i++) {
        assertThat(of(i, all)).isEqualTo(range(i * 1_000, i * 1_000 + 900));
      }
    }
  }

  @Test
  void open_noSuperStream_isRefused() {
    for (String name : List.of("nothing", "orders-1")) {
      assertRefused(
          new StreamSources(),
          host.streamUri() + "?super-stream=" + name,
          SourceError.SOURCE_DIFFERS,
          "there is no super stream '" + name + "' in virtual host");
    }
    assertRefused(
        new StreamSources(),
        uri + "&stream=orders-0",
        SourceError.SOURCE_INVALID,
        "only without the option stream");
  }

  @Test
  void waiting_brokerDoesNotAnswer_saysWhatWasKnownInTime() throws Exception {
    publishTo(0, 0, 10);
    try (TcpProxy proxy = TcpProxy.to(host.streamUri());
        EventSource source =
            new StreamSources()
                .open(request(proxy.through(host.streamUri()) + "?stream=orders-0"))) {
      // Given
      assertThat(source.waiting()).hasValue(10);
      assertThat(read(source, 4)).hasSize(4);
      TimeUnit.MILLISECONDS.sleep(210);
      // When
      proxy.pause();
      Instant before = Instant.now();
      OptionalLong waiting = source.waiting();
      // Then
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(waiting).hasValue(6);
      assertThat(source.state()).contains("no answer from", "about stream 'orders-0'");
      // When
      proxy.resume();
      Instant end = Instant.now().plusSeconds(30);
      while (!source.state().isEmpty() && Instant.now().isBefore(end)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      // Then
      assertThat(source.state()).isEmpty();
      assertThat(read(source, 6)).hasSize(6);
    }
  }
}
