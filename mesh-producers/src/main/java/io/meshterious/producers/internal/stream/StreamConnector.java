// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.Producer;
import com.rabbitmq.stream.ProducerBuilder;
import com.rabbitmq.stream.Resource;
import com.rabbitmq.stream.StreamCreator;
import com.rabbitmq.stream.compression.Compression;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.internal.broker.Connector;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import io.meshterious.rabbitmq.Deadline;
import io.meshterious.rabbitmq.stream.StreamEnvironment;
import io.meshterious.rabbitmq.stream.StreamFailure;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to RabbitMQ's stream plugin, and makes sure that there is a stream. */
final class StreamConnector implements Connector {
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
  public Link connect(LinkListener listener) throws InterruptedException {
    return Deadline.connect(
        settings.broker().address(),
        settings.broker().connectTimeout(),
        answered -> connect(listener, answered),
        Link::close);
  }

  private Link connect(LinkListener listener, Runnable answered) {
    StreamEnvironment streams =
        StreamEnvironment.connect(
            settings.broker(),
            settings.advertised(),
            "mesh producer to " + settings,
            new EventCodec());
    answered.run();
    try {
      Environment environment = streams.environment();
      if (settings.declare()) {
        declare(environment.streamCreator());
      }
      Producer producer = producer(environment, listener).build();
      if (!connected && !settings.producer().isEmpty()) {
        sayWhatIsThere(producer.getLastPublishingId());
      }
      connected = true;
      return new StreamLink(streams, producer, listener, kind, first + 1);
    } catch (RuntimeException problem) {
      streams.close();
      throw StreamFailure.toPrepare(settings.broker(), settings.toString(), problem);
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
