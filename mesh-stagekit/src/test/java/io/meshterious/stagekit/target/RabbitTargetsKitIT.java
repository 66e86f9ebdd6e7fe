// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.testkit.network.FreePorts;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RabbitTargetsKitIT extends EventTargetsContract {
  private VirtualHost host;
  private int queues;

  @BeforeEach
  void start() {
    host = RabbitFixture.running().newVirtualHost();
  }

  @AfterEach
  void stop() {
    RabbitFixture.running().removeVirtualHost(host);
  }

  @Override
  protected EventTargets subject() {
    return KnownTargets.named("rabbitmq");
  }

  @Override
  protected URI place() {
    queues++;
    return URI.create(host.amqpUri() + "?queue=events-" + queues);
  }

  @Override
  protected Optional<URI> nowhere() {
    return Optional.of(URI.create("amqp://guest:s3cret@127.0.0.1:" + FreePorts.next()));
  }

  @Override
  protected Set<TargetTrait> lacks() {
    return Set.of(TargetTrait.LIMITED_ROOM);
  }

  @Override
  protected List<String> arrivedAt(URI place) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    List<String> bodies = new ArrayList<>();
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      String queue = place.getQuery().substring("queue=".length());
      GetResponse message = channel.basicGet(queue, true);
      while (message != null) {
        bodies.add(new String(message.getBody(), UTF_8));
        message = channel.basicGet(queue, true);
      }
    }
    return bodies;
  }
}
