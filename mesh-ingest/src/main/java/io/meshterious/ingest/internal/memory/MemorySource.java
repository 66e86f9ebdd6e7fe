// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.memory;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A queue in memory. What was read and not acknowledged goes back to its front at the end. */
final class MemorySource implements EventSource {
  private static final int AT_ONCE = 256;

  private final String name;
  private final String place;
  private final MemoryQueue queue;
  private final boolean counts;
  private final List<Event> drained = new ArrayList<>(AT_ONCE);
  private final TakenEvents taken = new TakenEvents();
  private boolean closed;

  /**
   * A source of a lane.
   *
   * @param counts whether it says what is in the queue: one of the lanes does
   */
  MemorySource(String name, MemoryQueue queue, boolean counts) {
    this.name = name;
    this.place = "memory queue '" + name + "'";
    this.queue = queue;
    this.counts = counts;
  }

  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    check("read events from");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int count = take(into);
    if (count == 0 && !into.full()) {
      Optional<Event> first = queue.poll(patience);
      if (first.isPresent()) {
        give(first.get(), into);
        count = 1 + take(into);
      }
    }
    return count;
  }

  /** Takes what there is without waiting; the batch may be full of bytes before it is of events. */
  private int take(RawBatch into) {
    int count = 0;
    while (!into.full() && queue.drainTo(drained, Math.min(into.room(), AT_ONCE)) > 0) {
      int given = 0;
      while (given < drained.size() && !into.full()) {
        give(drained.get(given), into);
        given++;
      }
      if (given < drained.size()) {
        queue.putBack(drained.subList(given, drained.size()));
      }
      count += given;
      drained.clear();
    }
    return count;
  }

  private void give(Event event, RawBatch into) {
    into.add(event.body(), event.kind(), taken.next(), event);
    taken.add(event);
  }

  @Override
  public void acknowledge(long count) {
    check("acknowledge events of");
    if (count > taken.next()) {
      throw new IllegalArgumentException(
          "Invalid count of events: " + count + " (at most " + taken.next() + " that were read)");
    }
    taken.releaseBefore(count);
  }

  private void check(String what) {
    if (closed) {
      throw new MeshException(
          SourceError.SOURCE_FAILED,
          "Cannot " + what + " the queue '" + name + "': the source is closed");
    }
  }

  @Override
  public OptionalLong waiting() {
    return OptionalLong.of(counts ? queue.size() : 0);
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    return tag instanceof Event event
        ? new EventOrigin(place, event.id(), Map.of())
        : EventOrigin.at(place);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      queue.putBack(taken.removeAll());
    }
  }
}
