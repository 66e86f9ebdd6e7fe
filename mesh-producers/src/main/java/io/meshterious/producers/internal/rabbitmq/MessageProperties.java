// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** What is said about an event beside its bytes. For one thread. */
final class MessageProperties {
  private static final String APPLICATION = "mesh";

  private final boolean persistent;
  private EventKind kind;
  private Map<String, Object> headers;

  MessageProperties(EventKind kind, RabbitSettings settings) {
    this.kind = kind;
    this.headers = headers(kind);
    this.persistent = settings.persistent();
  }

  private static Map<String, Object> headers(EventKind kind) {
    Map<String, Object> headers = new HashMap<>();
    headers.put("mesh.contract", kind.contract());
    if (!kind.contractVersion().isEmpty()) {
      headers.put("mesh.contract-version", kind.contractVersion());
    }
    return headers;
  }

  /** The properties of an event. */
  BasicProperties of(Event event) {
    if (!event.kind().equals(kind)) {
      kind = event.kind();
      headers = headers(kind);
    }
    Instant time = event.time();
    return new BasicProperties.Builder()
        .contentType(kind.contentType())
        .headers(headers)
        .deliveryMode(persistent ? 2 : 1)
        .messageId(event.id().isEmpty() ? null : event.id())
        .timestamp(Date.from(time))
        .type(kind.type())
        .appId(APPLICATION)
        .build();
  }
}
