// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.testkit.SeededRandom;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemorySourceTest {
  private static final String NAME = "MemorySourceTest";
  private static final EventKind KIND = new EventKind("t", EventKind.JSON, "c", "1.0.0");

  private final MemoryQueue queue = MemoryQueue.named(NAME);

  @AfterEach
  void forget() {
    MemoryQueue.forget(NAME);
  }

  private static EventSource open(String uri) {
    return new MemorySources().open(SourceRequest.of(URI.create(uri), "orders"));
  }

  private void put(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      queue.put(new Event(KIND, "id-" + i, Instant.EPOCH, Integer.toString(i).getBytes(UTF_8)));
    }
  }

  private static List<Integer> numbers(RawBatch batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(
            it ->
                Integer.valueOf(
                    new String(
                        batch.array(it), batch.from(it), batch.to(it) - batch.from(it), UTF_8)))
        .toList();
  }

  @Test
  void read_givesWhatTheQueueHas_withKindNumberAndOrigin() throws Exception {
    // Given
    put(0, 3);
    RawBatch batch = new RawBatch(10, 1000);
    try (EventSource source = open("memory:" + NAME)) {
      assertThat(source.waiting()).hasValue(3);
      // When
      assertThat(source.read(batch, Duration.ZERO)).isEqualTo(3);
      // Then
      assertThat(numbers(batch)).containsExactly(0, 1, 2);
      assertThat(batch.kind(1)).isSameAs(KIND);
      assertThat(batch.position(1)).isEqualTo(1);
      assertThat(source.origin(1, batch.tag(1)).place())
          .isEqualTo("memory queue 'MemorySourceTest'");
      assertThat(source.origin(1, batch.tag(1)).id()).isEqualTo("id-1");
      assertThat(source.waiting()).hasValue(0);
      assertThat(source.positions()).isEmpty();
    }
  }

  @Test
  void read_batchIsFullOfBytes_leavesTheOthersInTheQueue() throws Exception {
    put(100, 110);
    RawBatch batch = new RawBatch(100, 7);
    try (EventSource source = open("memory:" + NAME)) {
      assertThat(source.read(batch, Duration.ZERO)).isEqualTo(3);
      assertThat(source.waiting()).hasValue(7);
      assertThat(source.read(batch, Duration.ofDays(1))).isZero();
      batch.clear();
      source.read(batch, Duration.ZERO);
      assertThat(numbers(batch)).containsExactly(103, 104, 105);
    }
  }

  @Test
  void close_givesBackWhatWasNotAcknowledged_toTheFront() throws Exception {
    // Given
    put(0, 5);
    EventSource source = open("memory:" + NAME);
    source.read(new RawBatch(4, 1000), Duration.ZERO);
    source.acknowledge(2);
    put(5, 6);
    // When
    source.close();
    source.close();
    // Then
    RawBatch batch = new RawBatch(100, 1000);
    try (EventSource again = open("memory:" + NAME)) {
      again.read(batch, Duration.ZERO);
      assertThat(numbers(batch)).containsExactly(2, 3, 4, 5);
      again.acknowledge(4);
    }
    assertThat(queue.size()).isZero();
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> source.read(batch, Duration.ZERO))
        .withMessageContaining("the source is closed");
  }

  @Test
  void acknowledge_moreThanWasRead_isRefused() throws Exception {
    put(0, 2);
    try (EventSource source = open("memory:" + NAME)) {
      source.read(new RawBatch(1, 1000), Duration.ZERO);
      assertThatIllegalArgumentException().isThrownBy(() -> source.acknowledge(2));
    }
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void open_nameOrCapacityThatIsNotAllowed_isRefused() {
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open("memory:?capacity=3"))
        .withMessageContaining("memory:NAME");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open("memory:" + NAME + "?capacity=3"))
        .withMessageContaining("there already, with 100000");
  }

  @Test
  void anyReadsAcknowledgementsAndStops_giveEachEventUntilItIsAcknowledged() throws Exception {
    SeededRandom random = SeededRandom.forTest("memory source");
    int count = 10_000;
    put(0, count);
    List<Integer> safe = new ArrayList<>();
    while (safe.size() < count) {
      List<Integer> read = new ArrayList<>();
      int acknowledged = 0;
      try (EventSource source = open("memory:" + NAME)) {
        for (int i = random.between(1, 8); i > 0; i--) {
          RawBatch batch = new RawBatch(random.between(1, 3000), random.between(1, 20_000));
          source.read(batch, Duration.ZERO);
          read.addAll(numbers(batch));
          acknowledged = random.between(acknowledged, read.size());
          source.acknowledge(acknowledged);
        }
      }
      safe.addAll(read.subList(0, acknowledged));
    }
    assertThat(safe).isEqualTo(IntStream.range(0, count).boxed().toList());
    assertThat(queue.size()).isZero();
  }
}
