// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.internal.broker.TargetErrors;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.rabbitmq.BrokerSettings;

/**
 * How to connect and publish.
 *
 * @param window how many events may be published and not confirmed
 * @param persistent whether events outlive a restart of the broker
 * @param mandatory whether an event that no queue takes comes back
 */
record RabbitSettings(BrokerSettings broker, int window, boolean persistent, boolean mandatory) {
  private static final int WINDOW = 2_000;
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  static RabbitSettings of(TargetRequest request, PlaceOptions options) {
    boolean tls = request.place().scheme().equals("amqps");
    return new RabbitSettings(
        BrokerSettings.of(request.place(), options, TargetErrors.ALL, tls, tls ? TLS_PORT : PORT),
        options.count("window", 1, 1_000_000).orElse(WINDOW),
        options.flag("persistent").orElse(true),
        options.flag("mandatory").orElse(true));
  }
}
