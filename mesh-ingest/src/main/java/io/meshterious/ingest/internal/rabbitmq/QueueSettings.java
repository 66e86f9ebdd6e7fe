// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.Channel;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.internal.broker.SourceErrors;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.rabbitmq.BrokerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How to connect and read.
 *
 * @param queue the name of the queue
 * @param declared the type of queue that is declared; {@code none} if it must be there
 * @param prefetch how many events each consumer may have that are not acknowledged
 * @param consumers how many consumers read
 */
record QueueSettings(
    BrokerSettings broker, String queue, String declared, int prefetch, int consumers) {
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;
  private static final String NONE = "none";
  private static final int MOST = 65_535;
  private static final int LONGEST_NAME = 255;

  static QueueSettings of(SourceRequest request, PlaceOptions options) {
    boolean tls = request.place().scheme().equals("amqps");
    String queue = options.text("queue").orElse(request.pipeline());
    if (queue.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw options.invalid("queue", queue, "at most " + LONGEST_NAME + " bytes");
    }
    // The other side gives each consumer a limit of its own, and none above 65535.
    int all = Math.max(1, request.unacknowledged());
    OptionalInt given = options.count("prefetch", 1, MOST);
    int needed = given.isPresent() ? 1 : divided(all, MOST);
    int consumers = options.count("consumers", 1, 100).orElse(needed);
    return new QueueSettings(
        BrokerSettings.of(request.place(), options, SourceErrors.ALL, tls, tls ? TLS_PORT : PORT),
        queue,
        options.choice("declare", List.of("quorum", "classic", NONE)).orElse(NONE),
        given.orElse(Math.min(MOST, divided(all, consumers))),
        consumers);
  }

  private static int divided(int number, int parts) {
    return (number + parts - 1) / parts;
  }

  /** Declares the queue, or finds out whether it is there. */
  void prepare(Channel channel) throws IOException {
    if (declared.equals(NONE)) {
      channel.queueDeclarePassive(queue);
    } else {
      Map<String, Object> arguments =
          declared.equals("quorum") ? Map.of("x-queue-type", "quorum") : Map.of();
      channel.queueDeclare(queue, true, false, false, arguments);
    }
  }

  @Override
  public String toString() {
    return "queue '" + queue + "'";
  }
}
