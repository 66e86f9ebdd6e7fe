// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RabbitSourcesKitIT extends EventSourcesContract {
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
    return KnownSources.named("rabbitmq");
  }

  @Override
  protected URI place() throws InterruptedException {
    places++;
    URI place = URI.create(host.amqpUri() + "?declare=quorum&queue=events-" + places);
    put(place, List.of());
    return place;
  }

  @Override
  protected void put(URI place, List<String> bodies) throws InterruptedException {
    TargetRequest request =
        TargetRequest.of(
            place,
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
    return Optional.of(URI.create("amqp://guest:s3cret@127.0.0.1:" + FreePorts.next()));
  }

  @Override
  protected Set<SourceTrait> lacks() {
    return Set.of(SourceTrait.POSITIONS);
  }
}
