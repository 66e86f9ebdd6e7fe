// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventOrigin;

/** An event that is no row: its bytes as they came, where they came from, and why it is none. */
public final class Rejected {
  private final byte[] body;
  private final EventKind kind;
  private final EventOrigin origin;
  private final String source;
  private final Reason reason;

  /**
   * Why an event is no row.
   *
   * @param stage the stage that refused it
   * @param code what is wrong
   * @param field the field it is about; empty when it is about none
   * @param text what is wrong, for people
   */
  public record Reason(String stage, ErrorCode code, String field, String text) {}

  /**
   * An event.
   *
   * @param body its bytes, which nobody changes any more
   * @param source what its source is called
   */
  public Rejected(byte[] body, EventKind kind, EventOrigin origin, String source, Reason reason) {
    this.body = body;
    this.kind = kind;
    this.origin = origin;
    this.source = source;
    this.reason = reason;
  }

  /** Its bytes, not a copy. */
  public byte[] body() {
    return body;
  }

  EventKind kind() {
    return kind;
  }

  EventOrigin origin() {
    return origin;
  }

  String source() {
    return source;
  }

  /** Why it is no row. */
  public Reason reason() {
    return reason;
  }
}
