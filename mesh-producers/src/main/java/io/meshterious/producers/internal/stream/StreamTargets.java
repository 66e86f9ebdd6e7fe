// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.internal.broker.ConfirmedTarget;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.rabbitmq.StreamClient;
import java.util.Set;

/** Streams of RabbitMQ, if its stream client is on the class path. */
public final class StreamTargets implements EventTargets {
  /** Makes the plugin. */
  public StreamTargets() {}

  @Override
  public String name() {
    return "rabbitmq-stream";
  }

  @Override
  public String description() {
    return "a stream of RabbitMQ, each event confirmed and none repeated";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("rabbitmq-stream", "rabbitmq-stream+tls");
  }

  @Override
  public EventTarget open(TargetRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    StreamSettings settings = StreamSettings.of(request, options);
    options.complete();
    StreamClient.require(request.place(), StreamTargets.class.getClassLoader());
    StreamConnector connector = new StreamConnector(settings, request.kind(), request.first());
    return ConfirmedTarget.open(
        settings.broker().address(), connector, request.listener(), settings.window());
  }
}
