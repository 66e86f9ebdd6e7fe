// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.meshterious.core.event.Event;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection with one channel, which confirms what is published. The broker counts what it
 * confirms from 1 on each channel; the link knows which position has which number.
 */
final class RabbitLink implements Link, ConfirmListener, BlockedListener {
  private static final int CLOSE_MILLIS = 1_000;
  private static final Pattern TOO_LARGE = Pattern.compile("message size (\\d{1,9}) .*larger than");

  private final Connection connection;
  private final Channel channel;
  private final BooleanSupplier ready;
  private final RabbitSettings settings;
  private final Destination destination;
  private final MessageProperties properties;
  private final LinkListener listener;

  private final AtomicLongArray positions;
  private final AtomicIntegerArray lengths;
  private final int mask;
  private volatile long published;

  RabbitLink(
      Connection connection,
      Channel channel,
      BooleanSupplier ready,
      RabbitSettings settings,
      Destination destination,
      MessageProperties properties,
      LinkListener listener) {
    this.connection = connection;
    this.channel = channel;
    this.ready = ready;
    this.settings = settings;
    this.destination = destination;
    this.properties = properties;
    this.listener = listener;
    int length = Integer.highestOneBit(settings.window()) * 2;
    positions = new AtomicLongArray(length);
    lengths = new AtomicIntegerArray(length);
    mask = length - 1;
    channel.addConfirmListener(this);
    channel.addReturnListener(this::handleReturn);
    channel.addShutdownListener(this::handleShutdown);
    connection.addBlockedListener(this);
  }

  @Override
  public void publish(long position, Event event) throws IOException {
    long tag = published + 1;
    positions.setRelease((int) tag & mask, position);
    lengths.setRelease((int) tag & mask, event.body().length);
    published = tag;
    channel.basicPublish(
        destination.exchange(),
        destination.routingKey(),
        settings.mandatory(),
        properties.of(event),
        event.body());
  }

  @Override
  public boolean ready() {
    return ready.getAsBoolean();
  }

  private long position(long tag) {
    return positions.getAcquire((int) tag & mask);
  }

  @Override
  public void handleAck(long tag, boolean multiple) {
    if (multiple) {
      listener.confirmedUpTo(position(tag));
    } else {
      listener.confirmed(position(tag));
    }
  }

  @Override
  public void handleNack(long tag, boolean multiple) {
    String why = "the broker refused it: " + destination + " is full, or failed";
    if (multiple) {
      listener.refusedUpTo(position(tag), why);
    } else {
      listener.refused(position(tag), why);
    }
  }

  private void handleReturn(Return returned) {
    String id = returned.getProperties().getMessageId();
    listener.returned(
        id == null ? "" : id,
        returned.getBody(),
        "no queue took it: "
            + returned.getReplyText()
            + " for routing key '"
            + returned.getRoutingKey()
            + "'");
  }

  @Override
  public void handleBlocked(String reason) {
    listener.blocked(reason);
  }

  @Override
  public void handleUnblocked() {
    listener.unblocked();
  }

  private void handleShutdown(ShutdownSignalException signal) {
    if (!signal.isHardError() && signal.getReason() instanceof AMQP.Channel.Close close) {
      handleClosedChannel(close);
    } else if (signal.getReason() instanceof AMQP.Connection.Close close) {
      listener.lost("the broker closed the connection: " + close.getReplyText());
    } else {
      Throwable cause = signal.getCause();
      listener.lost("the connection broke" + (cause == null ? "" : ": " + cause.getMessage()));
    }
  }

  private void handleClosedChannel(AMQP.Channel.Close close) {
    Matcher tooLarge = TOO_LARGE.matcher(close.getReplyText());
    if (tooLarge.find()) {
      refuseTheFirstOf(Integer.parseInt(tooLarge.group(1)), close.getReplyText());
    }
    if (close.getReplyCode() == AMQP.ACCESS_REFUSED) {
      listener.failed(settings.broker().address().refusal(close.getReplyText()));
    } else {
      listener.lost("the broker closed the channel: " + close.getReplyText());
    }
  }

  /**
   * Refuses an event that the broker has closed the channel for, and says of only how long it is.
   * Of several that are so long, the first is meant; the others get their turn on the next link.
   */
  private void refuseTheFirstOf(int length, String why) {
    for (long tag = Math.max(1, published - mask); tag <= published; tag++) {
      if (lengths.getAcquire((int) tag & mask) == length && listener.awaits(position(tag))) {
        listener.refused(position(tag), why);
        return;
      }
    }
  }

  @Override
  public void close() {
    connection.abort(CLOSE_MILLIS);
  }
}
