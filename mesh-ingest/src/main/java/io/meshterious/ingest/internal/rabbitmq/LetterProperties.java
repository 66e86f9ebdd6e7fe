// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.meshterious.ingest.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of a rejected event: all that the first one said, and why it was rejected.
 * Where that is more than a message can hold, headers of the first one are left out.
 */
final class LetterProperties {
  private static final int PERSISTENT = 2;
  private static final int LONGEST_SHORT = 255;
  private static final int LONGEST_REASON = 2_000;

  /** All headers have to fit into one frame, of 128 kB in most brokers. */
  private static final int MOST_BYTES = 60_000;

  private final DeadLetter letter;
  private final Map<String, String> first;

  private LetterProperties(DeadLetter letter) {
    this.letter = letter;
    this.first = new HashMap<>(letter.origin().headers());
  }

  static BasicProperties of(DeadLetter letter) {
    return new LetterProperties(letter).build();
  }

  private BasicProperties build() {
    first.remove("redelivered");
    first.remove("type");
    first.remove("content-type");
    return new BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .messageId(fitting(letter.origin().id()))
        .type(fitting(letter.kind().type()))
        .contentType(fitting(letter.kind().contentType()))
        .contentEncoding(taken("content-encoding"))
        .correlationId(taken("correlation-id"))
        .appId(taken("app-id"))
        .timestamp(timestamp())
        .headers(headers())
        .build();
  }

  /** What a property said that stands among the headers. */
  private @Nullable String taken(String name) {
    String fitting = fitting(first.getOrDefault(name, ""));
    if (fitting != null) {
      first.remove(name);
    }
    return fitting;
  }

  private @Nullable Date timestamp() {
    try {
      Date time = Date.from(Instant.parse(first.getOrDefault("timestamp", "")));
      first.remove("timestamp");
      return time;
    } catch (DateTimeParseException | IllegalArgumentException none) {
      return null;
    }
  }

  private Map<String, Object> headers() {
    Map<String, Object> headers = new HashMap<>();
    int bytes = 0;
    for (Map.Entry<String, String> header : first.entrySet()) {
      int more = length(header.getKey()) + length(header.getValue());
      if (length(header.getKey()) <= LONGEST_SHORT && bytes + more <= MOST_BYTES) {
        headers.put(header.getKey(), header.getValue());
        bytes += more;
      }
    }
    headers.put("x-mesh-code", letter.code().label());
    headers.put("x-mesh-field", cut(letter.field()));
    headers.put("x-mesh-reason", cut(letter.reason()));
    headers.put("x-mesh-pipeline", letter.pipeline());
    headers.put("x-mesh-table", letter.table());
    headers.put("x-mesh-source", cut(letter.source()));
    headers.put("x-mesh-position", cut(letter.origin().place()));
    return headers;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }

  private static @Nullable String fitting(String text) {
    return text.isEmpty() || length(text) > LONGEST_SHORT ? null : text;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
