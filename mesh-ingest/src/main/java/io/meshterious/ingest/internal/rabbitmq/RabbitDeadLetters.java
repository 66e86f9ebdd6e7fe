// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.deadletter.DeadLetterRequest;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.deadletter.DeadLetters;
import java.util.Set;

/** Exchanges and queues of RabbitMQ that get rejected events. */
public final class RabbitDeadLetters implements DeadLetters {
  /** Makes the plugin. */
  public RabbitDeadLetters() {}

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String description() {
    return "an exchange or a queue of RabbitMQ, which confirms each rejected event";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("amqp", "amqps");
  }

  @Override
  public DeadLetterTarget open(DeadLetterRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    LetterSettings settings = LetterSettings.of(request, options);
    options.complete();
    return new RabbitLetters(settings, "mesh ingest " + request.pipeline() + " rejects");
  }
}
