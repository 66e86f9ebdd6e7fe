// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.core.event.Event;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import java.net.URI;
import java.time.Instant;

/** Events on their way to a broker, with the properties that our producers give them. */
final class Published {
  private Published() {}

  /** Publishes all events, and waits until each is confirmed. */
  static void to(String uri, Orders orders) throws InterruptedException {
    Instant time = Instant.now();
    TargetRequest request =
        TargetRequest.of(
            URI.create(uri),
            "orders",
            orders.kind(),
            (event, why) -> {
              throw new IllegalStateException("Refused: " + why);
            });
    try (EventTarget target = Targets.load().open(request)) {
      for (int i = 0; i < orders.count(); i++) {
        target.send(new Event(orders.kind(), orders.id(i), time, orders.event(i)));
      }
      target.flush();
    }
  }
}
