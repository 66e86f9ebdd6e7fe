// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetListener;
import io.meshterious.producers.target.TargetRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The proof that {@link EventTargets} and what they open keep their promises. Extend it, supply the
 * targets, where they can send to, and how what arrived there is read, and say what they lack.
 *
 * <pre>{@code
 * class FolderTargetsTest extends EventTargetsContract {
 *   @TempDir private Path folder;
 *   private int files;
 *
 *   @Override
 *   protected EventTargets subject() {
 *     return new FolderTargets();
 *   }
 *
 *   @Override
 *   protected URI place() {
 *     return URI.create("folder:" + folder.resolve("events-" + files++));
 *   }
 *
 *   @Override
 *   protected List<String> arrivedAt(URI place) {
 *     return Files.readAllLines(Path.of(place.getSchemeSpecificPart()));
 *   }
 * }
 * }</pre>
 */
@Timeout(60)
public abstract class EventTargetsContract {
  private static final EventKind KIND =
      new EventKind("order_placed", EventKind.JSON, "shop.orders", "1.0.0");
  private static final Instant TIME = Instant.parse("2026-01-05T10:15:30Z");
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String SECRET = "s3cret";
  private static final String UNKNOWN = "no-such-option";
  private static final int MANY = 3_000;

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final TargetListener listener = (event, why) -> refused.add(event.id() + ": " + why);

  /** The tests come with the class that extends this one. */
  protected EventTargetsContract() {}

  /** The targets. */
  protected abstract EventTargets subject();

  /** A place that events can be sent to, and to which nothing was sent yet. */
  protected abstract URI place() throws Exception;

  /** The bodies of the events that have arrived at a place, in their order. */
  protected abstract List<String> arrivedAt(URI place) throws Exception;

  /** What the targets do not have. */
  protected Set<TargetTrait> lacks() {
    return EnumSet.noneOf(TargetTrait.class);
  }

  /**
   * A place with room for so many events and no more, as nobody takes them; for targets that do not
   * lack {@link TargetTrait#LIMITED_ROOM}.
   */
  protected Optional<URI> placeWithRoomFor(int events) throws Exception {
    return Optional.empty();
  }

  /**
   * A URI with the password {@code s3cret} where nobody answers; for targets that do not lack a
   * {@link TargetTrait#SERVER}.
   */
  protected Optional<URI> nowhere() throws Exception {
    return Optional.empty();
  }

  /**
   * Whether the targets are registered as a plugin, as they should be; those used only directly say
   * no.
   */
  protected boolean registered() {
    return true;
  }

  private EventTarget open(URI place) {
    return open(place, 0);
  }

  private EventTarget open(URI place, long first) {
    return subject()
        .open(new TargetRequest(place, "orders.north", KIND, Optional.empty(), first, listener));
  }

  private static String body(int number) {
    return "{\"id\":" + number + ",\"text\":\"Käse\"}";
  }

  private static Event event(int number) {
    return new Event(KIND, Integer.toString(number), TIME, body(number).getBytes(UTF_8));
  }

  private static List<String> bodies(int from, int to) {
    return IntStream.range(from, to).mapToObj(EventTargetsContract::body).toList();
  }

