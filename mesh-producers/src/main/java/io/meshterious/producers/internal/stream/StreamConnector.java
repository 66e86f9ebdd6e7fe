// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.Address;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.EnvironmentBuilder;
import com.rabbitmq.stream.Producer;
import com.rabbitmq.stream.ProducerBuilder;
import com.rabbitmq.stream.Resource;
import com.rabbitmq.stream.StreamCreator;
import com.rabbitmq.stream.compression.Compression;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.internal.broker.BrokerAddress;
import io.meshterious.producers.internal.broker.Deadline;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to RabbitMQ's stream plugin, and makes sure that there is a stream. */
final class StreamConnector implements Deadline.Connecting {
  private static final Logger LOG = LoggerFactory.getLogger(StreamConnector.class);

  private final StreamSettings settings;
  private final EventKind kind;
  private final long first;
  private boolean connected;

  /**
   * A connector.
   *
   * @param first how many events were sent before
   */
  StreamConnector(StreamSettings settings, EventKind kind, long first) {
    this.settings = settings;
    this.kind = kind;
    this.first = first;
  }

  @Override
  public Link connect(LinkListener listener, Runnable answered) {
    EventLoopGroup threads =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("mesh-stream", true), NioIoHandler.newFactory());
    Environment environment;
    try {
      environment = environment(threads).build();
    } catch (RuntimeException | SSLException | GeneralSecurityException problem) {
      StreamLink.end(threads);
      throw StreamFailure.of(settings, problem);
    }
    answered.run();
    try {
      if (settings.declare()) {
        declare(environment.streamCreator());
      }
      Producer producer = producer(environment, listener).build();
      if (!connected && !settings.producer().isEmpty()) {
        sayWhatIsThere(producer.getLastPublishingId());
      }
      connected = true;
      return new StreamLink(environment, threads, producer, listener, kind, first + 1);
    } catch (RuntimeException problem) {
      StreamLink.close(environment, threads);
      throw StreamFailure.toPrepare(settings, problem);
    }
  }

  /** Tells of events that the broker takes for ones it has: the producer's name says so. */
  private void sayWhatIsThere(long last) {
    if (last > first) {
      LOG.warn(
          "Producer '{}' has published {} events to {} before, and this run begins after {}: the"
              + " broker confirms those between, and does not store them again",
          settings.producer(),
          last,
          settings,
          first);
    }
  }

  private EnvironmentBuilder environment(EventLoopGroup threads)
      throws SSLException, GeneralSecurityException {
    BrokerAddress address = settings.address();
    EnvironmentBuilder builder =
        Environment.builder()
            .host(address.plainHost())
            .port(address.port())
            .username(address.user())
            .password(address.password())
            .virtualHost(address.virtualHost())
            .id("mesh producer to " + settings)
            .codec(new EventCodec())
            .requestedHeartbeat(settings.heartbeat())
            .rpcTimeout(Deadline.PREPARING)
            .netty()
            .eventLoopGroup(threads)
            .environmentBuilder();
    if (!settings.advertised()) {
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

  private void declare(StreamCreator creator) {
    settings.arguments().forEach(creator::argument);
    creator.stream(settings.stream()).create();
  }

  private ProducerBuilder producer(Environment environment, LinkListener listener) {
    ProducerBuilder builder =
        environment.producerBuilder().stream(settings.stream())
            .batchSize(settings.batchSize())
            // Room for more than the target ever sends, so that sending never waits here.
            .maxUnconfirmedMessages(settings.window() + 1)
            .confirmTimeout(Duration.ZERO)
            .enqueueTimeout(Duration.ZERO)
            .retryOnRecovery(false)
            .listeners(
                context -> {
                  if (context.currentState() == Resource.State.RECOVERING
                      || context.currentState() == Resource.State.CLOSED) {
                    listener.lost("the connection broke");
                  }
                });
    if (!settings.producer().isEmpty()) {
      builder.name(settings.producer());
    }
    if (settings.subEntrySize() > 1) {
      builder
          .subEntrySize(settings.subEntrySize())
          .compression(Compression.valueOf(settings.compression().toUpperCase(Locale.ROOT)));
    }
    return builder;
  }
}
