// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.internal.broker.ConfirmedTarget;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetRequest;
import java.util.Set;

/** Queues and exchanges of RabbitMQ. */
public final class RabbitTargets implements EventTargets {
  /** Makes the plugin. */
  public RabbitTargets() {}

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String description() {
    return "a queue or exchange of RabbitMQ, each event confirmed";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("amqp", "amqps");
  }

  @Override
  public EventTarget open(TargetRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    RabbitSettings settings = RabbitSettings.of(request, options);
    Destination destination = Destination.of(request, options);
    options.complete();
    RabbitConnector connector =
        new RabbitConnector(settings, destination, new MessageProperties(request.kind(), settings));
    return ConfirmedTarget.open(
        settings.broker().address(), connector, request.listener(), settings.window());
  }
}
