// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.event;

import java.time.Instant;

/** An event on its way: its bytes, and what is known of them without reading them. */
public final class Event {
  private final EventKind kind;
  private final String id;
  private final Instant time;
  private final byte[] body;

  /**
   * An event.
   *
   * @param kind what it shares with others
   * @param id what tells it from others; empty when it has none
   * @param time when it happened
   * @param body its bytes, which nobody changes any more
   */
  public Event(EventKind kind, String id, Instant time, byte[] body) {
    this.kind = kind;
    this.id = id;
    this.time = time;
    this.body = body;
  }

  /** What it shares with others. */
  public EventKind kind() {
    return kind;
  }

  /** What tells it from others; empty when it has none. */
  public String id() {
    return id;
  }

  /** When it happened. */
  public Instant time() {
    return time;
  }

  /** Its bytes, not a copy: do not change them. */
  public byte[] body() {
    return body;
  }
}
