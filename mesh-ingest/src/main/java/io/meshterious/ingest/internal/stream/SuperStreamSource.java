// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Some streams of a super stream, read by one lane. Each is read as if it were alone, in turns, and
 * has a position of its own.
 */
final class SuperStreamSource implements EventSource {
  private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final StreamSettings settings;
  private final List<StreamSource> partitions;
  private int turn;

  private SuperStreamSource(StreamSettings settings, List<StreamSource> partitions) {
    this.settings = settings;
    this.partitions = partitions;
  }

  /** Opens streams, all at the same time. */
  static SuperStreamSource open(
      StreamSettings settings, List<String> partitions, SourceRequest request) {
    List<CompletableFuture<StreamSource>> opening =
        partitions.stream()
            .map(
                name ->
                    CompletableFuture.supplyAsync(
                        () -> StreamSource.open(settings.partition(name), request),
                        work -> start(work, name)))
            .toList();
    List<StreamSource> open = new ArrayList<>();
    RuntimeException failure = null;
    for (CompletableFuture<StreamSource> it : opening) {
      try {
        open.add(it.join());
      } catch (CompletionException failed) {
        failure = failed.getCause() instanceof RuntimeException why ? why : failed;
      }
    }
    if (failure != null) {
      open.forEach(StreamSource::close);
      throw failure;
    }
    return new SuperStreamSource(settings, open);
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, "open-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes what is there of each stream; if there is nothing, waits for each a part of the time. */
  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    turn = (turn + 1) % partitions.size();
    int before = into.size();
    for (int i = 0; i < partitions.size() && into.room() > 0; i++) {
      next(i).read(into, Duration.ZERO);
    }
    long end = System.nanoTime() + patience.toNanos();
    while (into.size() == before && into.room() > 0 && System.nanoTime() - end < 0) {
      for (int i = 0; i < partitions.size() && into.size() == before; i++) {
        long left = Math.max(0, end - System.nanoTime());
        next(i).read(into, Duration.ofNanos(Math.min(GLANCE_NANOS, left)));
      }
    }
    return into.size() - before;
  }

  private StreamSource next(int number) {
    return partitions.get((turn + number) % partitions.size());
  }

  /** Does nothing: streams keep their events, and what was read is in the positions. */
  @Override
  public void acknowledge(long count) {}

  @Override
  public Map<String, String> positions() {
    Map<String, String> all = new TreeMap<>();
    partitions.forEach(it -> all.putAll(it.positions()));
    return all;
  }

  @Override
  public OptionalLong waiting() {
    partitions.forEach(StreamSource::look);
    long sum = 0;
    for (StreamSource it : partitions) {
      OptionalLong some = it.waiting();
      if (some.isEmpty()) {
        return some;
      }
      sum += some.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  @Override
  public String state() {
    return partitions.stream()
        .map(StreamSource::state)
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    return StreamOrigins.of(settings.toString(), position, tag);
  }

  @Override
  public void close() {
    partitions.forEach(StreamSource::close);
  }
}
