// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.memory;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTargetTest {
  private static final String NAME = "MemoryTargetTest";

  private final Targets targets = Targets.load();

  @AfterEach
  void forget() {
    MemoryQueue.forget(NAME);
    MemoryQueue.forget("orders.north");
  }

  private EventTarget open(String uri) {
    return targets.open(request(uri, new Refusals()));
  }

  @Test
  void send_arrivesInTheQueueOfThatName() throws Exception {
    try (EventTarget target = open("memory:" + NAME)) {
      target.send(event(1));
      target.flush();
      assertThat(target.settled()).isEqualTo(1);
    }
    assertThat(MemoryQueue.named(NAME).take().id()).isEqualTo("1");
    try (EventTarget target = open("memory:")) {
      target.send(event(2));
    }
    assertThat(MemoryQueue.named("orders.north").size()).isEqualTo(1);
  }

  @Test
  void send_fullQueue_waitsAndSaysSo() throws Exception {
    // Given
    try (EventTarget target = open("memory:" + NAME + "?capacity=2")) {
      target.send(event(1));
      target.send(event(2));
      // When
      CompletableFuture<Void> third =
          CompletableFuture.runAsync(
              () -> {
                try {
                  target.send(event(3));
                } catch (InterruptedException interrupted) {
                  throw new IllegalStateException(interrupted);
                }
              });
      // Then
      while (target.state().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(target.state()).contains("is full: 2 events");
      assertThat(target.settled()).isEqualTo(2);
      List<Event> taken = new ArrayList<>();
      assertThat(MemoryQueue.named(NAME).drainTo(taken, 1)).isEqualTo(1);
      third.get(10, TimeUnit.SECONDS);
      assertThat(target.settled()).isEqualTo(3);
      assertThat(target.state()).isEmpty();
    }
  }

  @Test
  void open_otherCapacityThanTheQueueHas_isRefused() {
    open("memory:" + NAME + "?capacity=7").close();
    open("memory:" + NAME).close();
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> open("memory:" + NAME + "?capacity=8"))
        .withMessageContaining("there already, with 7");
  }

  @Test
  void close_whileSendWaits_endsIt() throws Exception {
    // Given
    EventTarget target = open("memory:" + NAME + "?capacity=1");
    target.send(event(1));
    CompletableFuture<MeshException> failure = new CompletableFuture<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                target.send(event(2));
              } catch (MeshException closed) {
                failure.complete(closed);
              } catch (InterruptedException interrupted) {
                failure.completeExceptionally(interrupted);
              }
            });
    sender.start();
    while (target.state().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    // When
    target.close();
    // Then
    assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
    assertThat(MemoryQueue.named(NAME).poll(Duration.ofMillis(1))).isPresent();
  }
}
