// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.meshterious.producers.internal.broker.Connector;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import io.meshterious.rabbitmq.ConnectFailure;
import io.meshterious.rabbitmq.Deadline;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Connects to RabbitMQ, and makes sure that there is a queue or exchange. */
final class RabbitConnector implements Connector {
  private final RabbitSettings settings;
  private final Destination destination;
  private final MessageProperties properties;

  RabbitConnector(RabbitSettings settings, Destination destination, MessageProperties properties) {
    this.settings = settings;
    this.destination = destination;
    this.properties = properties;
  }

  @Override
  public Link connect(LinkListener listener) throws InterruptedException {
    return Deadline.connect(
        settings.broker().address(),
        settings.broker().connectTimeout(),
        answered -> connect(listener, answered),
        Link::close);
  }

  private Link connect(LinkListener listener, Runnable answered) {
    GatheringSockets sockets = new GatheringSockets(listener::ready);
    Connection connection;
    try {
      connection =
          settings
              .broker()
              .factory(Optional.of(sockets))
              .newConnection("mesh producer to " + destination);
    } catch (IOException | TimeoutException | GeneralSecurityException problem) {
      throw new ConnectFailure(settings.broker()).of(problem);
    }
    answered.run();
    try {
      Channel channel = connection.createChannel();
      destination.prepare(channel);
      channel.confirmSelect();
      return new RabbitLink(
          connection, channel, sockets::ready, settings, destination, properties, listener);
    } catch (IOException | RuntimeException problem) {
      connection.abort(1_000);
      throw new ConnectFailure(settings.broker()).toPrepare(destination.toString(), problem);
    }
  }
}
