// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.Properties;
import io.meshterious.core.event.EventKind;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as the stream has it: its bytes, and where among them the event's are. */
final class Found implements Message {
  private final String stream;
  private final byte[] message;
  private final int length;
  private final byte[] body;
  private final int from;
  private final int to;
  private final EventKind kind;

  /**
   * A message.
   *
   * @param stream what its stream is called, for people
   * @param message the array that begins with its bytes
   * @param length how many they are
   * @param body the array that has the event's bytes, mostly the same one
   * @param from the first of them
   * @param to the one behind them
   * @param kind what the message says of the event and of others like it
   */
  Found(String stream, byte[] message, int length, byte[] body, int from, int to, EventKind kind) {
    this.stream = stream;
    this.message = message;
    this.length = length;
    this.body = body;
    this.from = from;
    this.to = to;
    this.kind = kind;
  }

  String stream() {
    return stream;
  }

  byte[] message() {
    return message;
  }

  int length() {
    return length;
  }

  byte[] body() {
    return body;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  EventKind kind() {
    return kind;
  }

  @Override
  public boolean hasPublishingId() {
    return false;
  }

  @Override
  public long getPublishingId() {
    return 0;
  }

  @Override
  public byte[] getBodyAsBinary() {
    return Arrays.copyOfRange(body, from, to);
  }

  @Override
  public Object getBody() {
    return getBodyAsBinary();
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
