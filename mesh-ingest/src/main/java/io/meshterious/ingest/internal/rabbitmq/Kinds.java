// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.meshterious.core.event.EventKind;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kinds of events, as their messages' properties say; the last one is kept. For one thread. */
final class Kinds {
  private static final String CONTRACT = "mesh.contract";
  private static final String VERSION = "mesh.contract-version";

  private EventKind last = new EventKind("", "", "", "");
  private @Nullable Object contract;
  private @Nullable Object version;

  EventKind of(BasicProperties properties) {
    String type = Objects.requireNonNullElse(properties.getType(), "");
    String contentType = Objects.requireNonNullElse(properties.getContentType(), "");
    Map<String, Object> headers = properties.getHeaders();
    Object itsContract = headers == null ? null : headers.get(CONTRACT);
    Object itsVersion = headers == null ? null : headers.get(VERSION);
    if (!last.type().equals(type)
        || !last.contentType().equals(contentType)
        || !Objects.equals(contract, itsContract)
        || !Objects.equals(version, itsVersion)) {
      contract = itsContract;
      version = itsVersion;
      last =
          new EventKind(
              type,
              contentType,
              Objects.toString(itsContract, ""),
              Objects.toString(itsVersion, ""));
    }
    return last;
  }
}
