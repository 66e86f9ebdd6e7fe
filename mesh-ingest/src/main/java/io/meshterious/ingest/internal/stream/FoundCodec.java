// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Codec;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageBuilder;
import com.rabbitmq.stream.codec.InternalCodec;
import io.meshterious.core.event.EventKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Copies messages as they are, and finds the events in them. It writes none. */
final class FoundCodec implements Codec {
  private final String stream;

  /** The kind of the last message. Threads may miss what another one has put here. */
  private volatile @Nullable KnownKind last;

  /**
   * A codec for one stream.
   *
   * @param stream what it is called, for people
   */
  FoundCodec(String stream) {
    this.stream = stream;
  }

  @Override
  public Message decode(ByteBuf bytes, int length) {
    byte[] message = new byte[length + Sections.TAIL];
    bytes.readBytes(message, 0, length);
    Sections sections = Sections.of(message, length);
    return sections == null
        ? new Found(stream, message, length, message, 0, length, KnownKind.UNKNOWN)
        : new Found(
            stream,
            message,
            length,
            sections.body,
            sections.bodyFrom,
            sections.bodyTo,
            kind(message, length, sections));
  }

  private EventKind kind(byte[] message, int length, Sections sections) {
    KnownKind known = last;
    if (known == null || !known.fits(message, sections)) {
      try {
        known = KnownKind.of(sections, whole(message, length));
      } catch (RuntimeException unreadable) {
        return KnownKind.UNKNOWN;
      }
      last = known;
    }
    return known.kind();
  }

  /** All that a message says. */
  static Message whole(byte[] message, int length) {
    return new InternalCodec().decode(Unpooled.wrappedBuffer(message, 0, length), length);
  }

  @Override
  public EncodedMessage encode(Message message) {
    throw new UnsupportedOperationException("Cannot write a message: this codec reads only");
  }

  @Override
  public MessageBuilder messageBuilder() {
    throw new UnsupportedOperationException("Cannot build a message: this codec reads only");
  }
}
