// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The proof that {@link EventSources} and what they open keep their promises. Extend it, supply the
 * sources, where they can read from, and how events come there, and say what they lack.
 *
 * <pre>{@code
 * class MailboxSourcesTest extends EventSourcesContract {
 *   private int boxes;
 *
 *   @Override
 *   protected EventSources subject() {
 *     return new MailboxSources();
 *   }
 *
 *   @Override
 *   protected URI place() {
 *     return URI.create("mailbox:box-" + boxes++);
 *   }
 *
 *   @Override
 *   protected void put(URI place, List<String> bodies) {
 *     bodies.forEach(Mailbox.at(place)::deliver);
 *   }
 *
 *   @Override
 *   protected Set<SourceTrait> lacks() {
 *     return Set.of(SourceTrait.POSITIONS, SourceTrait.SERVER);
 *   }
 * }
 * }</pre>
 */
@Timeout(60)
public abstract class EventSourcesContract {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String SECRET = "s3cret";
  private static final String UNKNOWN = "no-such-option";
  private static final String PIPELINE = "kit";
  private static final int MANY = 3_000;
  private static final int AT_ONCE = 177;

  /** Where events are not counted but estimated by their bytes, so many more or less do no harm. */
  private static final long ESTIMATED = MANY / 10;

  /** The tests come with the class that extends this one. */
  protected EventSourcesContract() {}

  /** The sources. */
  protected abstract EventSources subject();

  /** A place that events can be read from, and where there are none yet. */
  protected abstract URI place() throws Exception;

  /** Lets events come to a place, behind those that are there. */
  protected abstract void put(URI place, List<String> bodies) throws Exception;

  /** The bytes of an event, as UTF-8; another body for each number. */
  protected String body(int number) {
    return "{\"id\":" + number + ",\"text\":\"Käse\"}";
  }

  /** What the sources do not have. */
  protected Set<SourceTrait> lacks() {
    return EnumSet.noneOf(SourceTrait.class);
  }

  /**
   * A URI with the password {@code s3cret} where nobody answers; for sources that do not lack a
   * {@link SourceTrait#SERVER}.
   */
  protected Optional<URI> nowhere() throws Exception {
    return Optional.empty();
  }

  /**
   * Whether the sources are registered as a plugin, as they should be; those used only directly say
   * no.
   */
  protected boolean registered() {
    return true;
  }

  private EventSource open(URI place) {
    return open(place, Map.of());
  }

  private EventSource open(URI place, Map<String, String> positions) {
    return subject().open(SourceRequest.of(place, PIPELINE).from(positions));
  }

  private boolean has(SourceTrait trait) {
    return !lacks().contains(trait);
  }

