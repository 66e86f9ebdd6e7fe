// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.Channel;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.target.TargetRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where in a virtual host events go.
 *
 * @param exchange the exchange; the empty one, which every broker has, for a queue
 * @param routingKey what the exchange decides by; the queue's name for a queue
 * @param declared the type of queue or exchange that is declared; {@code none} if it must be there
 * @param arguments what the queue is declared with
 */
record Destination(
    String exchange, String routingKey, String declared, Map<String, Object> arguments) {
  private static final String NONE = "none";
  private static final List<String> QUEUES = List.of("quorum", "classic", NONE);
  private static final List<String> EXCHANGES = List.of("topic", "direct", "fanout", NONE);
  private static final int LONGEST_NAME = 255;

  static Destination of(TargetRequest request, PlaceOptions options) {
    Optional<String> queue = options.text("queue");
    Optional<String> exchange = options.text("exchange");
    Optional<String> key = options.text("routing-key");
    String declare =
        options
            .choice("declare", exchange.isPresent() ? EXCHANGES : QUEUES)
            .orElse(exchange.isPresent() ? NONE : "quorum");
    Map<String, Object> arguments = new TreeMap<>();
    options
        .text("dead-letter-exchange")
        .ifPresent(it -> arguments.put("x-dead-letter-exchange", it));
    options
        .text("dead-letter-routing-key")
        .ifPresent(it -> arguments.put("x-dead-letter-routing-key", it));
    options
        .number("max-length", 1, Long.MAX_VALUE)
        .ifPresent(it -> arguments.put("x-max-length", it));
    options
        .choice("overflow", List.of("drop-head", "reject-publish"))
        .ifPresent(it -> arguments.put("x-overflow", it));
    options
        .duration("message-ttl", Duration.ZERO, Duration.ofDays(365))
        .ifPresent(it -> arguments.put("x-message-ttl", it.toMillis()));
    if (exchange.isPresent()) {
      queue.ifPresent(
          it -> {
            throw options.invalid("queue", it, "not with exchange, which decides about queues");
          });
      refuseArguments(options, arguments, "only for a queue");
      return new Destination(
          named(options, "exchange", exchange.get()),
          named(options, "routing-key", key.orElse(request.name())),
          declare,
          Map.of());
    }
    key.ifPresent(
        it -> {
          throw options.invalid("routing-key", it, "only with exchange");
        });
    if (declare.equals(NONE)) {
      refuseArguments(options, arguments, "only for a queue that is declared");
    } else if (declare.equals("quorum")) {
      arguments.put("x-queue-type", "quorum");
    }
    return new Destination(
        "", named(options, "queue", queue.orElse(request.name())), declare, arguments);
  }

  private static String named(PlaceOptions options, String option, String name) {
    if (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw options.invalid(option, name, "at most " + LONGEST_NAME + " bytes");
    }
    return name;
  }

  private static void refuseArguments(
      PlaceOptions options, Map<String, Object> arguments, String rule) {
    arguments.forEach(
        (name, value) -> {
          throw options.invalid(name.substring(2), value.toString(), rule);
        });
  }

  /** Declares it, or finds out whether it is there. */
  void prepare(Channel channel) throws IOException {
    if (toQueue() && declared.equals(NONE)) {
      channel.queueDeclarePassive(routingKey);
    } else if (toQueue()) {
      channel.queueDeclare(routingKey, true, false, false, arguments);
    } else if (declared.equals(NONE)) {
      channel.exchangeDeclarePassive(exchange);
    } else {
      channel.exchangeDeclare(exchange, declared, true);
    }
  }

  private boolean toQueue() {
    return exchange.isEmpty();
  }

  @Override
  public String toString() {
    return toQueue() ? "queue '" + routingKey + "'" : "exchange '" + exchange + "'";
  }
}
