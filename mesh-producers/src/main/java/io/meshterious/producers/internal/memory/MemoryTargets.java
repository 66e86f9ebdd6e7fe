// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.memory;

import io.meshterious.core.event.MemoryQueue;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetRequest;
import java.util.OptionalInt;
import java.util.Set;

/** Queues in memory, by name. */
public final class MemoryTargets implements EventTargets {
  /** Makes the plugin. */
  public MemoryTargets() {}

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
  public EventTarget open(TargetRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    OptionalInt capacity = options.count("capacity", 1, 100_000_000);
    options.complete();
    String place = request.place().name();
    String name = place.equals("-") ? request.name() : place;
    MemoryQueue queue = MemoryQueue.named(name, capacity.orElse(MemoryQueue.DEFAULT_CAPACITY));
    if (capacity.isPresent() && capacity.getAsInt() != queue.capacity()) {
      throw options.invalid(
          "capacity",
          Integer.toString(capacity.getAsInt()),
          "the queue is there already, with " + queue.capacity());
    }
    return new MemoryTarget(name, queue);
  }
}
