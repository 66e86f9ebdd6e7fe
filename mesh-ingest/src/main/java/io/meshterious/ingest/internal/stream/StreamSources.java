// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.rabbitmq.StreamClient;
import java.util.Set;

/** Streams of RabbitMQ, if its stream client is on the class path. */
public final class StreamSources implements EventSources {
  /** Makes the plugin. */
  public StreamSources() {}

  @Override
  public String name() {
    return "rabbitmq-stream";
  }

  @Override
  public String description() {
    return "a stream of RabbitMQ, read on from the offset that is stored with its events";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("rabbitmq-stream", "rabbitmq-stream+tls");
  }

  @Override
  public EventSource open(SourceRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    StreamSettings settings = StreamSettings.of(request, options);
    options.complete();
    if (request.lane() > 0) {
      return new IdleSource(settings.toString());
    }
    StreamClient.require(request.place(), StreamSources.class.getClassLoader());
    return StreamSource.open(settings, request);
  }
}
