// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.meshterious.producers.internal.broker.Deadline;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Connects to RabbitMQ, and makes sure that there is a queue or exchange. */
final class RabbitConnector implements Deadline.Connecting {
  private final RabbitSettings settings;
  private final Destination destination;
  private final MessageProperties properties;

  RabbitConnector(RabbitSettings settings, Destination destination, MessageProperties properties) {
    this.settings = settings;
    this.destination = destination;
    this.properties = properties;
  }

  @Override
  public Link connect(LinkListener listener, Runnable answered) {
    GatheringSockets sockets = new GatheringSockets(listener::ready);
    Connection connection;
    try {
      connection = factory(sockets).newConnection("mesh producer to " + destination);
    } catch (IOException | TimeoutException | GeneralSecurityException problem) {
      throw new ConnectFailure(settings).of(problem);
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
      throw new ConnectFailure(settings).toPrepare(destination, problem);
    }
  }

  private ConnectionFactory factory(GatheringSockets sockets) throws GeneralSecurityException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(settings.address().plainHost());
    factory.setPort(settings.address().port());
    factory.setUsername(settings.address().user());
    factory.setPassword(settings.address().password());
    factory.setVirtualHost(settings.address().virtualHost());
    int millis = (int) settings.connectTimeout().toMillis() * 2 / 3;
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(millis);
    factory.setChannelRpcTimeout((int) Deadline.PREPARING.toMillis());
    factory.setShutdownTimeout(1_000);
    factory.setRequestedHeartbeat((int) Math.max(1, settings.heartbeat().toSeconds()));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setExceptionHandler(new QuietHandler());
    factory.setThreadFactory(
        work -> {
          Thread thread = new Thread(work, "amqp-" + settings.address().hostAndPort());
          thread.setDaemon(true);
          return thread;
        });
    if (!settings.tls()) {
      factory.setSocketFactory(sockets);
    } else {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, settings.trust().managers(), null);
      factory.useSslProtocol(context);
      if (settings.trust().verified()) {
        factory.enableHostnameVerification();
      }
    }
    return factory;
  }
}
