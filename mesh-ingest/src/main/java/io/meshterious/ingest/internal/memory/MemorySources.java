// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.memory;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.util.OptionalInt;
import java.util.Set;

/** Queues in memory, by name. */
public final class MemorySources implements EventSources {
  private static final int MOST_CAPACITY = 100_000_000;

  /** Makes the plugin. */
  public MemorySources() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "a named queue in this JVM";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public EventSource open(SourceRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    OptionalInt capacity = options.count("capacity", 1, MOST_CAPACITY);
    options.complete();
    String name = request.place().name();
    if (name.isBlank() || name.equals("-")) {
      throw new MeshException(
          SourceError.SOURCE_INVALID, "Invalid " + request.place() + " (memory:NAME)");
    }
    MemoryQueue queue = MemoryQueue.named(name, capacity.orElse(MemoryQueue.DEFAULT_CAPACITY));
    if (capacity.isPresent() && capacity.getAsInt() != queue.capacity()) {
      throw options.invalid(
          "capacity",
          Integer.toString(capacity.getAsInt()),
          "the queue is there already, with " + queue.capacity());
    }
    return new MemorySource(name, queue, request.lane() == 0);
  }
}