  private static void send(EventTarget target, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      target.send(event(i));
    }
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
      assertThat(Plugins.load().named(EventTargets.class, subject().name()))
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
    if (has(TargetTrait.SERVER, nowhere)) {
      failsInTime(nowhere.orElseThrow());
    }
  }

  private void failsInTime(URI nowhere) {
    Instant before = Instant.now();
    assertThat(catchThrowable(() -> open(nowhere).close()))
        .isInstanceOf(MeshException.class)
        .message()
        .doesNotContain(SECRET);
    assertThat(Duration.between(before, Instant.now())).isLessThan(LIMIT);
  }

  @Test
  void send_manyEvents_arriveOnceInOrder() throws Exception {
    // Given
    URI place = place();
    // When
    try (EventTarget target = open(place)) {
      send(target, 0, MANY);
      target.flush();
      // Then
      assertThat(target.settled()).isEqualTo(MANY);
      assertThat(target.state()).isEmpty();
    }
    assertThat(arrivedAt(place)).isEqualTo(bodies(0, MANY));
    assertThat(refused).isEmpty();
  }

  @Test
  void settled_neverExceedsWhatWasSent() throws Exception {
    try (EventTarget target = open(place())) {
      assertThat(target.settled()).isZero();
      long before = 0;
      for (int i = 0; i < MANY; i++) {
        target.send(event(i));
        long settled = target.settled();
        assertThat(settled).isBetween(before, i + 1L);
        before = settled;
      }
    }
  }

  @Test
  void flush_again_settlesWhatCameSince() throws Exception {
    URI place = place();
    try (EventTarget target = open(place)) {
      target.flush();
      assertThat(target.settled()).isZero();
      send(target, 0, 10);
      target.flush();
      target.flush();
      assertThat(target.settled()).isEqualTo(10);
      send(target, 10, 20);
      target.flush();
      assertThat(target.settled()).isEqualTo(20);
    }
    assertThat(arrivedAt(place)).isEqualTo(bodies(0, 20));
  }

  @Test
  void send_eventsWithoutIdOrTwice_areEventsLikeOthers() throws Exception {
    URI place = place();
    try (EventTarget target = open(place)) {
      target.send(event(1));
      target.send(event(1));
      target.send(new Event(KIND, "", Instant.EPOCH, body(2).getBytes(UTF_8)));
      target.flush();
      assertThat(target.settled()).isEqualTo(3);
    }
    assertThat(arrivedAt(place)).containsExactly(body(1), body(1), body(2));
  }

  @Test
  void open_aRunThatGoesOn_addsToWhatIsThere() throws Exception {
    // Given
    URI place = place();
    try (EventTarget target = open(place)) {
      send(target, 0, 10);
      target.flush();
    }
    // When
    try (EventTarget target = open(place, 10)) {
      send(target, 10, 15);
      target.flush();
      assertThat(target.settled()).isEqualTo(5);
    }
    // Then
    assertThat(arrivedAt(place)).isEqualTo(bodies(0, 15));
  }

  @Test
  void open_twoAtOnce_knowNothingOfEachOther() throws Exception {
    // Given
    URI one = place();
    URI other = place();
    // When
    try (EventTarget first = open(one);
        EventTarget second = open(other)) {
      for (int i = 0; i < 20; i += 2) {
        first.send(event(i));
        second.send(event(i + 1));
      }
      first.flush();
      second.flush();
      assertThat(first.settled()).isEqualTo(10);
    }
    // Then
    List<String> all = new ArrayList<>(arrivedAt(one));
    assertThat(all).hasSize(10);
    all.addAll(arrivedAt(other));
    assertThat(all).containsExactlyInAnyOrderElementsOf(bodies(0, 20));
  }

  @Test
  void send_afterClose_fails() throws Exception {
    EventTarget target = open(place());
    target.send(event(0));
    target.close();
    target.close();
    assertThat(catchThrowable(() -> target.send(event(1)))).isInstanceOf(MeshException.class);
    assertThat(catchThrowable(target::flush)).isInstanceOf(MeshException.class);
  }

  @Test
  void send_noRoom_waitsSaysSoAndGivesWayToAnInterrupt() throws Exception {
    int room = 5;
    Optional<URI> place = placeWithRoomFor(room);
    if (has(TargetTrait.LIMITED_ROOM, place)) {
      waits(place.orElseThrow(), room);
    }
  }

  private void waits(URI place, int room) throws Exception {
    // Given
    try (EventTarget target = open(place)) {
      send(target, 0, room);
      CompletableFuture<Void> waiting = new CompletableFuture<>();
      Thread sender =
          new Thread(
              () -> {
                try {
                  target.send(event(room));
                  waiting.complete(null);
                } catch (InterruptedException | RuntimeException problem) {
                  waiting.completeExceptionally(problem);
                }
              });
      sender.start();
      while (target.state().isEmpty() && !waiting.isDone()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(waiting).isNotDone();
      // When
      sender.interrupt();
      // Then
      assertThat(catchThrowable(() -> waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(arrivedAt(place)).isEqualTo(bodies(0, room));
  }

  /** Whether the targets have a trait; a place that shows it has to be there just then. */
  private boolean has(TargetTrait trait, Optional<URI> shown) {
    boolean has = !lacks().contains(trait);
    assertThat(shown.isPresent())
        .as("lacks() says that %s is %s", trait, has ? "there, so a place shows it" : "lacking")
        .isEqualTo(has);
    return has;
  }
}
