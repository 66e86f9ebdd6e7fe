// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sources of events as they are, watched. */
record WatchedSources(EventSources sources, Watch watch) implements EventSources {
  @Override
  public String name() {
    return sources.name();
  }

  @Override
  public String description() {
    return sources.description();
  }

  @Override
  public Set<String> schemes() {
    return sources.schemes();
  }

  @Override
  public EventSource open(SourceRequest request) {
    watch.begin();
    return new Watched(sources.open(request), watch);
  }

  private static final class Watched implements EventSource {
    /** How many were handed out, and when. */
    private record Reading(long count, long nanos) {}

    private final EventSource source;
    private final Watch watch;
    private final ArrayDeque<Reading> readings = new ArrayDeque<>();
    private long read;
    private long acknowledged;

    private Watched(EventSource source, Watch watch) {
      this.source = source;
      this.watch = watch;
    }

    @Override
    public int read(RawBatch into, Duration patience) throws InterruptedException {
      int count = source.read(into, patience);
      if (count > 0) {
        read += count;
        readings.add(new Reading(read, System.nanoTime()));
        watch.read(count);
      }
      return count;
    }

    @Override
    public void acknowledge(long count) {
      source.acknowledge(count);
      long now = System.nanoTime();
      long last = now;
      Reading first = readings.peek();
      while (first != null && first.count() <= count) {
        last = first.nanos();
        readings.remove();
        first = readings.peek();
      }
      if (count > acknowledged) {
        watch.acknowledged(count - acknowledged, now - last);
        acknowledged = count;
      }
    }

    @Override
    public Map<String, String> positions() {
      return source.positions();
    }

    @Override
    public OptionalLong waiting() {
      return source.waiting();
    }

    @Override
    public String state() {
      return source.state();
    }

    @Override
    public EventOrigin origin(long position, @Nullable Object tag) {
      return source.origin(position, tag);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
