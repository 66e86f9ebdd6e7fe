// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.Targets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of sources at a broker do again and again: publish numbers, and read them. */
public final class Readers {
  /** What the events share. */
  public static final EventKind KIND =
      new EventKind("order_placed", EventKind.JSON, "shop.orders", "1.2.0");

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(50);

  private Readers() {}

  /** Publishes the numbers of a range, and waits until the broker has confirmed them. */
  public static void publish(String uri, int from, int to) throws InterruptedException {
    publish(uri, from, to, Integer.MAX_VALUE);
  }

  /** Publishes them in pieces, each of which is confirmed before the next one. */
  public static void publish(String uri, int from, int to, int piece) throws InterruptedException {
    TargetRequest request =
        TargetRequest.of(
            Targets.uri(uri),
            "orders.north",
            KIND,
            (event, why) -> {
              throw new AssertionError(event.id() + ": " + why);
            });
    try (EventTarget target = Targets.load().open(request)) {
      for (int i = from; i < to; i++) {
        target.send(
            new Event(
                KIND,
                Integer.toString(i),
                Instant.ofEpochSecond(1_700_000_000L + i),
                Integer.toString(i).getBytes(StandardCharsets.UTF_8)));
        if ((i - from + 1) % piece == 0) {
          target.flush();
        }
      }
      target.flush();
    }
  }

  /** The request of a pipeline with one lane. */
  public static SourceRequest request(String uri) {
    return SourceRequest.of(URI.create(uri), "test");
  }

  /** Reads until there are so many events, or nothing comes for long. */
  public static List<Integer> read(EventSource source, int count) throws InterruptedException {
    List<Integer> numbers = new ArrayList<>();
    Instant end = Instant.now().plus(LONG);
    while (numbers.size() < count && Instant.now().isBefore(end)) {
      numbers.addAll(some(source, count - numbers.size(), SHORT));
    }
    return numbers;
  }

  /** What comes at once, or within a while. */
  public static List<Integer> some(EventSource source, int most, Duration patience)
      throws InterruptedException {
    RawBatch batch = new RawBatch(most, Long.MAX_VALUE);
    assertThat(source.read(batch, patience)).isEqualTo(batch.size());
    return numbers(batch);
  }

  /** The numbers that the events of a batch say. */
  public static List<Integer> numbers(RawBatch batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                Integer.valueOf(
                    new String(
                        batch.array(i),
                        batch.from(i),
                        batch.to(i) - batch.from(i),
                        StandardCharsets.UTF_8)))
        .toList();
  }

  /** The numbers of a range. */
  public static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /** Asserts that a source does not open, in time and with a message that helps. */
  public static void assertRefused(EventSources plugin, String uri, SourceError code, String why) {
    Instant before = Instant.now();
    MeshException failure =
        catchThrowableOfType(MeshException.class, () -> plugin.open(request(uri)));
    assertThat(failure).as(uri).isNotNull().hasMessageContaining(why);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).doesNotContain(":guest@").doesNotContain("s3cret");
    assertThat(Duration.between(before, Instant.now())).as(uri).isLessThan(LIMIT);
  }

  /** The failure that reading ends with. */
  public static MeshException readToTheEnd(EventSource source) {
    return catchThrowableOfType(
        MeshException.class,
        () -> {
          Instant end = Instant.now().plus(LONG);
          while (Instant.now().isBefore(end)) {
            some(source, 1, SHORT);
          }
        });
  }
}
