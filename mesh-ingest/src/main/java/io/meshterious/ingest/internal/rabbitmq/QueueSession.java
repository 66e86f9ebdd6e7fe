// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.meshterious.ingest.internal.broker.Session;
import io.meshterious.rabbitmq.ConnectFailure;
import io.meshterious.rabbitmq.Deadline;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection with one channel that consumes. What the broker delivers waits in a queue whose
 * length the prefetch bounds: nothing more is delivered until something is acknowledged.
 */
final class QueueSession implements Session {
  private static final int CLOSE_MILLIS = 1_000;

  private final QueueSettings settings;
  private final Connection connection;
  private final Channel channel;
  private final LinkedBlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
  private final Kinds kinds = new Kinds();
  private volatile @Nullable String obstacle;
  private @Nullable Channel counting;

  private QueueSession(QueueSettings settings, Connection connection, Channel channel) {
    this.settings = settings;
    this.connection = connection;
    this.channel = channel;
  }

  /**
   * Connects and consumes.
   *
   * @param name what the connection is called
   */
  static QueueSession connect(QueueSettings settings, String name) throws InterruptedException {
    return Deadline.connect(
        settings.broker().address(),
        settings.broker().connectTimeout(),
        answered -> connect(settings, name, answered),
        QueueSession::close);
  }

  private static QueueSession connect(QueueSettings settings, String name, Runnable answered) {
    ConnectFailure failure = new ConnectFailure(settings.broker());
    Connection connection;
    try {
      connection = settings.broker().factory(Optional.empty()).newConnection(name);
    } catch (IOException | TimeoutException | GeneralSecurityException problem) {
      throw failure.of(problem);
    }
    answered.run();
    try {
      Channel channel = connection.createChannel();
      settings.prepare(channel);
      channel.basicQos(settings.prefetch());
      QueueSession session = new QueueSession(settings, connection, channel);
      for (int i = 0; i < settings.consumers(); i++) {
        channel.basicConsume(settings.queue(), false, session.new Deliveries());
      }
      return session;
    } catch (IOException | RuntimeException problem) {
      connection.abort(CLOSE_MILLIS);
      throw failure.toPrepare(settings.toString(), problem);
    }
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  private void lost(String why) {
    if (obstacle == null) {
      obstacle = why;
    }
    delivered.add(Delivery.LAST);
  }

  /** Adds what was delivered to a list; waits for the first one. */
  void take(List<Delivery> into, int most, long patienceNanos) throws InterruptedException {
    if (delivered.drainTo(into, most) == 0) {
      Delivery first = delivered.poll(patienceNanos, TimeUnit.NANOSECONDS);
      if (first != null) {
        into.add(first);
        delivered.drainTo(into, most - 1);
      }
    }
  }

  /** Tells the broker that all up to one of them are safe. */
  void acknowledge(long tag) {
    try {
      channel.basicAck(tag, true);
    } catch (IOException | RuntimeException problem) {
      lost("the connection broke: " + problem.getMessage());
    }
  }

  /** How many events were delivered and not read. */
  int delivered() {
    return delivered.size();
  }

  /** How many events are in the queue and were not delivered to anybody; empty if unknown. */
  synchronized OptionalLong ready() {
    try {
      Channel asked = counting;
      if (asked == null || !asked.isOpen()) {
        asked = connection.createChannel();
        counting = asked;
      }
      return OptionalLong.of(asked.queueDeclarePassive(settings.queue()).getMessageCount());
    } catch (IOException | RuntimeException unknown) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    connection.abort(CLOSE_MILLIS);
  }

  /** Takes what the broker delivers; all consumers of a channel are called in one thread. */
  private final class Deliveries extends DefaultConsumer {
    private Deliveries() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
      delivered.add(
          new Delivery(
              body,
              kinds.of(properties),
              envelope.getDeliveryTag(),
              properties,
              envelope.isRedeliver()));
    }

    @Override
    public void handleCancel(String consumer) {
      lost("the broker cancelled the consumer: the queue was deleted, or has moved");
    }

    @Override
    public void handleShutdownSignal(String consumer, ShutdownSignalException signal) {
      if (signal.getReason() instanceof AMQP.Channel.Close close) {
        lost("the broker closed the channel: " + close.getReplyText());
      } else if (signal.getReason() instanceof AMQP.Connection.Close close) {
        lost("the broker closed the connection: " + close.getReplyText());
      } else {
        Throwable cause = signal.getCause();
        lost("the connection broke" + (cause == null ? "" : ": " + cause.getMessage()));
      }
    }
  }
}
