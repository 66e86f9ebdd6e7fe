// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.broker.ConfirmedTarget;
import io.meshterious.producers.internal.broker.Deadline;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetOptions;
import io.meshterious.producers.target.TargetRequest;
import java.util.Set;

/** Streams of RabbitMQ, if its stream client is on the class path. */
public final class StreamTargets implements EventTargets {
  private static final String CLIENT = "com.rabbitmq.stream.Environment";
  private static final String COORDINATES = "com.rabbitmq:stream-client";

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
    TargetOptions options = TargetOptions.of(request);
    StreamSettings settings = StreamSettings.of(request, options);
    options.complete();
    requireClient(request, StreamTargets.class.getClassLoader());
    StreamConnector connector = new StreamConnector(settings, request.kind(), request.first());
    return ConfirmedTarget.open(
        settings.address(),
        listener ->
            Deadline.connect(settings.address(), settings.connectTimeout(), connector, listener),
        request.listener(),
        settings.window());
  }

  /** Says which dependency is missing, if it is: it is an optional one. */
  static void requireClient(TargetRequest request, ClassLoader loader) {
    try {
      Class.forName(CLIENT, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new MeshException(
          ProducerError.TARGET_INVALID,
          "Cannot open target '"
              + request.shown()
              + "': streams need "
              + COORDINATES
              + " on the class path",
          missing);
    }
  }
}
