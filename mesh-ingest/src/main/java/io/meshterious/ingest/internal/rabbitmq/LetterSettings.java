// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.Channel;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.deadletter.DeadLetter;
import io.meshterious.ingest.deadletter.DeadLetterError;
import io.meshterious.ingest.deadletter.DeadLetterRequest;
import io.meshterious.rabbitmq.BrokerErrors;
import io.meshterious.rabbitmq.BrokerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How to connect, and where rejected events go.
 *
 * @param exchange the exchange; empty for a queue
 * @param routingKey what the exchange decides by, or the queue; empty for the code of the error
 * @param mandatory whether an event that no queue takes is a failure
 */
record LetterSettings(
    BrokerSettings broker, String exchange, Optional<String> routingKey, boolean mandatory) {
  private static final BrokerErrors ERRORS =
      new BrokerErrors(
          "publish to",
          DeadLetterError.DEAD_LETTERS_UNREACHABLE,
          DeadLetterError.DEAD_LETTERS_REFUSED_LOGIN,
          DeadLetterError.DEAD_LETTERS_DIFFER,
          DeadLetterError.DEAD_LETTERS_UNTRUSTED);
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;
  private static final int LONGEST_NAME = 255;

  static LetterSettings of(DeadLetterRequest request, PlaceOptions options) {
    boolean tls = request.place().scheme().equals("amqps");
    Optional<String> exchange = name(options, "exchange");
    Optional<String> queue = name(options, "queue");
    Optional<String> key = name(options, "routing-key");
    if (exchange.isPresent() == queue.isPresent()) {
      throw request.place().invalid("with one of the options exchange and queue");
    } else if (queue.isPresent() && key.isPresent()) {
      throw options.invalid("routing-key", key.get(), "only with exchange");
    }
    return new LetterSettings(
        BrokerSettings.of(request.place(), options, ERRORS, tls, tls ? TLS_PORT : PORT),
        exchange.orElse(""),
        queue.or(() -> key),
        options.flag("mandatory").orElse(true));
  }

  private static Optional<String> name(PlaceOptions options, String option) {
    Optional<String> name = options.text(option);
    name.ifPresent(
        it -> {
          if (it.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw options.invalid(option, it, "at most " + LONGEST_NAME + " bytes");
          }
        });
    return name;
  }

  String routingKey(DeadLetter letter) {
    return routingKey.orElse(letter.code().label());
  }

  /** Finds out whether it is there. */
  void prepare(Channel channel) throws IOException {
    if (exchange.isEmpty()) {
      channel.queueDeclarePassive(routingKey.orElseThrow());
    } else {
      channel.exchangeDeclarePassive(exchange);
    }
  }

  /** A failure to hand over an event. */
  MeshException failure(DeadLetterError code, String why) {
    return new MeshException(
        code,
        "Cannot publish rejected events to " + this + " of '" + broker.address() + "': " + why);
  }

  @Override
  public String toString() {
    return exchange.isEmpty()
        ? "queue '" + routingKey.orElseThrow() + "'"
        : "exchange '" + exchange + "'";
  }
}
