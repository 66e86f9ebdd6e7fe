// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.Codec;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.Properties;
import io.meshterious.core.event.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a message of AMQP 1.0, which is what streams hold. It writes itself:
 *
 * <pre>
 *   00 53 73 d0 size  10 fields: id, ., ., type, ., ., content type, ., ., creation time
 *   00 53 74 d1 size  contract and version, the same for all events of a kind
 *   00 53 75 b0 size  the event's bytes
 * </pre>
 */
final class EventMessage implements Message, Codec.EncodedMessage {
  private static final byte NULL = 0x40;
  private static final byte TIMESTAMP = (byte) 0x83;
  private static final byte SHORT_TEXT = (byte) 0xa1;
  private static final byte TEXT = (byte) 0xb1;
  private static final byte BINARY = (byte) 0xb0;
  private static final byte LIST = (byte) 0xd0;

  private static final int DESCRIPTOR = 0x005373;
  private static final int DATA = 0x005375;
  private static final int FIELDS = 10;

  /** What the list has beside its texts: the number of fields, six without value, a time. */
  private static final int LIST_BYTES = 4 + 6 + 9;

  /** The least length of a text that takes four bytes. */
  private static final int LONG = 256;

  private static final int SECTION_BYTES = 3 + 5;

  private final Event event;
  private final KindBytes kind;
  private final long publishingId;
  private final byte[] id;

  EventMessage(Event event, KindBytes kind, long publishingId) {
    this.event = event;
    this.kind = kind;
    this.publishingId = publishingId;
    this.id = event.id().getBytes(StandardCharsets.UTF_8);
  }

  private int listBytes() {
    int idBytes = id.length + (id.length == 0 ? 1 : id.length < LONG ? 2 : 5);
    return LIST_BYTES + idBytes + kind.type().length + kind.contentType().length;
  }

  @Override
  public int getSize() {
    return SECTION_BYTES
        + listBytes()
        + kind.properties().length
        + SECTION_BYTES
        + event.body().length;
  }

  /** Writes the size and then the message, as the client wants it. */
  @Override
  public void writeTo(ByteBuf out) {
    out.writeInt(getSize());
    out.writeMedium(DESCRIPTOR).writeByte(LIST).writeInt(listBytes()).writeInt(FIELDS);
    if (id.length == 0) {
      out.writeByte(NULL);
    } else if (id.length < LONG) {
      out.writeByte(SHORT_TEXT).writeByte(id.length).writeBytes(id);
    } else {
      out.writeByte(TEXT).writeInt(id.length).writeBytes(id);
    }
    out.writeByte(NULL).writeByte(NULL).writeBytes(kind.type());
    out.writeByte(NULL).writeByte(NULL).writeBytes(kind.contentType());
    out.writeByte(NULL).writeByte(NULL);
    out.writeByte(TIMESTAMP).writeLong(event.time().toEpochMilli());
    out.writeBytes(kind.properties());
    out.writeMedium(DATA).writeByte(BINARY).writeInt(event.body().length);
    out.writeBytes(event.body());
  }

  @Override
  public void writeTo(OutputStream stream) throws IOException {
    ByteBuf bytes = Unpooled.buffer(4 + getSize());
    writeTo(bytes);
    bytes.readBytes(stream, bytes.readableBytes());
  }

  /** The number by which the broker knows whether it has the event already. */
  @Override
  public long getPublishingId() {
    return publishingId;
  }

  @Override
  public boolean hasPublishingId() {
    return true;
  }

  @Override
  public byte[] getBodyAsBinary() {
    return event.body();
  }

  @Override
  public Object getBody() {
    return event.body();
  }

  @Override
  public @Nullable Properties getProperties() {
    return null;
  }

  @Override
  public Map<String, Object> getApplicationProperties() {
    return Map.of();
  }

  @Override
  public Map<String, Object> getMessageAnnotations() {
    return Map.of();
  }
}
