// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import java.util.Set;

/** Queues of RabbitMQ. */
public final class RabbitSources implements EventSources {
  /** Makes the plugin. */
  public RabbitSources() {}

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String description() {
    return "a queue of RabbitMQ, acknowledged when what it said is safe";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("amqp", "amqps");
  }

  @Override
  public void check(SourceRequest request) {
    QueueSettings unused = settings(request);
  }

  @Override
  public EventSource open(SourceRequest request) {
    return QueueSource.open(settings(request), request);
  }

  private static QueueSettings settings(SourceRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    QueueSettings settings = QueueSettings.of(request, options);
    options.complete();
    return settings;
  }
}
