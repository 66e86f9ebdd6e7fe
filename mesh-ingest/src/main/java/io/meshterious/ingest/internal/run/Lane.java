// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.batch.OpenSource;
import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.batch.Portion;
import io.meshterious.ingest.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way from sources to files: it reads events, decides about them and writes their
 * rows. What it has done since the last commit are its parts, one for each table, which are taken
 * from it between two readings.
 */
final class Lane {
  private static final long HELD_MILLIS = 1;
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Turn turn;
  private final List<OpenSource> sources;
  private final Sorter sorter;
  private final long[] read;
  private final List<Map<String, String>> positions = new ArrayList<>();
  private final AtomicLongArray safe;
  private final long[] acknowledged;
  private long uncommitted;
  private int labelled = -1;
  private volatile boolean full;
  private volatile long emptyAt = Long.MIN_VALUE;

  /** What a lane's parts were when they were taken, one for each table. */
  record Taken(List<Part> parts, List<Long> read, Map<String, Map<String, String>> positions) {}

  Lane(Turn turn, List<OpenSource> sources, Sorter sorter) {
    this.turn = turn;
    this.sources = sources;
    this.sorter = sorter;
    this.read = new long[sources.size()];
    this.safe = new AtomicLongArray(sources.size());
    this.acknowledged = new long[sources.size()];
    sources.forEach(it -> positions.add(it.source().positions()));
  }

  /** Reads until it is told to end. */
  void run() throws InterruptedException {
    while (turn.goOn()) {
      acknowledge();
      if (turn.hold()) {
        Thread.sleep(HELD_MILLIS);
        continue;
      }
      boolean any = false;
      long began = System.nanoTime();
      for (int i = 0; i < sources.size(); i++) {
        any |= read(i, any ? Duration.ZERO : GLANCE.dividedBy(sources.size()));
      }
      emptyAt = any ? Long.MIN_VALUE : began;
    }
  }

  private boolean read(int number, Duration patience) throws InterruptedException {
    if (labelled != number) {
      labelled = number;
      LogContext.source(sources.get(number).name());
    }
    Portion portion = sorter.portion();
    portion.from(number);
    int count = sources.get(number).source().read(portion.raw(), patience);
    if (count == 0) {
      sorter.give(portion);
      return false;
    }
    turn.enter();
    try {
      read[number] += count;
      positions.set(number, sources.get(number).source().positions());
      long bytes = portion.raw().bytes();
      sorter.add(portion);
      uncommitted += count;
      OptionalInt most = sources.get(number).source().ahead();
      full |= most.isPresent() && uncommitted > most.getAsInt() / 2;
      turn.added(count, bytes);
    } catch (RuntimeException | Error e) {
      // Said before somebody else can take the part.
      turn.failed(e);
      throw e;
    } finally {
      turn.leave();
    }
    return true;
  }

  /** Takes its parts and gives it new ones; only while it cannot read. */
  Taken take() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      all.computeIfAbsent(sources.get(i).name(), unused -> new TreeMap<>())
          .putAll(positions.get(i));
    }
    Taken taken = new Taken(sorter.take(), Arrays.stream(read).boxed().toList(), all);
    uncommitted = 0;
    full = false;
    return taken;
  }

  /** Hears that its parts are committed. */
  void committed(Taken taken) {
    for (int i = 0; i < taken.read().size(); i++) {
      safe.set(i, taken.read().get(i));
    }
    sorter.give(taken.parts());
  }

  /** Acknowledges what is committed. */
  void acknowledge() {
    for (int i = 0; i < acknowledged.length; i++) {
      long now = safe.get(i);
      if (now > acknowledged[i]) {
        acknowledged[i] = now;
        sources.get(i).source().acknowledge(now);
      }
    }
  }

  /** Its tables. */
  Sorter sorter() {
    return sorter;
  }

  /**
   * When it began to look for events the last time, by the clock of nanoseconds, if there were
   * none; else the least long.
   */
  long emptyAt() {
    return emptyAt;
  }

  /** How many events its sources have; empty when one does not know. */
  OptionalLong waiting() {
    long sum = 0;
    for (OpenSource it : sources) {
      OptionalLong some = it.source().waiting();
      if (some.isEmpty()) {
        return some;
      }
      sum += some.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** Whether a source sends events on its own, so that some may be on their way. */
  boolean pushed() {
    return sources.stream().anyMatch(it -> it.source().ahead().isPresent());
  }

  /** Whether it has read half of what its sources give before some is acknowledged. */
  boolean ahead() {
    return full;
  }

  /** What keeps its sources from reading. */
  String state() {
    List<String> states = new ArrayList<>();
    for (OpenSource it : sources) {
      if (!it.source().state().isEmpty()) {
        states.add(it.source().state());
      }
    }
    return String.join("; ", states);
  }

  /** Closes the sources: what is not acknowledged is given back. */
  @Nullable MeshException close() {
    MeshException failure = null;
    for (OpenSource it : sources) {
      failure = close(it.source(), failure);
    }
    return failure;
  }

  private static @Nullable MeshException close(EventSource source, @Nullable MeshException before) {
    try {
      source.close();
      return before;
    } catch (MeshException e) {
      return before == null ? e : before;
    }
  }
}
