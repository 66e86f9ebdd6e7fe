// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.core.event.Event;
import io.meshterious.core.event.EventKind;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.target.EventTarget;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Sends steps when they are due, until there are none or it is told to stop. With a checkpoint,
 * what it says was sent is where it should be: it is written after the target has settled all that
 * came before.
 */
public final class Run {
  private static final long CHECKPOINT_NANOS = 5_000_000_000L;
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final EventKind kind;
  private final Steps steps;
  private final Schedule schedule;
  private final EventTarget target;
  private final Optional<Checkpoint> checkpoint;
  private final Checkpoint.Position from;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Pacer pacer;

  private long count;
  private volatile long sent;
  private volatile long nextRow;
  private long checked;
  private boolean ended;

  /**
   * A run.
   *
   * @param kind what its events share
   * @param steps what it sends
   * @param schedule when
   * @param target where to
   * @param checkpoint where it says how far it came
   * @param from where it goes on
   */
  public Run(
      EventKind kind,
      Steps steps,
      Schedule schedule,
      EventTarget target,
      Optional<Checkpoint> checkpoint,
      Checkpoint.Position from) {
    this.kind = kind;
    this.steps = steps;
    this.schedule = schedule;
    this.target = target;
    this.checkpoint = checkpoint;
    this.from = from;
    this.nextRow = steps.nextRow();
    this.pacer = new Pacer(Pacer.until(stop));
  }

  /** Sends everything; an interrupt gives up what is not settled. */
  public void go() throws InterruptedException {
    checked = System.nanoTime();
    while (stop.getCount() > 0) {
      if (!steps.advance()) {
        ended = true;
        break;
      }
      long due = schedule.dueNanos(sent, steps.nanos());
      if (pacer.leftNanos(due) > IDLE_NANOS) {
        // What was sent arrives, also over a connection that broke, before the long wait.
        target.flush();
      }
      pacer.await(due);
      if (stop.getCount() == 0) {
        break;
      }
      steps.send(this::send);
      nextRow = steps.nextRow();
      if (checkpoint.isPresent() && System.nanoTime() - checked > CHECKPOINT_NANOS) {
        settle();
      }
    }
    settle();
  }

  private void send(long row, String id, long nanos, EventBuffer body) throws InterruptedException {
    Instant time =
        Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    target.send(new Event(kind, id, time, body.toBytes()));
    count++;
    sent = count;
  }

  private void settle() throws InterruptedException {
    target.flush();
    steps.flush();
    long begin = ended ? nextRow : from.begin();
    checkpoint.ifPresent(
        it -> it.write(new Checkpoint.Position(begin, nextRow, from.sent() + sent)));
    checked = System.nanoTime();
  }

  /** Ends it after the step it is at. */
  public void stop() {
    stop.countDown();
  }

  /** How many events it sent. */
  public long sent() {
    return sent;
  }

  /** The row of the first step it has not sent. */
  public long nextRow() {
    return nextRow;
  }
}
