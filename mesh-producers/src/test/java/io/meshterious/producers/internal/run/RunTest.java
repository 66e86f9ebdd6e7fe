// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.emit.EventSink;
import io.meshterious.producers.target.EventTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunTest {
  /** Steps with an event each, without end. */
  private static final class Endless implements Steps {
    private long next;

    @Override
    public boolean advance() {
      next++;
      return true;
    }

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void send(EventSink sink) throws InterruptedException {
      sink.take(next - 1, "", 0, new EventBuffer());
    }

    @Override
    public long nextRow() {
      return next;
    }
  }

  /** A target that says when it is asked to settle what it has. */
  private static final class Waiting implements EventTarget {
    private final CountDownLatch flushed = new CountDownLatch(1);

    @Override
    public void send(Event event) {}

    @Override
    public void flush() {
      flushed.countDown();
    }

    @Override
    public long settled() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Test
  void go_beforeALongWait_settlesWhatWasSent() throws InterruptedException {
    // Given
    Waiting target = new Waiting();
    EventKind kind = new EventKind("order_placed", EventKind.JSON, "orders", "1.0.0");
    long hour = Duration.ofHours(1).toNanos();
    Run run =
        new Run(
            kind,
            new Endless(),
            (sent, nanos) -> sent * hour,
            target,
            Optional.empty(),
            new Checkpoint.Position(0, 0, 0));
    CountDownLatch ended = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                run.go();
                ended.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    // When
    thread.start();

    // Then
    assertThat(target.flushed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(run.sent()).isEqualTo(1);
    run.stop();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(run.nextRow()).isEqualTo(1);
  }
}
