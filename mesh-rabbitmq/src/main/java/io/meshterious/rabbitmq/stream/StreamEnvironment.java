// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq.stream;

import com.rabbitmq.stream.Address;
import com.rabbitmq.stream.Codec;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.EnvironmentBuilder;
import io.meshterious.rabbitmq.BrokerAddress;
import io.meshterious.rabbitmq.BrokerSettings;
import io.meshterious.rabbitmq.Deadline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The connections to a broker's streams, and the thread that serves them. */
public final class StreamEnvironment implements AutoCloseable {
  private static final int CLOSE_MILLIS = 1_500;

  private final Environment environment;
  private final EventLoopGroup threads;

  private StreamEnvironment(Environment environment, EventLoopGroup threads) {
    this.environment = environment;
    this.threads = threads;
  }

  /**
   * Connects.
   *
   * @param advertised whether to connect further where the broker says, and not where the URI does
   * @param id what the connections are called
   * @param codec writes and reads messages
   */
  public static StreamEnvironment connect(
      BrokerSettings settings, boolean advertised, String id, Codec codec) {
    EventLoopGroup threads =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("mesh-stream", true), NioIoHandler.newFactory());
    try {
      Environment environment = builder(settings, advertised, id, codec, threads).build();
      return new StreamEnvironment(environment, threads);
    } catch (RuntimeException | SSLException | GeneralSecurityException problem) {
      end(threads);
      throw StreamFailure.of(settings, problem);
    }
  }

  private static EnvironmentBuilder builder(
      BrokerSettings settings, boolean advertised, String id, Codec codec, EventLoopGroup threads)
      throws SSLException, GeneralSecurityException {
    BrokerAddress address = settings.address();
    EnvironmentBuilder builder =
        Environment.builder()
            .host(address.plainHost())
            .port(address.port())
            .username(address.user())
            .password(address.password())
            .virtualHost(address.virtualHost())
            .id(id)
            .codec(codec)
            .requestedHeartbeat(settings.heartbeat())
            .rpcTimeout(Deadline.PREPARING)
            .netty()
            .eventLoopGroup(threads)
            .environmentBuilder();
    if (!advertised) {
      builder
          .addressResolver(unused -> new Address(address.plainHost(), address.port()))
          .forceLeaderForProducers(false);
    }
    if (settings.tls() && settings.trust().verified()) {
      builder
          .tls()
          .sslContext(
              SslContextBuilder.forClient()
                  .trustManager(settings.trust().managers()[0])
                  .endpointIdentificationAlgorithm("HTTPS")
                  .build());
    } else if (settings.tls()) {
      builder.tls().trustEverything();
    }
    return builder;
  }

  /** What makes producers and consumers. */
  public Environment environment() {
    return environment;
  }

  /** Closes all connections, in a thread of its own: it may wait for a broker that is gone. */
  @Override
  public void close() {
    Thread thread =
        new Thread(
            () -> {
              environment.close();
              end(threads);
            },
            "close-stream");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads of a connection, without waiting for them. */
  private static void end(EventLoopGroup threads) {
    var unused = threads.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
