// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.ConfirmationHandler;
import com.rabbitmq.stream.ConfirmationStatus;
import com.rabbitmq.stream.Constants;
import com.rabbitmq.stream.Producer;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.internal.broker.Link;
import io.meshterious.producers.internal.broker.LinkListener;
import io.meshterious.rabbitmq.stream.StreamEnvironment;

/**
 * A connection to a stream. The number of an event among all of its name is its publishing id, by
 * which the broker knows what it has already.
 */
final class StreamLink implements Link {
  /** The least of the codes that the client gives, and not the broker. */
  private static final int OF_THE_CLIENT = 10_000;

  private final StreamEnvironment streams;
  private final Producer producer;
  private final LinkListener listener;
  private final long firstId;
  private final ConfirmationHandler handler = this::handle;
  private EventKind kind;
  private KindBytes bytes;

  StreamLink(
      StreamEnvironment streams,
      Producer producer,
      LinkListener listener,
      EventKind kind,
      long firstId) {
    this.streams = streams;
    this.producer = producer;
    this.listener = listener;
    this.firstId = firstId;
    this.kind = kind;
    this.bytes = KindBytes.of(kind);
  }

  @Override
  public void publish(long position, Event event) {
    if (!event.kind().equals(kind)) {
      kind = event.kind();
      bytes = KindBytes.of(kind);
    }
    try {
      producer.send(new EventMessage(event, bytes, firstId + position), handler);
    } catch (IllegalArgumentException tooLarge) {
      listener.refused(position, "it is larger than a frame: " + event.body().length + " bytes");
    }
  }

  private void handle(ConfirmationStatus status) {
    long position = status.getMessage().getPublishingId() - firstId;
    short code = status.getCode();
    if (status.isConfirmed()) {
      listener.confirmed(position);
    } else if (code >= OF_THE_CLIENT
        || code == Constants.RESPONSE_CODE_STREAM_NOT_AVAILABLE
        || code == Constants.RESPONSE_CODE_STREAM_DOES_NOT_EXIST
        || code == Constants.RESPONSE_CODE_PUBLISHER_DOES_NOT_EXIST
        || code == Constants.RESPONSE_CODE_INTERNAL_ERROR) {
      listener.lost("the broker does not take events (code " + code + ")");
    } else {
      listener.refused(position, "the broker refused it with code " + code);
    }
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void close() {
    streams.close();
  }
}
