// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.OffsetSpecification;
import io.meshterious.ingest.internal.broker.Lifeline;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream, read by one lane from the first offset that was not read on. */
final class StreamSource implements EventSource {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final Duration LOOK_PATIENCE = Duration.ofMillis(500);

  private final StreamSettings settings;
  private final Reading reading;
  private final Lifeline<StreamSession> lifeline;

  // Of the thread that reads.
  private @Nullable StreamSession current;
  private @Nullable Chunk chunk;
  private boolean begins;
  private boolean checked;

  // Guarded by the source.
  private OptionalLong end = OptionalLong.empty();
  private @Nullable StreamSession lookedAt;
  private long lookedNanos;

  private StreamSource(StreamSettings settings, Reading reading, Lifeline<StreamSession> lifeline) {
    this.settings = settings;
    this.reading = reading;
    this.lifeline = lifeline;
  }

  static StreamSource open(StreamSettings settings, SourceRequest request) {
    Reading reading = Reading.of(settings, request);
    String name = "mesh ingest " + request.pipeline() + " from " + settings;
    return new StreamSource(
        settings,
        reading,
        Lifeline.open(
            settings.broker().address(), () -> StreamSession.connect(settings, name, reading)));
  }

  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    StreamSession session = lifeline.await(patience);
    if (session == null) {
      return 0;
    } else if (session != current) {
      current = session;
      chunk = null;
      begins = true;
    }
    int before = into.size();
    while (into.room() > 0) {
      Chunk piece = chunk;
      if (piece == null) {
        boolean waits = into.size() == before;
        piece = session.next(waits ? Math.max(0, deadline - System.nanoTime()) : 0);
        if (piece == null) {
          break;
        }
        chunk = piece;
        checked = false;
      }
      move(piece, session, into);
    }
    if (into.size() > before) {
      lifeline.healthy();
    }
    return into.size() - before;
  }

  private void move(Chunk piece, StreamSession session, RawBatch into) throws InterruptedException {
    if (!checked) {
      reading.checkJump(piece.first(), begins, session.ends());
      checked = true;
      begins = false;
    }
    int before = into.size();
    long behind = piece.moveTo(into, reading.least());
    if (into.size() > before) {
      reading.readTo(behind);
    }
    if (piece.empty()) {
      chunk = null;
      piece.giveBack();
    }
  }

  /** Does nothing: a stream keeps its events, and what was read is in the positions. */
  @Override
  public void acknowledge(long count) {}

  @Override
  public Map<String, String> positions() {
    return reading.positions();
  }

  @Override
  public synchronized OptionalLong waiting() {
    StreamSession session = lifeline.session();
    if (session == null || session.obstacle().isPresent()) {
      return OptionalLong.empty();
    }
    try {
      long now = System.nanoTime();
      if (session != lookedAt || now - lookedNanos >= LOOK_NANOS) {
        Optional<Ends.Piece> last = session.ends().at(OffsetSpecification.last(), LOOK_PATIENCE);
        end = OptionalLong.of(last.map(Ends.Piece::end).orElse(0L));
        lookedAt = session;
        lookedNanos = System.nanoTime();
      }
      Optional<Long> next = reading.next();
      long from = next.isPresent() ? next.get() : first(session, end.orElse(0));
      return OptionalLong.of(Math.max(0, end.orElse(0) - from));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    } catch (RuntimeException unknown) {
      return OptionalLong.empty();
    }
  }

  private static long first(StreamSession session, long end) throws InterruptedException {
    return end == 0
        ? 0
        : session
            .ends()
            .at(OffsetSpecification.first(), LOOK_PATIENCE)
            .map(Ends.Piece::first)
            .orElse(end);
  }

  @Override
  public String state() {
    return lifeline.state();
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    String place = settings + ", offset " + position;
    return tag instanceof Found event ? StreamOrigins.of(place, event) : EventOrigin.at(place);
  }

  @Override
  public void close() {
    lifeline.close();
  }
}
