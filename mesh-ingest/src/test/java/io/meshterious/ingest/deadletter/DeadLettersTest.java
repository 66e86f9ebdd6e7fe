// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import static io.meshterious.ingest.reject.SmallShop.sale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestBuilder;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.reject.SmallShop;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rejects go to somebody else before they are committed. */
@Timeout(60)
class DeadLettersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final String queue = "dead-" + UUID.randomUUID();
  private Lake lake;

  @BeforeEach
  void open() {
    lake = Lake.open(folder, LakeOptions.defaults().durable(false));
  }

  @AfterEach
  void close() {
    lake.close();
    MemoryQueue.forget(queue);
  }

  /** Notes what it gets, and how many rejects were committed at the time. */
  private final class Recorder implements DeadLetterTarget {
    private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
    private final List<Long> committedThen = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile DeadLetterError failure = DeadLetterError.DEAD_LETTERS_UNREACHABLE;
    private volatile boolean closed;

    @Override
    public void publish(List<DeadLetter> some) {
      if (some.isEmpty()) {
        return;
      } else if (failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
        throw new MeshException(failure, "Cannot publish: nobody is there");
      }
      letters.addAll(some);
      committedThen.add(rejects());
    }

    @Override
    public void close() {
      closed = true;
    }

    private List<String> bodies() {
      return letters.stream().map(it -> new String(it.body(), UTF_8)).toList();
    }
  }

  private long rejects() {
    return lake.sql("select count(*) from raw.sales__rejects").value(Long.class).orElseThrow();
  }

  private long rows() {
    return lake.sql("select count(*) from raw.sales").value(Long.class).orElseThrow();
  }

  private void put(String... events) throws InterruptedException {
    EventKind kind = EventKind.of(SmallShop.contract(), SmallShop.contract().tables().get(0));
    for (String event : events) {
      MemoryQueue.named(queue).put(new Event(kind, "", Instant.EPOCH, event.getBytes(UTF_8)));
    }
  }

  private IngestBuilder pipeline() {
    return Ingest.named("sales")
        .from("memory:" + queue)
        .contract(SmallShop.contract())
        .into(lake, "raw.sales")
        .commitEvery(Duration.ofMillis(20));
  }

  @Test
  void rejects_areHandedOver_beforeTheyAreCommitted() throws Exception {
    // Given
    Recorder target = new Recorder();
    String bad = sale("b", 77, "red");
    put(sale("a", 1, "red"), bad, bad, "{");
    // When
    try (Ingest ingest = pipeline().deadLetters(target).start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
      put("[]", "{");
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    // Then
    assertThat(target.bodies()).containsExactlyInAnyOrder(bad, "{", "[]");
    assertThat(target.committedThen.get(0)).isZero();
    assertThat(target.committedThen.get(target.committedThen.size() - 1)).isLessThan(3);
    assertThat(rejects()).isEqualTo(3);
    assertThat(target.closed).isTrue();
    DeadLetter letter = target.letters.get(target.bodies().indexOf(bad));
    assertThat(letter.code().name()).isEqualTo("OUT_OF_RANGE");
    assertThat(letter.field()).isEqualTo("qty");
    assertThat(letter.reason()).isNotBlank();
    assertThat(letter.pipeline()).isEqualTo("sales");
    assertThat(letter.table()).isEqualTo("raw.sales");
    assertThat(letter.source()).isEqualTo("memory:" + queue);
  }

  @Test
  void targetThatIsAway_isWaitedFor_andNothingIsCommittedMeanwhile() throws Exception {
    // Given
    Recorder target = new Recorder();
    target.failures.set(Integer.MAX_VALUE);
    put(sale("a", 1, "red"), "{");
    try (Ingest ingest = pipeline().deadLetters(target).start()) {
      // When
      while (ingest.status().state() != IngestState.BACKING_OFF) {
        Thread.sleep(5);
      }
      // Then
      assertThat(ingest.status().why()).contains("nobody is there");
      assertThat(rejects()).isZero();
      assertThat(rows()).isZero();
      // When
      target.failures.set(0);
      // Then
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(target.bodies()).containsExactly("{");
    assertThat(rejects()).isEqualTo(1);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void targetThatRefuses_stopsThePipeline_andNothingIsLost() throws Exception {
    Recorder target = new Recorder();
    target.failures.set(1);
    target.failure = DeadLetterError.DEAD_LETTER_REFUSED;
    put(sale("a", 1, "red"), "{");
    try (Ingest ingest = pipeline().deadLetters(target).start()) {
      assertThatThrownBy(() -> ingest.awaitDrained(PATIENCE))
          .hasMessageContaining("nobody is there");
    }
    assertThat(rejects()).isZero();
    assertThat(rows()).isZero();
    try (Ingest ingest = pipeline().deadLetters(target).start()) {
      assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(target.bodies()).containsExactly("{");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void uri_thatIsNotAllowed_isRefusedAtOnce() {
    List<String> refused = new ArrayList<>();
    for (String uri :
        List.of(
            "smtp://localhost",
            "amqp://localhost/",
            "amqp://localhost/?exchange=a&queue=b",
            "amqp://localhost/?queue=b&routing-key=c",
            "amqp://localhost/?exchange=a&colour=red")) {
      assertThatThrownBy(() -> pipeline().deadLetters(uri).start())
          .isInstanceOf(MeshException.class)
          .matches(it -> ((MeshException) it).code() == DeadLetterError.DEAD_LETTERS_INVALID)
          .satisfies(it -> refused.add(it.getMessage()));
    }
    assertThat(refused.get(0)).contains("smtp", "amqp");
    assertThat(refused.get(1)).contains("exchange and queue");
    assertThat(refused.get(4)).contains("colour", "routing-key");
  }

  @Test
  void sourceUri_thatIsNotAllowed_isRefusedAtOnce() {
    for (String uri :
        List.of(
            "memory:" + queue + "?colour=red",
            "amqp://localhost/?colour=red",
            "rabbitmq-stream://localhost/?colour=red",
            folder + "/?colour=red")) {
      assertThatThrownBy(
              () ->
                  Ingest.named("sales")
                      .from(uri)
                      .contract(SmallShop.contract())
                      .into(lake, "raw.sales")
                      .start())
          .hasMessageContaining("colour")
          .matches(it -> ((MeshException) it).code() == SourceError.SOURCE_INVALID);
    }
    assertThat(lake.exists("raw.sales")).isFalse();
  }
}
