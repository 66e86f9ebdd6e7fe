// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Small events for tests: the number is the id, and the body says it. */
public final class TestEvents {
  /** What they share. */
  public static final EventKind KIND =
      new EventKind("order_placed", EventKind.JSON, "shop.orders", "1.2.0");

  /** When they happened. */
  public static final Instant TIME = Instant.parse("2026-01-05T10:15:30Z");

  private TestEvents() {}

  /** The event of a number. */
  public static Event event(long number) {
    return event(Long.toString(number), "{\"id\":" + number + "}");
  }

  /** An event of one's own. */
  public static Event event(String id, String body) {
    return new Event(KIND, id, TIME, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A request for a target. */
  public static TargetRequest request(String uri, TargetListener listener) {
    return TargetRequest.of(Targets.uri(uri), "orders.north", KIND, listener);
  }

  /** A request of a run that goes on. */
  public static TargetRequest request(String uri, long first, TargetListener listener) {
    return new TargetRequest(
        Targets.uri(uri), "orders.north", KIND, Optional.empty(), first, listener);
  }
}
