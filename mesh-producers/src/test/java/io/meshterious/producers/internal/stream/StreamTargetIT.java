// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.stream.Address;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.OffsetSpecification;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import io.meshterious.producers.target.TestEvents;
import io.meshterious.testkit.network.TcpProxy;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTargetIT {
  private static final int EVENTS = 200_000;

  private RabbitFixture rabbit;
  private VirtualHost host;
  private final Refusals refusals = new Refusals();

  @BeforeAll
  void start() {
    rabbit = RabbitFixture.start();
  }

  @AfterAll
  void stop() {
    if (rabbit != null) {
      rabbit.close();
    }
  }

  @BeforeEach
  void empty() {
    host = rabbit.newVirtualHost();
    refusals.ids().clear();
  }

  private EventTarget open(URI uri, String options, long first) {
    return Targets.load().open(request(uri + options, first, refusals));
  }

  private void send(String options, int from, int to) throws InterruptedException {
    try (EventTarget target = open(host.streamUri(), options, from)) {
      for (int i = from; i < to; i++) {
        target.send(event(i));
      }
      target.flush();
      assertThat(target.settled()).isEqualTo(to - from);
      assertThat(refusals.ids()).isEmpty();
    }
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  /** All that is in a stream, as far as its last message is one with a certain id. */
  private List<Message> read(String stream, String last) throws Exception {
    List<Message> messages = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> done = new CompletableFuture<>();
    URI uri = host.streamUri();
    try (Environment environment =
        Environment.builder()
            .uri(uri.toString())
            .addressResolver(unused -> new Address(uri.getHost(), uri.getPort()))
            .build()) {
      environment.consumerBuilder().stream(stream)
          .offset(OffsetSpecification.first())
          .messageHandler(
              (context, message) -> {
                messages.add(message);
                if (message.getProperties().getMessageIdAsString().equals(last)) {
                  done.complete(null);
                }
              })
          .build();
      done.get(60, TimeUnit.SECONDS);
      // What is repeated behind the last one would follow at once.
      TimeUnit.MILLISECONDS.sleep(300);
    }
    return List.copyOf(messages);
  }

  private List<String> idsIn(String stream, String last) throws Exception {
    return read(stream, last).stream()
        .map(it -> it.getProperties().getMessageIdAsString())
        .toList();
  }

  @Test
  void send_toAStream_arrivesInOrderWithItsProperties() throws Exception {
    // When
    send("", 0, 1_000);
    // Then
    List<Message> messages = read("orders.north", "999");
    assertThat(messages)
        .extracting(it -> it.getProperties().getMessageIdAsString())
        .isEqualTo(ids(0, 1_000));
    Message first = messages.get(0);
    assertThat(new String(first.getBodyAsBinary(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":0}");
    assertThat(first.getProperties().getSubject()).isEqualTo("order_placed");
    assertThat(first.getProperties().getContentType()).isEqualTo(EventKind.JSON);
    assertThat(first.getProperties().getCreationTime()).isEqualTo(TestEvents.TIME.toEpochMilli());
    assertThat(first.getApplicationProperties())
        .containsEntry("mesh.contract", "shop.orders")
        .containsEntry("mesh.contract-version", "1.2.0");
  }

  @Test
  void send_readByAmqp091_hasTheSamePropertiesAsInAQueue() throws Exception {
    // Given
    send("?stream=read", 7, 8);
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    // When
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicQos(10);
      channel.basicConsume(
          "read",
          false,
          Map.of("x-stream-offset", "first"),
          (tag, it) -> delivery.complete(it),
          tag -> {});
      // Then
      Delivery it = delivery.get(10, TimeUnit.SECONDS);
      assertThat(it.getProperties().getMessageId()).isEqualTo("7");
      assertThat(it.getProperties().getType()).isEqualTo("order_placed");
      assertThat(it.getProperties().getAppId()).isEqualTo("mesh");
      assertThat(it.getProperties().getContentType()).isEqualTo(EventKind.JSON);
      assertThat(it.getProperties().getTimestamp()).isEqualTo(Date.from(TestEvents.TIME));
      assertThat(it.getProperties().getHeaders().get("mesh.contract")).hasToString("shop.orders");
      assertThat(new String(it.getBody(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":7}");
    }
  }

  @Test
  void send_sameProducerGoesOn_repeatsNothing() throws Exception {
    send("?producer=p", 0, 1_000);
    send("?producer=p", 600, 1_500);
    assertThat(idsIn("orders.north", "1499")).isEqualTo(ids(0, 1_500));
  }

  @Test
  void send_withoutProducerName_storesEachRun() throws Exception {
    send("", 0, 10);
    send("", 0, 20);
    assertThat(idsIn("orders.north", "19")).hasSize(30);
  }

  @Test
  void send_subEntries_areAllThere() throws Exception {
    send("?sub-entry-size=50&compression=gzip", 0, 2_222);
    assertThat(idsIn("orders.north", "2221")).isEqualTo(ids(0, 2_222));
  }

  @Test
  void send_largerThanAFrame_isReportedWithItsId() throws Exception {
    // When
    try (EventTarget target = open(host.streamUri(), "", 0)) {
      target.send(event(0));
      target.send(event("large", "x".repeat(2_000_000)));
      target.send(event(2));
      target.flush();
      assertThat(target.settled()).isEqualTo(3);
    }
    // Then
    assertThat(refusals.ids()).containsExactly("large");
    assertThat(idsIn("orders.north", "2")).containsExactly("0", "2");
  }

  @Test
  void send_brokerRestartsAndConnectionIsCut_losesAndRepeatsNothing() throws Exception {
    // Given
    try (TcpProxy proxy = TcpProxy.to(host.streamUri());
        EventTarget target = open(proxy.through(host.streamUri()), "?window=2000", 0)) {
      // When
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < EVENTS; i++) {
                    target.send(event(i));
                  }
                  target.flush();
                } catch (InterruptedException interrupted) {
                  throw new IllegalStateException(interrupted);
                }
              });
      for (int disturbance = 1; disturbance <= 7; disturbance++) {
        long from = (long) EVENTS * disturbance / 9;
        while (target.settled() < from && !sending.isDone()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        if (disturbance == 3) {
          rabbit.restart();
        } else if (disturbance == 6) {
          rabbit.kill();
          rabbit.startAgain();
        } else {
          // Right after a restart it may have no connection yet that could be cut.
          while (proxy.cut() == 0) {
            assertThat(sending.isDone()).isFalse();
            TimeUnit.MILLISECONDS.sleep(1);
          }
        }
      }
      sending.get(200, TimeUnit.SECONDS);
      // Then
      assertThat(target.settled()).isEqualTo(EVENTS);
      assertThat(refusals.ids()).isEmpty();
    }
    List<String> stored = idsIn("orders.north", Integer.toString(EVENTS - 1));
    assertThat(stored).hasSize(EVENTS).isEqualTo(ids(0, EVENTS));
  }

  @Test
  void send_blockedBroker_isWaitedForWithABoundedWindow() throws Exception {
    // Given
    try (EventTarget target = open(host.streamUri(), "?window=1000", 0)) {
      target.send(event(0));
      target.flush();
      rabbit.blockPublishers();
      CompletableFuture<Void> sending;
      long[] sent = new long[1];
      // When
      try {
        sending =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    for (int i = 1; i < 20_000; i++) {
                      target.send(event(i));
                      sent[0] = i;
                    }
                    target.flush();
                  } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                  }
                });
        while (!target.state().contains("waiting for the broker to confirm")) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
        // Then
        assertThat(sending).isNotDone();
        assertThat(sent[0] - target.settled()).isLessThanOrEqualTo(1_001);
      } finally {
        rabbit.unblockPublishers();
      }
      sending.get(30, TimeUnit.SECONDS);
    }
    assertThat(idsIn("orders.north", "19999")).isEqualTo(ids(0, 20_000));
  }

  @Test
  void open_missingStream_saysSo() throws Exception {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(host.streamUri(), "?declare=false", 0))
        .withMessageContaining("there is no stream 'orders.north'")
        .matches(it -> it.code() == ProducerError.TARGET_DIFFERS);
    open(host.streamUri(), "?max-age=7d&max-length-bytes=1GB&max-segment-size-bytes=5MB", 0)
        .close();
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open(host.streamUri(), "?max-age=8d", 0))
        .withMessageContaining("declared in another way")
        .matches(it -> it.code() == ProducerError.TARGET_DIFFERS);
  }
}
