// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in a stream of bytes. They are gathered and written in large pieces; one that comes a
 * second or more after the last piece is written at once, so that slow events can be watched.
 */
final class StreamTarget implements EventTarget {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTarget.class);

  private static final int PIECE_BYTES = 128 * 1024;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ByteSink sink;
  private final EventFormat format;
  private final String shown;
  private final TargetListener listener;
  private final EventBuffer buffer = new EventBuffer();
  private long sent;
  private long written = System.nanoTime() - PATIENCE_NANOS;
  private volatile long settled;
  private @Nullable MeshException failure;
  private boolean closed;

  /**
   * A target.
   *
   * @param begins whether nothing is in the stream yet
   * @param shown what people call the stream
   * @param listener is told of events that the format cannot hold
   */
  StreamTarget(
      ByteSink sink, EventFormat format, boolean begins, String shown, TargetListener listener) {
    this.sink = sink;
    this.listener = listener;
    this.format = format;
    this.shown = shown;
    if (begins) {
      format.begin(buffer);
    }
  }

  @Override
  public void send(Event event) {
    check();
    format.write(event, buffer).ifPresent(why -> listener.refused(event, why));
    sent++;
    if (buffer.length() >= PIECE_BYTES || System.nanoTime() - written >= PATIENCE_NANOS) {
      write();
    }
  }

  /** Also makes it last: a checkpoint that is written after it must not know more than the file. */
  @Override
  public void flush() {
    check();
    write();
    try {
      sink.force();
    } catch (IOException problem) {
      failure = failed(problem);
      throw failure;
    }
  }

  private void check() {
    if (closed) {
      throw new MeshException(
          ProducerError.TARGET_FAILED, "Cannot write events to " + shown + ": it is closed");
    } else if (failure != null) {
      throw failure;
    }
  }

  private void write() {
    try {
      buffer.writeTo(sink.out());
      buffer.clear();
      sink.flush();
      settled = sent;
      written = System.nanoTime();
    } catch (IOException problem) {
      failure = failed(problem);
      throw failure;
    }
  }

  private MeshException failed(IOException problem) {
    return new MeshException(
        ProducerError.TARGET_FAILED,
        "Cannot write events to " + shown + ": " + problem.getMessage(),
        problem);
  }

  @Override
  public long settled() {
    return settled;
  }

  /** Writes what is left, and makes it last. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (format.broken() > 0) {
      LOG.warn(
          "{} events have line breaks and take several lines each in {}", format.broken(), shown);
    }
    try {
      if (failure == null) {
        buffer.writeTo(sink.out());
        sink.complete();
        settled = sent;
      }
    } catch (IOException problem) {
      failure = failed(problem);
      throw failure;
    } finally {
      sink.release();
    }
  }
}
