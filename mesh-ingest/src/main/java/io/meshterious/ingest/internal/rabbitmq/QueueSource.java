// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import io.meshterious.ingest.internal.broker.Lifeline;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue, read by one lane. The n-th event that a session delivers has the delivery tag n on its
 * channel; events are read in that order, so the number of events that were read before the session
 * leads from a count to a tag.
 */
final class QueueSource implements EventSource {
  private static final long COUNT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final QueueSettings settings;
  private final Lifeline<QueueSession> lifeline;
  private final boolean counts;

  // Of the thread that reads.
  private final List<Delivery> taken = new ArrayList<>();
  private @Nullable QueueSession current;
  private long readBefore;
  private long acknowledgedTag;

  // Written by the thread that reads.
  private volatile long read;

  // Guarded by the source.
  private OptionalLong all = OptionalLong.empty();
  private @Nullable QueueSession countedAt;
  private long countedNanos;

  private QueueSource(QueueSettings settings, Lifeline<QueueSession> lifeline, boolean counts) {
    this.settings = settings;
    this.lifeline = lifeline;
    this.counts = counts;
  }

  static QueueSource open(QueueSettings settings, SourceRequest request) {
    String name =
        "mesh ingest " + request.pipeline() + " from " + settings + ", lane " + request.lane();
    return new QueueSource(
        settings,
        Lifeline.open(settings.broker().address(), () -> QueueSession.connect(settings, name)),
        request.lane() == 0);
  }

  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long end = System.nanoTime() + patience.toNanos();
    QueueSession session = lifeline.await(patience);
    if (session == null) {
      return 0;
    } else if (session != current) {
      current = session;
      readBefore = read;
      acknowledgedTag = 0;
    }
    int room = into.room();
    if (room == 0) {
      return 0;
    }
    taken.clear();
    session.take(taken, room, Math.max(0, end - System.nanoTime()));
    int count = 0;
    for (Delivery delivery : taken) {
      if (delivery.last()) {
        break;
      }
      into.add(delivery.body(), delivery.kind(), delivery.tag(), delivery);
      count++;
    }
    taken.clear();
    if (count > 0) {
      long before = read;
      read = before + count;
      lifeline.healthy();
    }
    return count;
  }

  /** Acknowledges what the current session delivered; what others did comes again anyway. */
  @Override
  public void acknowledge(long count) {
    long tag = count - readBefore;
    QueueSession session = current;
    if (session != null && tag > acknowledgedTag && session.obstacle().isEmpty()) {
      acknowledgedTag = tag;
      session.acknowledge(tag);
    }
  }

  @Override
  public OptionalInt ahead() {
    return OptionalInt.of(Math.multiplyExact(settings.prefetch(), settings.consumers()));
  }

  /**
   * What is in the queue and what was delivered to this lane. The first lane alone counts the
   * queue, so that the lanes' numbers can be added.
   */
  @Override
  public synchronized OptionalLong waiting() {
    QueueSession session = lifeline.session();
    if (session == null || session.obstacle().isPresent()) {
      return OptionalLong.empty();
    } else if (!counts) {
      return OptionalLong.of(session.delivered());
    }
    long now = System.nanoTime();
    if (session != countedAt || now - countedNanos >= COUNT_NANOS) {
      OptionalLong ready = session.ready();
      all =
          ready.isEmpty() ? ready : OptionalLong.of(ready.getAsLong() + session.delivered() + read);
      countedAt = session;
      countedNanos = System.nanoTime();
    }
    return all.isEmpty()
        ? all
        : OptionalLong.of(Math.max(session.delivered(), all.getAsLong() - read));
  }

  @Override
  public String state() {
    return lifeline.state();
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    return tag instanceof Delivery delivery
        ? Origins.of(settings.toString(), delivery)
        : EventOrigin.at(settings.toString());
  }

  @Override
  public void close() {
    lifeline.close();
  }
}
