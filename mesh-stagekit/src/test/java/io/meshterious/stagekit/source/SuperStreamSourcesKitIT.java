// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import io.meshterious.testkit.network.FreePorts;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Super streams of three streams, of which one has the events: those of several have no order. */
class SuperStreamSourcesKitIT extends EventSourcesContract {
  private static final EventKind KIND = new EventKind("t", EventKind.JSON, "c", "1.0.0");

  private VirtualHost host;
  private int places;

  @BeforeEach
  void start() {
    host = RabbitFixture.running().newVirtualHost();
  }

  @AfterEach
  void stop() {
    RabbitFixture.running().removeVirtualHost(host);
  }

  @Override
  protected EventSources subject() {
    return KnownSources.named("rabbitmq-stream");
  }

  @Override
  protected URI place() throws Exception {
    places++;
    String name = "events-" + places;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(name, BuiltinExchangeType.DIRECT, true);
      for (int i = 0; i < 3; i++) {
        String stream = name + "-" + i;
        channel.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
        channel.queueBind(stream, name, "" + i, Map.of("x-stream-partition-order", i));
      }
    }
    return URI.create(host.streamUri() + "?super-stream=" + name);
  }

  @Override
  protected void put(URI place, List<String> bodies) throws InterruptedException {
    TargetRequest request =
        TargetRequest.of(
            URI.create(place.toString().replace("?super-stream=", "?declare=false&stream=") + "-1"),
            "kit",
            KIND,
            (event, why) -> {
              throw new AssertionError(why);
            });
    try (EventTarget target = Targets.load().open(request)) {
      for (String body : bodies) {
        target.send(new Event(KIND, "", Instant.EPOCH, body.getBytes(UTF_8)));
      }
      target.flush();
    }
  }

  @Override
  protected Optional<URI> nowhere() {
    return Optional.of(URI.create("rabbitmq-stream://guest:s3cret@127.0.0.1:" + FreePorts.next()));
  }
}
