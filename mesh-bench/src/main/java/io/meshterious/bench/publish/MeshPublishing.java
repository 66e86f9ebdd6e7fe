// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import io.meshterious.bench.Sample;
import io.meshterious.core.event.Event;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Ours.
 *
 * @param uri where events go; a new queue or stream for each round
 * @param count how many
 */
record MeshPublishing(URI uri, int count) {
  static MeshPublishing toQueue(VirtualHost host, int count, int window) {
    String uri = host.amqpUri() + "?queue=mesh-" + UUID.randomUUID() + "&window=" + window;
    return new MeshPublishing(URI.create(uri), count);
  }

  static MeshPublishing toStream(VirtualHost host, int count, int window) {
    String uri = host.streamUri() + "?stream=mesh-" + UUID.randomUUID() + "&window=" + window;
    return new MeshPublishing(URI.create(uri), count);
  }

  Sample measure() throws InterruptedException {
    Bodies bodies = new Bodies();
    Instant time = Instant.now();
    TargetRequest request =
        TargetRequest.of(
            uri,
            "orders",
            Bodies.KIND,
            (event, why) -> {
              throw new IllegalStateException("Refused: " + why);
            });
    try (EventTarget target = Targets.load().open(request)) {
      Timing timing = new Timing();
      for (int i = 0; i < count; i++) {
        target.send(new Event(Bodies.KIND, Bodies.id(i), time, bodies.of(i)));
      }
      target.flush();
      return timing.sample(target.settled());
    }
  }
}
