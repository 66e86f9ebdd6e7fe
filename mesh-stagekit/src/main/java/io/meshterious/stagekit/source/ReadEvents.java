// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events that a source gave since it was opened, in its own bytes and in copies of them. */
final class ReadEvents {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final long MOST_BYTES = 1 << 20;

  private final EventSource source;
  private final List<RawBatch> batches = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  ReadEvents(EventSource source) {
    this.source = source;
  }

  /** Reads once. */
  int read(int most, Duration patience) throws InterruptedException {
    RawBatch batch = new RawBatch(most, MOST_BYTES);
    int count = source.read(batch, patience);
    assertThat(batch.size()).as("what read() says and what it adds").isEqualTo(count);
    assertThat(count).as("the room of a batch").isLessThanOrEqualTo(most);
    if (count > 0) {
      batches.add(batch);
      for (int i = 0; i < count; i++) {
        bodies.add(body(batch, i));
      }
    }
    return count;
  }

  /** Reads until there are so many events, at most so many at once. */
  List<String> until(int count, int atOnce) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (bodies.size() < count && Instant.now().isBefore(end)) {
      read(Math.min(atOnce, count - bodies.size()), PATIENCE);
    }
    assertThat(bodies).as("what was read in %s; %s", LIMIT, source.state()).hasSize(count);
    return bodies;
  }

  /** The bodies, as they were when they were read. */
  List<String> bodies() {
    return bodies;
  }

  /** The bodies, as they are now. */
  List<String> bodiesNow() {
    List<String> now = new ArrayList<>();
    for (RawBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        now.add(body(batch, i));
      }
    }
    return now;
  }

  /** The origins that the source tells. */
  List<EventOrigin> origins() {
    List<EventOrigin> origins = new ArrayList<>();
    for (RawBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        origins.add(source.origin(batch.position(i), batch.tag(i)));
      }
    }
    return origins;
  }

  /** The kinds' content types. */
  List<String> contentTypes() {
    List<String> types = new ArrayList<>();
    for (RawBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        types.add(batch.kind(i).contentType());
      }
    }
    return types;
  }

  private static String body(RawBatch batch, int event) {
    int from = batch.from(event);
    return new String(batch.array(event), from, batch.to(event) - from, UTF_8);
  }
}
