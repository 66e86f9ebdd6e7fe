// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import static io.meshterious.ingest.internal.broker.Readers.KIND;
import static io.meshterious.ingest.internal.broker.Readers.numbers;
import static io.meshterious.ingest.internal.broker.Readers.publish;
import static io.meshterious.ingest.internal.broker.Readers.range;
import static io.meshterious.ingest.internal.broker.Readers.read;
import static io.meshterious.ingest.internal.broker.Readers.readToTheEnd;
import static io.meshterious.ingest.internal.broker.Readers.request;
import static io.meshterious.ingest.internal.broker.Readers.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StreamSourceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private RabbitFixture rabbit;
  private VirtualHost host;
  private String uri;

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
    uri = host.streamUri() + "?stream=orders";
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  private EventSource open(String options) {
    return new StreamSources().open(request(uri + options));
  }

  private EventSource openAt(Map<String, String> positions, String options) {
    return new StreamSources().open(request(uri + options).from(positions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sub-entry-size=50", "&sub-entry-size=50&compression=gzip"})
  void read_aStream_givesAllInOrderWithWhatIsKnownOfThem(String published) throws Exception {
    // Given
    publish(uri + published, 0, 5_000);
    try (EventSource source = open("&credits=1")) {
      // When
      assertThat(source.positions()).isEmpty();
      assertThat(source.waiting()).hasValue(5_000);
      RawBatch batch = new RawBatch(1, Long.MAX_VALUE);
      source.read(batch, PATIENCE);
      // Then
      assertThat(numbers(batch)).containsExactly(0);
      assertThat(batch.position(0)).isZero();
      assertThat(batch.kind(0)).isEqualTo(KIND);
      EventOrigin origin = source.origin(batch.position(0), batch.tag(0));
      assertThat(origin.place()).isEqualTo("stream 'orders', offset 0");
      assertThat(origin.id()).isEqualTo("0");
      assertThat(origin.headers())
          .containsEntry("type", "order_placed")
          .containsEntry("content-type", "application/json")
          .containsEntry("mesh.contract", "shop.orders")
          .containsEntry("timestamp", "2023-11-14T22:13:20Z");
      assertThat(source.positions()).isEqualTo(Map.of("orders", "1"));
      assertThat(read(source, 4_999)).isEqualTo(range(1, 5_000));
      assertThat(some(source, 10, SHORT)).isEmpty();
      assertThat(source.positions()).isEqualTo(Map.of("orders", "5000"));
      assertThat(source.waiting()).hasValue(0);
      assertThat(source.state()).isEmpty();
    }
  }

  @Test
  void read_eventsThatComeLater_arrive() throws Exception {
    publish(uri, 0, 10);
    try (EventSource source = open("")) {
      assertThat(read(source, 10)).isEqualTo(range(0, 10));
      publish(uri, 10, 30);
      TimeUnit.MILLISECONDS.sleep(210);
      assertThat(source.waiting()).hasValue(20);
      assertThat(read(source, 20)).isEqualTo(range(10, 30));
    }
  }

  @Test
  void open_storedPosition_goesOnExactlyBehind() throws Exception {
    publish(uri, 0, 1_000);
    Map<String, String> positions;
    try (EventSource source = open("")) {
      assertThat(read(source, 437)).isEqualTo(range(0, 437));
      positions = source.positions();
      assertThat(read(source, 100)).hasSize(100);
      source.acknowledge(537);
    }
    assertThat(positions).isEqualTo(Map.of("orders", "437"));
    try (EventSource source = openAt(positions, "&from=next")) {
      assertThat(source.waiting()).hasValue(563);
      assertThat(read(source, 563)).isEqualTo(range(437, 1_000));
    }
    try (EventSource source = openAt(Map.of("orders", "1000"), "")) {
      assertThat(some(source, 10, SHORT)).isEmpty();
      publish(uri, 1_000, 1_001);
      assertThat(read(source, 1)).isEqualTo(range(1_000, 1_001));
    }
  }

  @Test
  void open_withoutPosition_beginsWhereTheOptionSays() throws Exception {
    publish(uri, 0, 300);
    TimeUnit.MILLISECONDS.sleep(20);
    Instant between = Instant.now();
    publish(uri, 300, 400);
    try (EventSource source = open("&from=offset:123")) {
      assertThat(read(source, 277)).isEqualTo(range(123, 400));
    }
    try (EventSource source = open("&from=timestamp:" + between)) {
      assertThat(source.positions()).isEqualTo(Map.of("orders", "300"));
      assertThat(read(source, 100)).isEqualTo(range(300, 400));
    }
    try (EventSource source = open("&from=timestamp:" + Instant.now().plusSeconds(60))) {
      assertThat(source.positions()).isEqualTo(Map.of("orders", "400"));
    }
    try (EventSource source = open("&from=last")) {
      assertThat(read(source, 1).get(0)).isBetween(300, 399);
    }
    try (EventSource source = open("&from=next")) {
      assertThat(source.positions()).isEqualTo(Map.of("orders", "400"));
      rabbit.closeConnections();
      publish(uri, 400, 405);
      assertThat(read(source, 5)).isEqualTo(range(400, 405));
    }
  }

  @Test
  void read_connectionsAreClosed_givesEachOnce() throws Exception {
    // Given
    publish(uri, 0, 20_000);
    List<Integer> all = new ArrayList<>();
    try (EventSource source = open("&credits=2")) {
      int cuts = 0;
      boolean cut = false;
      // When
      while (all.size() < 20_000) {
        all.addAll(some(source, 100, Duration.ofMillis(100)));
        if (cuts < 3 && all.size() > (cuts + 1) * 4_000) {
          rabbit.closeConnections();
          cuts++;
          cut = true;
        }
        if (cut && !source.state().isEmpty()) {
          assertThat(source.state()).startsWith("connecting again to 127.0.0.1:");
          assertThat(source.waiting()).isEmpty();
          cut = false;
        }
      }
      // Then
      assertThat(cuts).isEqualTo(3);
      assertThat(some(source, 10, SHORT)).isEmpty();
    }
    assertThat(all).isEqualTo(range(0, 20_000));
  }

  /** The broker drops whole files, here of a few events each. */
  private void publishToAShortStream(int from, int to) throws InterruptedException {
    publish(uri + "&max-length-bytes=20kB&max-segment-size-bytes=2kB", from, to, 50);
  }

  @Test
  void open_positionBeforeTheFirstEvent_isRefusedOrSkipped() throws Exception {
    // Given: offsets are not numbers, as each file begins with a note of the broker's
    publishToAShortStream(0, 1_500);
    RawBatch batch = new RawBatch(1, Long.MAX_VALUE);
    try (EventSource source = open("")) {
      source.read(batch, PATIENCE);
    }
    int number = numbers(batch).get(0);
    long first = batch.position(0);
    assertThat(first).isGreaterThan(100);
    Map<String, String> before = Map.of("orders", Long.toString(first - 100));
    // When, then
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> openAt(before, ""))
        .withMessageContaining("from offset " + (first - 100) + " on")
        .withMessageContaining("it begins at offset " + first)
        .withMessageContaining("gap=skip")
        .matches(it -> it.code() == SourceError.POSITION_INVALID);
    try (EventSource source = openAt(before, "&gap=skip")) {
      assertThat(read(source, 1_500 - number)).isEqualTo(range(number, 1_500));
    }
    try (EventSource source = openAt(Map.of("orders", Long.toString(first)), "")) {
      assertThat(read(source, 1)).isEqualTo(range(number, number + 1));
    }
  }

  @Test
  void read_eventsAreDroppedWhileDisconnected_endsWithAnError() throws Exception {
    publishToAShortStream(0, 50);
    try (EventSource source = open("&credits=1")) {
      assertThat(read(source, 10)).isEqualTo(range(0, 10));
      publishToAShortStream(50, 1_500);
      rabbit.closeConnections();
      MeshException end = readToTheEnd(source);
      assertThat(end.code()).isEqualTo(SourceError.POSITION_INVALID);
      assertThat(end).hasMessageContaining("it begins at offset");
    }
  }

  @Test
  void open_positionOfAnotherStream_isRefused() throws Exception {
    publish(uri, 0, 10);
    for (String stored : List.of("11", "5000")) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> openAt(Map.of("orders", stored), ""))
          .withMessageContaining("from offset " + stored + " on: it ends before offset 10")
          .matches(it -> it.code() == SourceError.POSITION_INVALID);
    }
    for (String stored : List.of("-1", "x")) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> openAt(Map.of("orders", stored), ""))
          .withMessageContaining("Invalid position of stream 'orders': '" + stored + "'")
          .matches(it -> it.code() == SourceError.POSITION_INVALID);
    }
  }

  @Test
  void read_streamIsDeleted_endsWithAnError() throws Exception {
    publish(uri, 0, 5);
    try (EventSource source = open("")) {
      assertThat(read(source, 5)).hasSize(5);
      rabbit.ctl("delete_queue", "-p", host.name(), "orders");
      MeshException end = readToTheEnd(source);
      assertThat(end).hasMessageContaining("there is no stream 'orders'");
      assertThat(end.code()).isEqualTo(SourceError.SOURCE_DIFFERS);
    }
  }

  @Test
  void open_severalLanes_theFirstOneReadsAll() throws Exception {
    publish(uri, 0, 100);
    try (EventSource first = new StreamSources().open(request(uri).lane(0, 2));
        EventSource second = new StreamSources().open(request(uri).lane(1, 2))) {
      assertThat(some(second, 10, SHORT)).isEmpty();
      assertThat(second.positions()).isEmpty();
      assertThat(second.waiting()).hasValue(0);
      assertThat(read(first, 100)).isEqualTo(range(0, 100));
    }
  }

  @Test
  void read_emptyStream_givesNothingAndHasNoPosition() throws Exception {
    publish(uri, 0, 0);
    try (EventSource source = open("")) {
      assertThat(some(source, 10, SHORT)).isEmpty();
      assertThat(source.waiting()).hasValue(0);
      assertThat(source.positions()).isEmpty();
      publish(uri, 0, 3);
      assertThat(read(source, 3)).isEqualTo(range(0, 3));
    }
  }
}
