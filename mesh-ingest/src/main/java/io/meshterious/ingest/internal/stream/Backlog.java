// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.OffsetSpecification;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How many events a stream has that were not read. The broker is asked in a thread of its own, as
 * it may take long to answer: until it does, the last answer counts.
 */
final class Backlog {
  private static final long OLD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Reading reading;
  private @Nullable StreamSession answered;
  private @Nullable Bounds last;
  private @Nullable Look asked;

  /** Of what is read so far. */
  Backlog(Reading reading) {
    this.reading = reading;
  }

  /**
   * Where a stream begins and ends.
   *
   * @param first the offset of its first event, if it matters
   * @param end the offset behind its last one
   */
  private record Bounds(long first, long end) {}

  /** A question to the broker. */
  private record Look(StreamSession session, FutureTask<Bounds> answer, long begunNanos) {}

  /** Asks, unless an answer is new or on its way. */
  synchronized void look(StreamSession session) {
    Look before = asked;
    if (before == null
        || before.session() != session
        || (before.answer().isDone() && age(before) >= OLD_NANOS)) {
      FutureTask<Bounds> answer = new FutureTask<>(() -> bounds(session));
      asked = new Look(session, answer, System.nanoTime());
      Thread thread = new Thread(answer, "look-at-stream");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private Bounds bounds(StreamSession session) throws InterruptedException {
    long end =
        session.ends().at(OffsetSpecification.last(), PATIENCE).map(Ends.Piece::end).orElse(0L);
    if (end == 0 || reading.next().isPresent()) {
      return new Bounds(0, end);
    }
    Optional<Ends.Piece> first = session.ends().at(OffsetSpecification.first(), PATIENCE);
    return new Bounds(first.map(Ends.Piece::first).orElse(end), end);
  }

  private static long age(Look look) {
    return System.nanoTime() - look.begunNanos();
  }

  /** The number, within a second; empty if it is not known. */
  synchronized OptionalLong size(StreamSession session) {
    look(session);
    Look look = asked;
    if (look == null) {
      return OptionalLong.empty();
    }
    try {
      long left = Math.max(0, LONGEST_NANOS - age(look));
      Bounds bounds = look.answer().get(left, TimeUnit.NANOSECONDS);
      last = bounds;
      answered = session;
      return size(bounds);
    } catch (TimeoutException later) {
      return known(session);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } catch (ExecutionException unknown) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong known(StreamSession session) {
    Bounds bounds = last;
    return bounds == null || answered != session ? OptionalLong.empty() : size(bounds);
  }

  private OptionalLong size(Bounds bounds) {
    return OptionalLong.of(Math.max(0, bounds.end() - reading.next().orElse(bounds.first())));
  }

  /** Whether the broker has not answered for longer than anybody waits. */
  synchronized boolean unanswered(StreamSession session) {
    Look look = asked;
    return look != null
        && look.session() == session
        && !look.answer().isDone()
        && age(look) >= LONGEST_NANOS;
  }
}
