// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryQueueTest {
  private static final EventKind KIND = new EventKind("t", EventKind.JSON, "c", "1.0.0");
  private static final Duration SHORT = Duration.ofMillis(20);

  private static Event event(int number) {
    return new Event(KIND, Integer.toString(number), Instant.EPOCH, new byte[0]);
  }

  @Test
  void queue_isFirstInFirstOut() throws Exception {
    // Given
    MemoryQueue queue = new MemoryQueue(10);
    for (int i = 0; i < 5; i++) {
      queue.put(event(i));
    }
    // Then
    assertThat(queue.size()).isEqualTo(5);
    assertThat(queue.take().id()).isEqualTo("0");
    assertThat(queue.poll(SHORT)).map(Event::id).contains("1");
    List<Event> rest = new ArrayList<>();
    assertThat(queue.drainTo(rest, 2)).isEqualTo(2);
    assertThat(queue.drainTo(rest, 100)).isEqualTo(1);
    assertThat(queue.drainTo(rest, 100)).isZero();
    assertThat(rest).extracting(Event::id).containsExactly("2", "3", "4");
    assertThat(queue.poll(SHORT)).isEmpty();
  }

  @Test
  void offer_fullQueue_givesUpInTime() throws Exception {
    MemoryQueue queue = new MemoryQueue(1);
    assertThat(queue.offer(event(1), Duration.ZERO)).isTrue();
    assertThat(queue.offer(event(2), SHORT)).isFalse();
    queue.clear();
    assertThat(queue.size()).isZero();
    assertThat(queue.offer(event(3), Duration.ZERO)).isTrue();
  }

  @Test
  void putAndTake_ofSeveralThreads_loseNothing() throws Exception {
    // Given
    MemoryQueue queue = new MemoryQueue(7);
    int each = 5_000;
    List<CompletableFuture<Void>> makers = new ArrayList<>();
    for (int maker = 0; maker < 3; maker++) {
      int from = maker * each;
      makers.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = from; i < from + each; i++) {
                    queue.put(event(i));
                  }
                } catch (InterruptedException interrupted) {
                  throw new IllegalStateException(interrupted);
                }
              }));
    }
    // When
    List<Event> taken = new ArrayList<>();
    while (taken.size() < 3 * each) {
      taken.add(queue.take());
      queue.drainTo(taken, 5);
    }
    // Then
    CompletableFuture.allOf(makers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    assertThat(taken).extracting(Event::id).doesNotHaveDuplicates().hasSize(3 * each);
    assertThat(queue.size()).isZero();
  }

  @Test
  void putBack_fullQueue_goesInFrontInOrder() throws Exception {
    // Given
    MemoryQueue queue = new MemoryQueue(3);
    for (int i = 0; i < 3; i++) {
      queue.put(event(i));
    }
    List<Event> taken = new ArrayList<>();
    queue.drainTo(taken, 2);
    queue.put(event(3));
    queue.put(event(4));
    // When
    queue.putBack(taken);
    // Then
    assertThat(queue.size()).isEqualTo(5);
    assertThat(queue.offer(event(5), Duration.ZERO)).isFalse();
    for (int i = 0; i < 2; i++) {
      assertThat(queue.take().id()).isEqualTo(Integer.toString(i));
      assertThat(queue.offer(event(5), Duration.ZERO)).isFalse();
    }
    List<Event> rest = new ArrayList<>();
    queue.drainTo(rest, 10);
    assertThat(rest).extracting(Event::id).containsExactly("2", "3", "4");
    assertThat(queue.offer(event(5), Duration.ZERO)).isTrue();
  }

  @Test
  void putBack_someoneWaits_wakesThem() throws Exception {
    MemoryQueue queue = new MemoryQueue(3);
    CompletableFuture<String> taker =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take().id();
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            });
    TimeUnit.MILLISECONDS.sleep(20);
    queue.putBack(List.of(event(7), event(8)));
    assertThat(taker.get(10, TimeUnit.SECONDS)).isEqualTo("7");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void put_interrupted_givesWay() throws Exception {
    MemoryQueue queue = new MemoryQueue(1);
    queue.put(event(1));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> queue.put(event(2)));
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void named_standsForOneQueueUntilForgotten() {
    String name = "MemoryQueueTest";
    MemoryQueue queue = MemoryQueue.named(name, 3);
    assertThat(MemoryQueue.named(name)).isSameAs(queue);
    assertThat(MemoryQueue.named(name, 5)).isSameAs(queue);
    assertThat(queue.capacity()).isEqualTo(3);
    MemoryQueue.forget(name);
    assertThat(MemoryQueue.named(name)).isNotSameAs(queue);
    assertThat(MemoryQueue.named(name).capacity()).isEqualTo(MemoryQueue.DEFAULT_CAPACITY);
    MemoryQueue.forget(name);
    assertThatIllegalArgumentException().isThrownBy(() -> new MemoryQueue(0));
  }
}
