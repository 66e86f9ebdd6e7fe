// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.meshterious.ingest.source.EventOrigin;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a message's properties and headers say, as text. */
final class Origins {
  private Origins() {}

  static EventOrigin of(String place, Delivery delivery) {
    BasicProperties properties = delivery.properties();
    Map<String, String> headers = new TreeMap<>();
    put(headers, "app-id", properties.getAppId());
    put(headers, "content-encoding", properties.getContentEncoding());
    put(headers, "content-type", properties.getContentType());
    put(headers, "correlation-id", properties.getCorrelationId());
    put(headers, "timestamp", properties.getTimestamp());
    put(headers, "type", properties.getType());
    if (properties.getHeaders() != null) {
      properties.getHeaders().forEach((name, value) -> put(headers, name, value));
    }
    if (delivery.redelivered()) {
      headers.put("redelivered", "true");
    }
    return new EventOrigin(
        place, Objects.requireNonNullElse(properties.getMessageId(), ""), headers);
  }

  /** A list or table becomes an entry for each of its values: {@code x-death[0].count}. */
  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> table) {
      table.forEach((key, it) -> put(headers, name + "." + key, it));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        put(headers, name + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Date date) {
      headers.put(name, date.toInstant().toString());
    } else if (value instanceof byte[] bytes) {
      headers.put(name, "(" + bytes.length + " bytes)");
    } else if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
