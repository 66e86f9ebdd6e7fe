// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.rabbitmq.StreamClient;
import java.util.List;
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
    return "a stream or super stream of RabbitMQ, read on from the offset that is stored with its events";
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
    StreamClient.require(request.place(), StreamSources.class.getClassLoader());
    if (settings.divided()) {
      return divided(settings, request);
    } else if (request.lane() > 0) {
      return new IdleSource(settings.toString());
    }
    return StreamSource.open(settings, request);
  }

  private static EventSource divided(StreamSettings settings, SourceRequest request) {
    try {
      List<String> partitions = Partitions.of(settings, request);
      return partitions.isEmpty()
          ? new IdleSource(settings.toString())
          : SuperStreamSource.open(settings, partitions, request);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw settings
          .broker()
          .address()
          .failure(SourceError.SOURCE_UNREACHABLE, "it was interrupted", interrupted);
    }
  }
}
