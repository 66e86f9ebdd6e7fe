// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.Codec;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageBuilder;
import io.netty.buffer.ByteBuf;

/** Lets messages write themselves. It reads none. */
final class EventCodec implements Codec {
  @Override
  public EncodedMessage encode(Message message) {
    return (EventMessage) message;
  }

  @Override
  public Message decode(ByteBuf bytes, int length) {
    throw new UnsupportedOperationException("Cannot read a message: this codec writes only");
  }

  @Override
  public MessageBuilder messageBuilder() {
    throw new UnsupportedOperationException("Cannot build a message: events are messages");
  }
}