  private List<String> bodies(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::body).toList();
  }

  private URI placeWith(int events) throws Exception {
    URI place = place();
    put(place, bodies(0, events));
    return place;
  }

  @Test
  void name_isStable_andFitForACommandLine() {
    assertThat(subject().name()).matches("[a-z0-9]+([:-][a-z0-9]+)*").isEqualTo(subject().name());
  }

  @Test
  void description_isOneLine() {
    assertThat(subject().description()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
  }

  @Test
  void schemes_areLowerCaseAndStable() throws Exception {
    assertThat(subject().schemes())
        .isNotEmpty()
        .isEqualTo(subject().schemes())
        .allSatisfy(
            it ->
                assertThat(it).matches("[a-z][a-z0-9+.-]+").isEqualTo(it.toLowerCase(Locale.ROOT)))
        .contains(place().getScheme());
  }

  @Test
  void plugin_isRegistered() {
    if (registered()) {
      assertThat(Plugins.load().named(EventSources.class, subject().name()))
          .isInstanceOf(subject().getClass());
    }
  }

  @Test
  void open_unknownOption_isRefusedByName() throws Exception {
    URI place = place();
    String text = place.toString();
    URI wrong = URI.create(text + (text.contains("?") ? "&" : "?") + UNKNOWN + "=1");
    assertThat(catchThrowable(() -> open(wrong).close()))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining(UNKNOWN);
  }

  @Test
  void open_nobodyAnswers_failsInTimeWithoutThePassword() throws Exception {
    Optional<URI> nowhere = nowhere();
    assertThat(nowhere.isPresent())
        .as("lacks() says whether there is a server, and nowhere() where none answers")
        .isEqualTo(has(SourceTrait.SERVER));
    if (nowhere.isPresent()) {
      Instant before = Instant.now();
      assertThat(catchThrowable(() -> open(nowhere.get()).close()))
          .isInstanceOf(MeshException.class)
          .message()
          .doesNotContain(SECRET);
      assertThat(Duration.between(before, Instant.now())).isLessThan(LIMIT);
    }
  }

  @Test
  void read_manyEvents_comeOnceInOrder() throws Exception {
    try (EventSource source = open(placeWith(MANY))) {
      ReadEvents events = new ReadEvents(source);
      assertThat(events.until(MANY, AT_ONCE)).isEqualTo(bodies(0, MANY));
      events.read(AT_ONCE, SHORT);
      assertThat(events.bodies()).as("what comes after the last event").hasSize(MANY);
      assertThat(source.state()).isEmpty();
    }
  }

  @Test
  void read_eventsThatComeLater_followTheOthers() throws Exception {
    URI place = placeWith(5);
    try (EventSource source = open(place)) {
      ReadEvents events = new ReadEvents(source);
      events.until(5, 5);
      put(place, bodies(5, 8));
      assertThat(events.until(8, 8)).isEqualTo(bodies(0, 8));
      source.acknowledge(8);
      put(place, bodies(8, 9));
      assertThat(events.until(9, 8)).isEqualTo(bodies(0, 9));
    }
  }

  @Test
  void read_nothingAcknowledged_leavesTheBytesAsTheyAre() throws Exception {
    try (EventSource source = open(placeWith(MANY))) {
      ReadEvents events = new ReadEvents(source);
      List<String> then = events.until(MANY, AT_ONCE);
      assertThat(events.bodiesNow()).isEqualTo(then);
    }
  }

  @Test
  void read_someAcknowledged_leavesTheBytesOfTheOthersAsTheyAre() throws Exception {
    try (EventSource source = open(placeWith(MANY))) {
      ReadEvents events = new ReadEvents(source);
      events.until(MANY / 2, AT_ONCE);
      int acknowledged = MANY / 3;
      source.acknowledge(acknowledged);
      List<String> then = events.until(MANY, AT_ONCE);
      assertThat(events.bodiesNow().subList(acknowledged, MANY))
          .isEqualTo(then.subList(acknowledged, MANY));
    }
  }

  @Test
  void open_nothingWasAcknowledged_givesAllAgain() throws Exception {
    URI place = placeWith(50);
    try (EventSource source = open(place)) {
      new ReadEvents(source).until(50, 20);
    }
    try (EventSource source = open(place)) {
      assertThat(new ReadEvents(source).until(50, 50))
          .containsExactlyInAnyOrderElementsOf(bodies(0, 50));
    }
  }

  @Test
  void open_someWereAcknowledged_goesOnBehindThem() throws Exception {
    // Given
    URI place = placeWith(50);
    Map<String, String> positions;
    try (EventSource source = open(place)) {
      ReadEvents events = new ReadEvents(source);
      source.acknowledge(0);
      events.until(10, 10);
      source.acknowledge(3);
      events.until(20, 10);
      positions = source.positions();
      source.acknowledge(20);
      source.acknowledge(20);
      events.until(30, 10);
    }
    assertThat(!positions.isEmpty())
        .as("lacks() says whether there are positions")
        .isEqualTo(has(SourceTrait.POSITIONS));
    // When
    try (EventSource source = open(place, positions)) {
      ReadEvents events = new ReadEvents(source);
      // Then
      assertThat(events.until(30, 30)).containsExactlyInAnyOrderElementsOf(bodies(20, 50));
      source.acknowledge(30);
      positions = source.positions();
    }
    put(place, bodies(50, 52));
    try (EventSource source = open(place, positions)) {
      assertThat(new ReadEvents(source).until(2, 30)).isEqualTo(bodies(50, 52));
    }
  }

  @Test
  void read_twoLanes_shareTheEvents() throws Exception {
    // Given
    URI place = placeWith(40);
    SourceRequest request = SourceRequest.of(place, PIPELINE);
    try (EventSource one = subject().open(request.lane(0, 2));
        EventSource other = subject().open(request.lane(1, 2))) {
      ReadEvents first = new ReadEvents(one);
      ReadEvents second = new ReadEvents(other);
      put(place, bodies(40, 80));
      // When
      Instant end = Instant.now().plus(LONG);
      while (first.bodies().size() + second.bodies().size() < 80 && Instant.now().isBefore(end)) {
        first.read(3, SHORT);
        second.read(3, SHORT);
      }
      first.read(3, SHORT);
      second.read(3, SHORT);
      // Then
      List<String> all = new ArrayList<>(first.bodies());
      all.addAll(second.bodies());
      assertThat(all).containsExactlyInAnyOrderElementsOf(bodies(0, 80));
    }
  }

  @Test
  void open_twoPlaces_knowNothingOfEachOther() throws Exception {
    URI place = placeWith(3);
    try (EventSource one = open(place);
        EventSource other = open(place())) {
      assertThat(new ReadEvents(one).until(3, 3)).isEqualTo(bodies(0, 3));
      assertThat(new ReadEvents(other).read(3, SHORT)).isZero();
    }
  }

  @Test
  void read_noEvents_waitsNoLongerThanItsPatience() throws Exception {
    try (EventSource source = open(place())) {
      ReadEvents events = new ReadEvents(source);
      events.read(1, Duration.ZERO);
      Instant before = Instant.now();
      assertThat(events.read(1, Duration.ZERO)).isZero();
      assertThat(events.read(1, SHORT)).isZero();
      assertThat(Duration.between(before, Instant.now())).isLessThan(LIMIT);
    }
  }

  @Test
  void read_anEventComesWhileItWaits_endsWithIt() throws Exception {
    URI place = place();
    try (EventSource source = open(place)) {
      ReadEvents events = new ReadEvents(source);
      events.read(1, Duration.ZERO);
      CompletableFuture<Integer> waiting = new CompletableFuture<>();
      reader(events, waiting).start();
      TimeUnit.MILLISECONDS.sleep(50);
      put(place, bodies(0, 1));
      assertThat(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(events.bodies()).isEqualTo(bodies(0, 1));
    }
  }

  @Test
  void read_interrupted_givesWay() throws Exception {
    try (EventSource source = open(place())) {
      CompletableFuture<Integer> waiting = new CompletableFuture<>();
      Thread reader = reader(new ReadEvents(source), waiting);
      reader.start();
      TimeUnit.MILLISECONDS.sleep(50);
      reader.interrupt();
      assertThat(catchThrowable(() -> waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  private static Thread reader(ReadEvents events, CompletableFuture<Integer> result) {
    return new Thread(
        () -> {
          try {
            result.complete(events.read(1, LONG));
          } catch (InterruptedException | RuntimeException | AssertionError problem) {
            result.completeExceptionally(problem);
          }
        });
  }

  @Test
  void waiting_goesDownToZero() throws Exception {
    try (EventSource source = open(placeWith(MANY))) {
      ReadEvents events = new ReadEvents(source);
      events.until(1, 1);
      OptionalLong waiting = source.waiting();
      if (has(SourceTrait.WAITING)) {
        assertThat(waiting).isPresent();
        assertThat(waiting.getAsLong()).isPositive();
      }
      events.until(MANY, MANY);
      source.acknowledge(MANY);
      Instant end = Instant.now().plus(LONG);
      while (source.waiting().orElse(0) > 0 && Instant.now().isBefore(end)) {
        events.read(1, SHORT);
      }
      assertThat(source.waiting()).isEqualTo(waiting.isPresent() ? OptionalLong.of(0) : waiting);
    }
  }

  @Test
  void waiting_ofTwoLanes_addsUpToThatOfOne() throws Exception {
    if (has(SourceTrait.WAITING)) {
      URI place = placeWith(MANY);
      long alone;
      try (EventSource source = open(place)) {
        alone = counted(List.of(source));
      }
      SourceRequest request = SourceRequest.of(place, PIPELINE);
      try (EventSource one = subject().open(request.lane(0, 2));
          EventSource other = subject().open(request.lane(1, 2))) {
        assertThat(counted(List.of(one, other))).isCloseTo(alone, Offset.offset(ESTIMATED));
      }
    }
  }

  /**
   * What sources know together of events, read or waiting, once one is read and all have settled.
   */
  private static long counted(List<EventSource> sources) throws Exception {
    List<ReadEvents> readers = sources.stream().map(ReadEvents::new).toList();
    Instant end = Instant.now().plus(LONG);
    int read = 0;
    while (read == 0 && Instant.now().isBefore(end)) {
      for (ReadEvents it : readers) {
        read += it.read(1, SHORT);
      }
    }
    long before = -1;
    long now = 0;
    while ((now == 0 || now != before) && Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(250);
      before = now;
      now = sources.stream().mapToLong(it -> it.waiting().orElse(0)).sum();
    }
    return now + read;
  }

  @Test
  void origin_ofEachEvent_saysWhereItWas() throws Exception {
    try (EventSource source = open(placeWith(5))) {
      ReadEvents events = new ReadEvents(source);
      events.until(5, 5);
      assertThat(events.origins())
          .extracting(EventOrigin::place)
          .allSatisfy(it -> assertThat(it).isNotBlank().doesNotContain("\n", SECRET));
      assertThat(events.contentTypes()).doesNotContainNull();
    }
  }

  @Test
  void close_twice_doesNothingMore() throws Exception {
    URI place = placeWith(3);
    EventSource source = open(place);
    new ReadEvents(source).until(3, 3);
    source.close();
    source.close();
    try (EventSource again = open(place)) {
      assertThat(new ReadEvents(again).until(3, 3)).hasSize(3);
    }
  }
}
