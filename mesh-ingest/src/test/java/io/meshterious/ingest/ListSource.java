// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A list of events as a source, which forgets what was acknowledged, or remembers by its positions
 * how far it was read.
 */
final class ListSource implements EventSources {
  static final EventKind JSON = new EventKind("", EventKind.JSON, "", "");

  private final List<byte[]> events;
  private final boolean positioned;
  private final LongConsumer acknowledged;
  private final AtomicInteger gone = new AtomicInteger();

  /** How often it was opened. */
  final List<Map<String, String>> openings = new CopyOnWriteArrayList<>();

  /** How often nobody answers when it is opened. */
  final AtomicInteger unreachable = new AtomicInteger();

  /** What it says of what keeps it from reading. */
  volatile String state = "";

  /** How many events a lane says to wait that never come. */
  volatile IntToLongFunction extra = lane -> 0;

  /** What is done at every reading. */
  volatile Runnable reads = () -> {};

  /** How many events may be read: the others come later. */
  volatile int limit = Integer.MAX_VALUE;

  ListSource(List<byte[]> events, boolean positioned, LongConsumer acknowledged) {
    this.events = events;
    this.positioned = positioned;
    this.acknowledged = acknowledged;
  }

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String description() {
    return "a list of events";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("list");
  }

  @Override
  public EventSource open(SourceRequest request) {
    if (unreachable.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
      throw new MeshException(SourceError.SOURCE_UNREACHABLE, "Cannot reach the list: it sleeps");
    }
    openings.add(request.positions());
    int first =
        positioned ? Integer.parseInt(request.positions().getOrDefault("next", "0")) : gone.get();
    return new Reader(first, request.lane());
  }

  private final class Reader implements EventSource {
    private final int first;
    private final int lane;
    private int next;

    Reader(int first, int lane) {
      this.first = first;
      this.lane = lane;
      this.next = first;
    }

    @Override
    public int read(RawBatch into, Duration patience) throws InterruptedException {
      reads.run();
      int count = 0;
      while (next < Math.min(limit, events.size()) && !into.full()) {
        into.add(events.get(next), JSON, next, null);
        next++;
        count++;
      }
      if (count == 0) {
        Thread.sleep(patience.toMillis());
      }
      return count;
    }

    @Override
    public void acknowledge(long count) {
      acknowledged.accept(first + count);
      gone.set((int) (first + count));
    }

    @Override
    public Map<String, String> positions() {
      return positioned ? Map.of("next", Integer.toString(next)) : Map.of();
    }

    @Override
    public String state() {
      return state;
    }

    @Override
    public OptionalLong waiting() {
      return OptionalLong.of(Math.min(limit, events.size()) - next + extra.applyAsLong(lane));
    }

    @Override
    public EventOrigin origin(long position, @Nullable Object tag) {
      return EventOrigin.at("entry " + position);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
