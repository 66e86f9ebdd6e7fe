// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.OffsetSpecification;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a stream is read. A stream gives numbers to its events that only grow; the broker keeps a
 * few for notes of its own, so that some are missing, but never many in a row.
 */
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long UNKNOWN = -1;

  /** More numbers in a row than this are missing only where the broker has dropped events. */
  private static final long NOTES = 64;

  private final StreamSettings settings;
  private final AtomicLong next;

  private Reading(StreamSettings settings, long next) {
    this.settings = settings;
    this.next = new AtomicLong(next);
  }

  /** As far as the positions say that were stored. */
  static Reading of(StreamSettings settings, SourceRequest request) {
    String stored = request.positions().get(settings.stream());
    if (stored == null) {
      Beginning from = settings.from();
      return new Reading(
          settings, from.point() == Beginning.Point.OFFSET ? from.number() : UNKNOWN);
    }
    try {
      long offset = Long.parseLong(stored);
      if (offset >= 0) {
        return new Reading(settings, offset);
      }
    } catch (NumberFormatException wrong) {
      throw invalid(settings, stored);
    }
    throw invalid(settings, stored);
  }

  private static MeshException invalid(StreamSettings settings, String stored) {
    return new MeshException(
        SourceError.POSITION_INVALID,
        "Invalid position of " + settings + ": '" + stored + "' (an offset: a number from 0)");
  }

  /** The offset to go on with, if that is known. */
  Optional<Long> next() {
    long offset = next.get();
    return offset == UNKNOWN ? Optional.empty() : Optional.of(offset);
  }

  Map<String, String> positions() {
    return next().map(it -> Map.of(settings.stream(), Long.toString(it))).orElse(Map.of());
  }

  void readTo(long offset) {
    next.set(offset);
  }

  /** What a message's offset must not be below. */
  long least() {
    return Math.max(0, next.get());
  }

  /** Where to consume from; makes sure that it is there. */
  OffsetSpecification begin(Ends ends) throws InterruptedException {
    long offset = next.get();
    if (offset > 0) {
      checkEnd(offset, end(ends));
      checkFirst(offset, ends);
    } else if (offset == UNKNOWN) {
      if (settings.from().point() == Beginning.Point.FIRST) {
        return OffsetSpecification.first();
      }
      // Where an attempt to connect that was given up comes late, the first one counts.
      next.compareAndSet(UNKNOWN, resolved(ends));
    }
    return OffsetSpecification.offset(next.get());
  }

  /** The offset to begin with, which stays the same when the connection is made again. */
  private long resolved(Ends ends) throws InterruptedException {
    Beginning from = settings.from();
    return switch (from.point()) {
      case LAST -> first(OffsetSpecification.last(), ends).orElse(0L);
      case TIME -> {
        Optional<Long> first = first(OffsetSpecification.timestamp(from.number()), ends);
        yield first.isPresent() ? first.get() : end(ends);
      }
      default -> end(ends);
    };
  }

  private static Optional<Long> first(OffsetSpecification place, Ends ends)
      throws InterruptedException {
    return ends.at(place, PATIENCE).map(Ends.Piece::first);
  }

  private static long end(Ends ends) throws InterruptedException {
    return ends.at(OffsetSpecification.last(), PATIENCE).map(Ends.Piece::end).orElse(0L);
  }

  private void checkEnd(long offset, long end) {
    if (end < offset) {
      throw new MeshException(
          SourceError.POSITION_INVALID,
          "Cannot read "
              + settings
              + " from offset "
              + offset
              + " on: it "
              + (end == 0 ? "is empty" : "ends before offset " + end)
              + ", so it is not the stream that was read before");
    }
  }

  /** Finds out whether events are missing when a piece begins behind what was read. */
  void checkJump(long first, boolean begins, Ends ends) throws InterruptedException {
    long offset = next.get();
    if (offset != UNKNOWN && (first > offset + NOTES || (begins && first > offset))) {
      checkFirst(offset, ends);
    }
  }

  private void checkFirst(long offset, Ends ends) throws InterruptedException {
    long first = first(OffsetSpecification.first(), ends).orElse(0L);
    if (first <= offset) {
      return;
    } else if (!settings.skipsGaps()) {
      throw new MeshException(
          SourceError.POSITION_INVALID,
          "Cannot read "
              + settings
              + " from offset "
              + offset
              + " on: it begins at offset "
              + first
              + ", the events between were dropped; let the stream keep them longer, or go on"
              + " without them with gap=skip");
    }
    LOG.warn(
        "{} begins at offset {}, and was to be read from {} on: the events between are lost",
        settings,
        first,
        offset);
    next.compareAndSet(offset, first);
  }
}
