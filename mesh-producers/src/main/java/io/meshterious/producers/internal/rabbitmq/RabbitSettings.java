// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import io.meshterious.producers.internal.broker.BrokerAddress;
import io.meshterious.producers.internal.broker.Trust;
import io.meshterious.producers.target.TargetOptions;
import io.meshterious.producers.target.TargetRequest;
import java.time.Duration;
import java.util.Locale;

/**
 * How to connect and publish.
 *
 * @param tls whether the connection is encrypted
 * @param window how many events may be published and not confirmed
 * @param persistent whether events outlive a restart of the broker
 * @param mandatory whether an event that no queue takes comes back
 */
record RabbitSettings(
    BrokerAddress address,
    boolean tls,
    Trust trust,
    int window,
    Duration heartbeat,
    Duration connectTimeout,
    boolean persistent,
    boolean mandatory) {
  private static final int WINDOW = 2_000;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(4_500);
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  static RabbitSettings of(TargetRequest request, TargetOptions options) {
    boolean tls = request.uri().getScheme().toLowerCase(Locale.ROOT).equals("amqps");
    return new RabbitSettings(
        BrokerAddress.of(request, options, tls ? TLS_PORT : PORT),
        tls,
        Trust.of(options, tls),
        options.count("window", 1, 1_000_000).orElse(WINDOW),
        options.duration("heartbeat", Duration.ofSeconds(1), Duration.ofHours(1)).orElse(HEARTBEAT),
        options
            .duration("connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(5))
            .orElse(CONNECT_TIMEOUT),
        options.flag("persistent").orElse(true),
        options.flag("mandatory").orElse(true));
  }
}
