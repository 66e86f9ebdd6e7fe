// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands out events that are there, to all lanes together, and does nothing else: a queue in memory
 * would be measured by its lock, and by what the collector does with a million entries.
 */
final class ReadySources implements EventSources {
  static final String URI = "ready:orders";
  private static final int AT_ONCE = 512;
  private static final long NONE_MILLIS = 1;

  private final Orders orders;
  private final AtomicInteger next = new AtomicInteger();

  ReadySources(Orders orders) {
    this.orders = orders;
  }

  @Override
  public String name() {
    return "ready";
  }

  @Override
  public String description() {
    return "events that are there";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("ready");
  }

  @Override
  public EventSource open(SourceRequest request) {
    return new Ready();
  }

  private final class Ready implements EventSource {
    @Override
    public int read(RawBatch into, Duration patience) throws InterruptedException {
      int count = 0;
      while (into.room() > 0) {
        int some = Math.min(into.room(), AT_ONCE);
        int from = next.getAndUpdate(it -> Math.min(orders.count(), it + some));
        int to = Math.min(orders.count(), from + some);
        if (from == to) {
          break;
        }
        for (int i = from; i < to; i++) {
          into.add(orders.event(i), orders.kind(), i, null);
        }
        count += to - from;
      }
      if (count == 0) {
        Thread.sleep(Math.min(NONE_MILLIS, patience.toMillis()));
      }
      return count;
    }

    @Override
    public void acknowledge(long count) {
      // Nobody else wants them.
    }

    @Override
    public OptionalLong waiting() {
      return OptionalLong.of(orders.count() - next.get());
    }

    @Override
    public EventOrigin origin(long position, @Nullable Object tag) {
      return EventOrigin.at("event " + position);
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
