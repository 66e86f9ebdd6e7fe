// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.source.RawBatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides by the type that an event's message states. */
final class TypeRouter implements Router {
  private final Map<String, Integer> tables;
  private @Nullable EventKind last;
  private int lastTable = NONE;

  TypeRouter(Map<String, Integer> tables) {
    this.tables = tables;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // sources keep a kind as long as it stays the same
  public int table(RawBatch raw, int event) {
    EventKind kind = raw.kind(event);
    if (kind != last) {
      last = kind;
      lastTable = tables.getOrDefault(kind.type(), NONE);
    }
    return lastTable;
  }

  @Override
  public Rejected.Reason reason() {
    EventKind kind = last;
    return kind == null || kind.type().isEmpty()
        ? Unrouted.because("", "its message states no type", tables.keySet())
        : Unrouted.because("", "no table takes events of its type", kind.type(), tables.keySet());
  }
}
