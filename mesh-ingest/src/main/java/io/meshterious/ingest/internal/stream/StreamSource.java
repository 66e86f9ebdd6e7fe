// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.ingest.internal.broker.Lifeline;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A stream, read by one lane from the first offset that was not read on. */
final class StreamSource implements EventSource {
  private final StreamSettings settings;
  private final Reading reading;
  private final Lifeline<StreamSession> lifeline;
  private final Backlog backlog;

  // Of the thread that reads.
  private @Nullable StreamSession current;
  private @Nullable Chunk chunk;
  private boolean begins;
  private boolean checked;

  private StreamSource(StreamSettings settings, Reading reading, Lifeline<StreamSession> lifeline) {
    this.settings = settings;
    this.reading = reading;
    this.lifeline = lifeline;
    this.backlog = new Backlog(reading);
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
  public OptionalLong waiting() {
    return whole().map(backlog::size).orElse(OptionalLong.empty());
  }

  /** Begins to find out how many events are waiting. */
  void look() {
    whole().ifPresent(backlog::look);
  }

  private Optional<StreamSession> whole() {
    return Optional.ofNullable(lifeline.session()).filter(it -> it.obstacle().isEmpty());
  }

  /** Says also when the broker does not answer: what is waiting is not known then. */
  @Override
  public String state() {
    String state = lifeline.state();
    return state.isEmpty() && whole().filter(backlog::unanswered).isPresent()
        ? "no answer from " + settings.broker().address().hostAndPort() + " about " + settings
        : state;
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    return StreamOrigins.of(settings.toString(), position, tag);
  }

  @Override
  public void close() {
    lifeline.close();
  }
}
