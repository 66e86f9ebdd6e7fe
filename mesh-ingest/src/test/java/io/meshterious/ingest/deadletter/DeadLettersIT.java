// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import static io.meshterious.ingest.reject.SmallShop.sale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestBuilder;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.reject.SmallShop;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rejects at a real broker. */
@Timeout(120)
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private RabbitFixture rabbit;
  private VirtualHost host;
  private Lake lake;
  private Connection connection;
  private Channel channel;

  @BeforeEach
  void open() throws Exception {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
    lake = Lake.open(folder, LakeOptions.defaults().durable(false));
    connect();
    channel.queueDeclare("sales", true, false, false, Map.of());
    channel.queueDeclare("dead", true, false, false, Map.of());
    channel.exchangeDeclare("sales.dead", BuiltinExchangeType.TOPIC, true);
    channel.queueBind("dead", "sales.dead", "MESH-40.*");
    channel.queueBind("dead", "sales.dead", "#");
  }

  private void connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  @AfterEach
  void close() {
    lake.close();
    connection.abort();
    rabbit.removeVirtualHost(host);
  }

  private IngestBuilder pipeline(String letters) {
    return Ingest.named("sales")
        .from(host.amqpUri() + "?queue=sales")
        .contract(SmallShop.contract())
        .into(lake, "raw.sales")
        .commitEvery(Duration.ofMillis(50))
        .deadLetters(host.amqpUri() + letters);
  }

  private void publish(String body, BasicProperties properties) throws Exception {
    channel.basicPublish("", "sales", properties, body.getBytes(UTF_8));
  }

  @Test
  void rejects_arePublished_asTheyCame_withTheReason() throws Exception {
    // Given
    String bad = sale("b", 77, "red");
    Date time = Date.from(Instant.parse("2026-05-01T10:00:00Z"));
    publish(sale("a", 1, "red"), new BasicProperties());
    publish(
        bad,
        new BasicProperties.Builder()
            .messageId("m-1")
            .type("sold")
            .contentType("application/json")
            .correlationId("c-1")
            .appId("till")
            .timestamp(time)
            .headers(Map.of("tenant", "north", "x-mesh-code", "older"))
            .build());
    // When
    try (Ingest ingest = pipeline("?exchange=sales.dead").start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      IngestCounts counts = ingest.stop().counts();
      assertThat(counts.stored()).isEqualTo(1);
      assertThat(counts.rejected()).isEqualTo(1);
    }
    // Then
    GetResponse letter = Objects.requireNonNull(channel.basicGet("dead", true));
    assertThat(new String(letter.getBody(), UTF_8)).isEqualTo(bad);
    assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo("MESH-4014");
    BasicProperties properties = letter.getProps();
    assertThat(properties.getMessageId()).isEqualTo("m-1");
    assertThat(properties.getType()).isEqualTo("sold");
    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.getCorrelationId()).isEqualTo("c-1");
    assertThat(properties.getAppId()).isEqualTo("till");
    assertThat(properties.getTimestamp()).isEqualTo(time);
    assertThat(properties.getDeliveryMode()).isEqualTo(2);
    Map<String, Object> headers = properties.getHeaders();
    assertThat(String.valueOf(headers.get("tenant"))).isEqualTo("north");
    assertThat(String.valueOf(headers.get("x-mesh-code"))).isEqualTo("MESH-4014");
    assertThat(String.valueOf(headers.get("x-mesh-field"))).isEqualTo("qty");
    assertThat(String.valueOf(headers.get("x-mesh-reason"))).isNotBlank();
    assertThat(String.valueOf(headers.get("x-mesh-pipeline"))).isEqualTo("sales");
    assertThat(String.valueOf(headers.get("x-mesh-table"))).isEqualTo("raw.sales");
    assertThat(channel.messageCount("dead")).isZero();
    assertThat(channel.messageCount("sales")).isZero();
  }

  @Test
  void connection_thatIsClosed_isMadeAgain() throws Exception {
    try (Ingest ingest = pipeline("?queue=dead").start()) {
      for (int i = 0; i < 200; i++) {
        publish("{" + i, new BasicProperties());
      }
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      rabbit.closeConnections();
      connect();
      for (int i = 200; i < 210; i++) {
        publish("{" + i, new BasicProperties());
      }
      while (ingest.status().counts().received() < 210) {
        Thread.sleep(20);
      }
    }
    assertThat(channel.messageCount("dead")).isEqualTo(210);
  }

  @Test
  void rejectsThatNoQueueTakes_stopThePipeline_orVanish() throws Exception {
    channel.exchangeDeclare("nobody", BuiltinExchangeType.TOPIC, true);
    publish("{", new BasicProperties());
    try (Ingest ingest = pipeline("?exchange=nobody&routing-key=dead.{name}").start()) {
      assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
          .hasMessageContaining("no queue takes those with routing key 'dead.sales'")
          .hasMessageContaining("exchange 'nobody'")
          .matches(it -> ((MeshException) it).code() == DeadLetterError.DEAD_LETTER_REFUSED);
    }
    assertThat(rejects()).isZero();
    try (Ingest ingest = pipeline("?exchange=nobody&mandatory=false").start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(rejects()).isEqualTo(1);
  }

  private long rejects() {
    return lake.sql("select count(*) from raw.sales__rejects").value(Long.class).orElseThrow();
  }

  @Test
  void exchange_thatIsMissing_isToldBeforeAnythingIsRead() throws Exception {
    try (Ingest ingest = pipeline("?exchange=missing").start()) {
      assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
          .hasMessageContaining("there is no exchange 'missing'")
          .matches(it -> ((MeshException) it).code() == DeadLetterError.DEAD_LETTERS_DIFFER);
    }
  }
}
