// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.ConsumerFlowStrategy;
import io.meshterious.ingest.source.RawBatch;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a stream, as the broker delivers it: messages whose offsets follow each other. One
 * thread fills it and hands it over, another one reads it.
 */
final class Chunk {
  /** Stands behind the last one of a session that is broken. */
  static final Chunk LAST = new Chunk(null, 0, 0);

  private final ConsumerFlowStrategy.@Nullable Context context;
  private final long first;
  private final long end;
  private final @Nullable Found[] events;
  private final long[] offsets;
  private int size;
  private int read;

  /** A piece with so many messages from an offset on, of which the first may be left out. */
  Chunk(ConsumerFlowStrategy.@Nullable Context context, long first, long count) {
    this.context = context;
    this.first = first;
    this.end = first + count;
    this.events = new @Nullable Found[(int) count];
    this.offsets = new long[(int) count];
  }

  long first() {
    return first;
  }

  void add(Found event, long offset) {
    events[size] = event;
    offsets[size] = offset;
    size++;
  }

  boolean ends(long offset) {
    return offset >= end - 1;
  }

  /**
   * Adds its events to a batch, as many as there is room for.
   *
   * @param next leaves out what was before this offset
   * @return the offset behind the last one that was added
   */
  long moveTo(RawBatch into, long next) {
    long behind = next;
    while (read < size && into.room() > 0) {
      @Nullable Found event = events[read];
      long offset = offsets[read];
      if (event != null && offset >= behind) {
        into.add(event.body(), event.from(), event.to(), event.kind(), offset, event);
        behind = offset + 1;
      }
      events[read] = null;
      read++;
    }
    return behind;
  }

  boolean empty() {
    return read == size;
  }

  /** Lets the broker deliver another piece. */
  void giveBack() {
    if (context != null) {
      try {
        context.credits(1);
      } catch (RuntimeException gone) {
        // The connection is broken, which its listener is told.
        return;
      }
    }
  }
}
