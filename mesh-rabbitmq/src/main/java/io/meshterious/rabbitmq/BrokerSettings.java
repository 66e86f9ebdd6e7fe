// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * How to connect to a broker.
 *
 * @param address where it is
 * @param tls whether the connection is encrypted
 * @param trust whose certificates are believed
 * @param heartbeat how often each side shows that it is alive
 * @param connectTimeout how long to wait for an answer
 */
public record BrokerSettings(
    BrokerAddress address, boolean tls, Trust trust, Duration heartbeat, Duration connectTimeout) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(4_500);

  /**
   * Reads the options that all connections have.
   *
   * @param tls whether the connection is encrypted
   * @param port the port where the URI states none
   */
  public static BrokerSettings of(
      Place place, PlaceOptions options, BrokerErrors errors, boolean tls, int port) {
    return new BrokerSettings(
        BrokerAddress.of(place, options, errors, port),
        tls,
        Trust.of(options, tls),
        options.duration("heartbeat", Duration.ofSeconds(1), Duration.ofHours(1)).orElse(HEARTBEAT),
        options
            .duration("connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(5))
            .orElse(CONNECT_TIMEOUT));
  }

  /**
   * What makes connections of AMQP 0-9-1 that are not made again by themselves.
   *
   * @param sockets what makes sockets where the connection is not encrypted; empty for the usual
   */
  public ConnectionFactory factory(Optional<SocketFactory> sockets)
      throws GeneralSecurityException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.plainHost());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.virtualHost());
    int millis = (int) connectTimeout.toMillis() * 2 / 3;
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(millis);
    factory.setChannelRpcTimeout((int) Deadline.PREPARING.toMillis());
    factory.setShutdownTimeout(1_000);
    factory.setRequestedHeartbeat((int) Math.max(1, heartbeat.toSeconds()));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setExceptionHandler(new QuietHandler());
    factory.setThreadFactory(
        work -> {
          Thread thread = new Thread(work, "amqp-" + address.hostAndPort());
          thread.setDaemon(true);
          return thread;
        });
    if (!tls) {
      sockets.ifPresent(factory::setSocketFactory);
    } else {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.managers(), null);
      factory.useSslProtocol(context);
      if (trust.verified()) {
        factory.enableHostnameVerification();
      }
    }
    return factory;
  }
}
