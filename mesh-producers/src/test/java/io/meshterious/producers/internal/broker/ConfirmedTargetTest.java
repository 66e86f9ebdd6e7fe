// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import static io.meshterious.producers.target.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.producers.target.TestEvents;
import io.meshterious.rabbitmq.BrokerAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConfirmedTargetTest {
  private static final TargetRequest REQUEST =
      TestEvents.request("amqp://user:s3cret@host/", (event, why) -> {});
  private static final BrokerAddress ADDRESS =
      BrokerAddress.of(REQUEST.place(), PlaceOptions.of(REQUEST.place()), TargetErrors.ALL, 5672);

  private final FakeBroker broker = new FakeBroker();
  private final Refusals refusals = new Refusals();

  private ConfirmedTarget open(int window) {
    return ConfirmedTarget.open(ADDRESS, broker, refusals, window);
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Void> async(Work work) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                result.complete(null);
              } catch (InterruptedException | RuntimeException problem) {
                result.completeExceptionally(problem);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private static void send(ConfirmedTarget target, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      target.send(event(i));
    }
  }

  private static MeshException failure(ProducerError error) {
    return new MeshException(error, "Cannot connect: a test says so");
  }

  @Test
  void send_fullWindow_waitsUntilAGoodPartIsFree() throws Exception {
    // Given
    ConfirmedTarget target = open(4);
    FakeBroker.FakeLink link = broker.links.take();
    send(target, 0, 4);
    // When
    CompletableFuture<Void> fifth = async(() -> target.send(event(4)));
    link.listener.confirmed(2);
    assertThat(fifth).isNotDone();
    link.listener.confirmed(0);
    // Then
    fifth.get();
    assertThat(link.await(5)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(target.settled()).isEqualTo(2);
    link.listener.confirmedUpTo(4);
    target.flush();
    assertThat(target.settled()).isEqualTo(5);
    assertThat(refusals.ids()).isEmpty();
  }

  @Test
  void send_afterALoss_publishesExactlyWhatIsNotSettledInOrder() throws Exception {
    // Given
    ConfirmedTarget target = open(100);
    FakeBroker.FakeLink first = broker.links.take();
    send(target, 0, 6);
    first.listener.confirmed(1);
    first.listener.confirmed(3);
    first.listener.refused(4, "no");
    // When
    first.listener.lost("cut");
    first.listener.confirmed(0);
    assertThat(target.state()).contains("connecting again to host:5672: cut").contains("3 events");
    target.send(event(6));
    // Then
    FakeBroker.FakeLink second = broker.links.take();
    assertThat(first.closed).isTrue();
    assertThat(second.await(4)).containsExactly(0L, 2L, 5L, 6L);
    assertThat(target.state()).isEmpty();
    first.listener.confirmedUpTo(6);
    assertThat(target.settled()).isEqualTo(3);
    second.listener.confirmedUpTo(6);
    target.flush();
    assertThat(target.settled()).isEqualTo(7);
    assertThat(refusals.ids()).containsExactly("4");
  }

  @Test
  void flush_afterALoss_mends() throws Exception {
    // Given
    ConfirmedTarget target = open(10);
    send(target, 0, 3);
    broker.confirming = true;
    // When
    broker.links.take().listener.lost("cut");
    target.flush();
    // Then
    assertThat(broker.links.take().positions).containsExactly(0L, 1L, 2L);
    assertThat(target.settled()).isEqualTo(3);
  }

  @Test
  void send_linkThatFailsWhilePublishing_isReplaced() throws Exception {
    ConfirmedTarget target = open(10);
    FakeBroker.FakeLink first = broker.links.take();
    first.broken = true;
    broker.confirming = true;
    target.send(event(0));
    target.flush();
    assertThat(broker.links.take().positions).containsExactly(0L);
    assertThat(target.settled()).isEqualTo(1);
  }

  @Test
  void send_brokerIsAway_triesAgainAndAgain() throws Exception {
    ConfirmedTarget target = open(10);
    broker.confirming = true;
    broker.refusals.addAll(
        List.of(
            failure(ProducerError.TARGET_UNREACHABLE),
            failure(ProducerError.TARGET_REFUSED_LOGIN),
            failure(ProducerError.TARGET_UNREACHABLE)));
    broker.links.take().listener.lost("cut");
    target.send(event(0));
    assertThat(broker.links.take().await(1)).containsExactly(0L);
  }

  @Test
  void send_cannotBeMended_failsForGood() throws Exception {
    // Given
    ConfirmedTarget target = open(10);
    for (int i = 0; i < 4; i++) {
      broker.refusals.add(failure(ProducerError.TARGET_DIFFERS));
    }
    broker.links.take().listener.lost("cut");
    // Then
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(() -> target.send(event(0)))
          .matches(it -> it.code() == ProducerError.TARGET_DIFFERS);
    }
    assertThatExceptionOfType(MeshException.class).isThrownBy(target::flush);
    assertThat(broker.links).isEmpty();
    target.close();
  }

  @Test
  void returned_events_areRefusedWhenTheyAreConfirmed() throws Exception {
    // Given
    ConfirmedTarget target = open(10);
    LinkListener listener = broker.links.take().listener;
    target.send(event("a", "same"));
    target.send(event("b", "other"));
    target.send(event("a", "same"));
    // When
    listener.returned("a", "same".getBytes(StandardCharsets.UTF_8), "no route");
    listener.returned("a", "same".getBytes(StandardCharsets.UTF_8), "no route");
    assertThat(target.settled()).isZero();
    listener.confirmedUpTo(2);
    // Then
    target.flush();
    assertThat(target.settled()).isEqualTo(3);
    assertThat(refusals.ids()).containsExactly("a", "a");
  }

  @Test
  void returned_thenLost_isPublishedAgainAndNotReported() throws Exception {
    ConfirmedTarget target = open(10);
    FakeBroker.FakeLink first = broker.links.take();
    target.send(event("a", "same"));
    first.listener.returned("a", "same".getBytes(StandardCharsets.UTF_8), "no route");
    first.listener.lost("cut");
    broker.confirming = true;
    target.flush();
    assertThat(refusals.ids()).isEmpty();
    assertThat(target.settled()).isEqualTo(1);
  }

  @Test
  void send_blockedOrUnready_waitsAndSaysSo() throws Exception {
    // Given
    ConfirmedTarget target = open(10);
    FakeBroker.FakeLink link = broker.links.take();
    link.listener.blocked("low on disk");
    // When
    CompletableFuture<Void> waiting = async(() -> target.send(event(0)));
    TimeUnit.MILLISECONDS.sleep(50);
    // Then
    assertThat(waiting).isNotDone();
    assertThat(target.state()).contains("low on disk");
    link.ready = false;
    link.listener.unblocked();
    TimeUnit.MILLISECONDS.sleep(50);
    assertThat(waiting).isNotDone();
    link.ready = true;
    link.listener.ready();
    waiting.get();
    assertThat(target.state()).isEmpty();
  }

  @Test
  void send_interrupted_givesWayAndTakesNothing() throws Exception {
    // Given
    ConfirmedTarget target = open(1);
    FakeBroker.FakeLink link = broker.links.take();
    target.send(event(0));
    // When
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> target.send(event(1)));
    // Then
    link.listener.confirmed(0);
    target.flush();
    assertThat(target.settled()).isEqualTo(1);
    assertThat(link.positions).containsExactly(0L);
  }

  @Test
  void send_interruptedWhileItPublishesAgain_losesNothing() throws Exception {
    // Given
    ConfirmedTarget target = open(10);
    send(target, 0, 3);
    FakeBroker.FakeLink first = broker.links.take();
    first.listener.lost("cut");
    CompletableFuture<Thread> sender = new CompletableFuture<>();
    CompletableFuture<Void> sending =
        async(
            () -> {
              sender.complete(Thread.currentThread());
              target.send(event(3));
            });
    FakeBroker.FakeLink second = broker.links.take();
    second.listener.blocked("low on disk");
    // When
    sender.get().interrupt();
    boolean taken = true;
    try {
      sending.get();
    } catch (ExecutionException interrupted) {
      assertThat(interrupted).hasCauseInstanceOf(InterruptedException.class);
      taken = false;
    }
    // Then
    broker.confirming = true;
    second.listener.lost("cut");
    if (!taken) {
      target.send(event(3));
    }
    target.flush();
    assertThat(target.settled()).isEqualTo(4);
  }

  @Test
  void close_whileSendWaits_endsIt() throws Exception {
    // Given
    ConfirmedTarget target = open(1);
    FakeBroker.FakeLink link = broker.links.take();
    target.send(event(0));
    CompletableFuture<Void> waiting = async(() -> target.send(event(1)));
    TimeUnit.MILLISECONDS.sleep(50);
    // When
    target.close();
    target.close();
    // Then
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(waiting::get)
        .withMessageContaining("closed")
        .withMessageContaining("user:***@host");
    assertThat(link.closed).isTrue();
  }

  @Test
  void refused_listenerFails_endsTheTarget() throws Exception {
    ConfirmedTarget target =
        ConfirmedTarget.open(
            ADDRESS,
            broker,
            (event, why) -> {
              throw new IllegalStateException("full");
            },
            10);
    target.send(event(0));
    broker.links.take().listener.refused(0, "no");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(target::flush)
        .withMessageContaining("the listener failed");
  }
}
