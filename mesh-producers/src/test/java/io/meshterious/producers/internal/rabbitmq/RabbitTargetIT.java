// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import io.meshterious.producers.target.TestEvents;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RabbitTargetIT {
  private RabbitFixture rabbit;
  private VirtualHost host;
  private Connection connection;
  private Channel channel;
  private final Refusals refusals = new Refusals();

  @BeforeEach
  void start() throws Exception {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  @AfterEach
  void stop() {
    connection.abort();
    rabbit.removeVirtualHost(host);
  }

  private EventTarget open(String options) {
    return open(host.amqpUri(), options);
  }

  private EventTarget open(URI uri, String options) {
    return Targets.load().open(request(uri + options, refusals));
  }

  private List<String> idsIn(String queue) throws Exception {
    List<String> ids = new ArrayList<>();
    for (GetResponse it = channel.basicGet(queue, true);
        it != null;
        it = channel.basicGet(queue, true)) {
      ids.add(it.getProps().getMessageId());
    }
    return ids;
  }

  @Test
  void send_toAQueue_arrivesInOrderWithItsProperties() throws Exception {
    // When
    try (EventTarget target = open("")) {
      for (int i = 0; i < 500; i++) {
        target.send(event(i));
      }
      target.flush();
      assertThat(target.settled()).isEqualTo(500);
      assertThat(target.state()).isEmpty();
    }
    // Then
    GetResponse first = channel.basicGet("orders.north", true);
    assertThat(new String(first.getBody(), UTF_8)).isEqualTo("{\"id\":0}");
    assertThat(first.getProps().getMessageId()).isEqualTo("0");
    assertThat(first.getProps().getType()).isEqualTo("order_placed");
    assertThat(first.getProps().getContentType()).isEqualTo(EventKind.JSON);
    assertThat(first.getProps().getTimestamp()).isEqualTo(Date.from(TestEvents.TIME));
    assertThat(first.getProps().getAppId()).isEqualTo("mesh");
    assertThat(first.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(first.getProps().getHeaders().get("mesh.contract")).hasToString("shop.orders");
    assertThat(first.getProps().getHeaders().get("mesh.contract-version")).hasToString("1.2.0");
    assertThat(idsIn("orders.north"))
        .isEqualTo(IntStream.range(1, 500).mapToObj(Integer::toString).toList());
    assertThat(refusals.ids()).isEmpty();
  }

  @Test
  void send_unroutable_isReportedWithItsId() throws Exception {
    // Given
    channel.exchangeDeclare("events", "direct");
    channel.queueDeclare("even", false, false, false, null);
    channel.queueBind("even", "events", "orders.north");
    try (EventTarget target = open("?exchange=events")) {
      for (int i = 0; i < 3_000; i++) {
        target.send(event(i));
      }
      target.flush();
      assertThat(refusals.ids()).isEmpty();
      // When
      channel.queueUnbind("even", "events", "orders.north");
      for (int i = 3_000; i < 13_000; i++) {
        target.send(event(i));
      }
      target.send(event("3000", "{\"id\":3000}"));
      target.flush();
      assertThat(target.settled()).isEqualTo(13_001);
    }
    // Then
    List<String> expected =
        new ArrayList<>(IntStream.range(3_000, 13_000).mapToObj(Integer::toString).toList());
    expected.add("3000");
    assertThat(refusals.ids()).isEqualTo(expected);
    assertThat(refusals.reasons().get(0)).contains("NO_ROUTE").contains("orders.north");
    assertThat(idsIn("even")).hasSize(3_000);
  }

  @Test
  void send_someUnroutable_onlyTheseAreReported() throws Exception {
    // Given
    try (EventTarget target = open("?queue=orders&declare=classic&window=50")) {
      for (int i = 0; i < 1_000; i++) {
        target.send(event(i));
      }
      target.flush();
      // When
      channel.queueDelete("orders");
      for (int i = 1_000; i < 1_100; i++) {
        target.send(event(i));
      }
      target.flush();
      channel.queueDeclare("orders", true, false, false, null);
      for (int i = 1_100; i < 2_000; i++) {
        target.send(event(i));
      }
      target.flush();
    }
    // Then
    assertThat(refusals.ids())
        .isEqualTo(IntStream.range(1_000, 1_100).mapToObj(Integer::toString).toList());
    assertThat(idsIn("orders"))
        .isEqualTo(IntStream.range(1_100, 2_000).mapToObj(Integer::toString).toList());
  }

  @Test
  void send_fullQueue_reportsWhatTheBrokerRefuses() throws Exception {
    for (String type : List.of("classic", "quorum")) {
      // Given
      Refusals refused = new Refusals();
      String options =
          "?queue=few-" + type + "&declare=" + type + "&max-length=100&overflow=reject-publish";
      // When
      try (EventTarget target = Targets.load().open(request(host.amqpUri() + options, refused))) {
        for (int i = 0; i < 5_000; i++) {
          target.send(event(i));
        }
        target.flush();
        assertThat(target.settled()).isEqualTo(5_000);
      }
      // Then
      List<String> stored = idsIn("few-" + type);
      List<String> all = new ArrayList<>(stored);
      all.addAll(refused.ids());
      assertThat(stored).hasSizeBetween(100, 4_900);
      assertThat(all)
          .as(type)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
      assertThat(refused.reasons().get(0)).contains("few-" + type);
    }
  }

  @Test
  void send_declaredWithArguments_areTheQueues() throws Exception {
    channel.queueDeclare("dead", false, false, false, null);
    try (EventTarget target =
        open(
            "?queue=brief&message-ttl=1ms&max-length=5&dead-letter-exchange=dlx"
                + "&dead-letter-routing-key=dead")) {
      channel.exchangeDeclare("dlx", "direct");
      channel.queueBind("dead", "dlx", "dead");
      target.send(event(1));
      target.flush();
    }
    GetResponse dead = channel.basicGet("dead", true);
    while (dead == null) {
      TimeUnit.MILLISECONDS.sleep(10);
      dead = channel.basicGet("dead", true);
    }
    assertThat(dead.getProps().getMessageId()).isEqualTo("1");
  }
}
