// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.source.EventSources;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class MemorySourcesKitTest extends EventSourcesContract {
  private static final EventKind KIND = new EventKind("t", EventKind.JSON, "c", "1.0.0");

  private final List<URI> places = new ArrayList<>();

  @AfterEach
  void forget() {
    places.forEach(it -> MemoryQueue.forget(it.getSchemeSpecificPart()));
  }

  @Override
  protected EventSources subject() {
    return KnownSources.named("memory");
  }

  @Override
  protected URI place() {
    URI place = URI.create("memory:" + UUID.randomUUID());
    places.add(place);
    return place;
  }

  @Override
  protected void put(URI place, List<String> bodies) throws InterruptedException {
    MemoryQueue queue = MemoryQueue.named(place.getSchemeSpecificPart());
    for (String body : bodies) {
      queue.put(new Event(KIND, "", Instant.EPOCH, body.getBytes(UTF_8)));
    }
  }

  @Override
  protected Set<SourceTrait> lacks() {
    return Set.of(SourceTrait.POSITIONS, SourceTrait.SERVER);
  }
}
