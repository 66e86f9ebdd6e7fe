// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.event.Event;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.producers.target.EventTargets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class MemoryTargetsKitTest extends EventTargetsContract {
  @Override
  protected EventTargets subject() {
    return KnownTargets.named("memory");
  }

  @Override
  protected URI place() {
    return URI.create("memory:" + UUID.randomUUID());
  }

  @Override
  protected Optional<URI> placeWithRoomFor(int events) {
    return Optional.of(URI.create(place() + "?capacity=" + events));
  }

  @Override
  protected Set<TargetTrait> lacks() {
    return Set.of(TargetTrait.SERVER);
  }

  @Override
  protected List<String> arrivedAt(URI place) {
    String name = place.getSchemeSpecificPart().replaceFirst("\\?.*", "");
    List<Event> events = new ArrayList<>();
    MemoryQueue.named(name).drainTo(events, Integer.MAX_VALUE);
    MemoryQueue.forget(name);
    return events.stream().map(it -> new String(it.body(), UTF_8)).toList();
  }
}
