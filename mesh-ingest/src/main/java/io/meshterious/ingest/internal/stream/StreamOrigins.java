// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.Properties;
import io.meshterious.ingest.source.EventOrigin;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a message's properties say, as text. */
final class StreamOrigins {
  private StreamOrigins() {}

  /**
   * Of an event.
   *
   * @param whole what is read, of which its stream may be a part
   * @param tag the event, as far as it is known
   */
  static EventOrigin of(String whole, long offset, @Nullable Object tag) {
    return tag instanceof Found event
        ? of(event.stream() + ", offset " + offset, event)
        : EventOrigin.at(whole + ", offset " + offset);
  }

  private static EventOrigin of(String place, Found event) {
    Message message;
    try {
      message = FoundCodec.whole(event.message(), event.length());
    } catch (RuntimeException unreadable) {
      return EventOrigin.at(place);
    }
    Map<String, String> headers = new TreeMap<>();
    Properties properties = message.getProperties();
    if (properties != null) {
      put(headers, "content-type", properties.getContentType());
      put(headers, "correlation-id", properties.getCorrelationId());
      put(headers, "type", properties.getSubject());
      if (properties.getCreationTime() > 0) {
        put(headers, "timestamp", Instant.ofEpochMilli(properties.getCreationTime()));
      }
    }
    putAll(headers, message.getMessageAnnotations());
    putAll(headers, message.getApplicationProperties());
    Object id = properties == null ? null : properties.getMessageId();
    return new EventOrigin(place, Objects.toString(id, ""), headers);
  }

  private static void putAll(Map<String, String> headers, @Nullable Map<String, Object> more) {
    if (more != null) {
      more.forEach((name, value) -> put(headers, name, value));
    }
  }

  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value instanceof byte[] bytes) {
      headers.put(name, "(" + bytes.length + " bytes)");
    } else if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
