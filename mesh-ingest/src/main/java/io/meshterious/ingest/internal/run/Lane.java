// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.batch.OpenSource;
import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.batch.Portion;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.source.EventSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way from sources to files: it reads events, decides about them and writes their
 * rows. What it has done since the last commit is its part, which is taken from it between two
 * readings.
 */
final class Lane {
  private static final int EVENTS = 4_096;
  private static final long BYTES = 4L << 20;
  private static final long HELD_MILLIS = 1;
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Turn turn;
  private final List<OpenSource> sources;
  private final Filler filler;
  private final ArrayDeque<Portion> spare = new ArrayDeque<>();
  private final long[] read;
  private final List<Map<String, String>> positions = new ArrayList<>();
  private final AtomicLongArray safe;
  private final long[] acknowledged;
  private Part part;
  private long uncommitted;
  private int labelled = -1;
  private volatile boolean full;
  private volatile long emptyAt = Long.MIN_VALUE;

  /** What a lane's part was when it was taken. */
  record Taken(Part part, List<Long> read, Map<String, Map<String, String>> positions) {}

  Lane(Turn turn, List<OpenSource> sources, Filler filler) {
    this.turn = turn;
    this.sources = sources;
    this.filler = filler;
    this.read = new long[sources.size()];
    this.safe = new AtomicLongArray(sources.size());
    this.acknowledged = new long[sources.size()];
    this.part = filler.part(sources);
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
    Portion portion = portion();
    portion.from(number);
    int count = sources.get(number).source().read(portion.raw(), patience);
    if (count == 0) {
      give(portion);
      return false;
    }
    turn.enter();
    try {
      read[number] += count;
      positions.set(number, sources.get(number).source().positions());
      Part now = part;
      filler.judge(portion, now);
      try {
        filler.append(portion, now);
      } catch (MeshException e) {
        again(now, e);
      }
      uncommitted += count;
      OptionalInt most = sources.get(number).source().ahead();
      full |= most.isPresent() && uncommitted > most.getAsInt() / 2;
      turn.added(count, portion.raw().bytes());
    } catch (RuntimeException | Error e) {
      // Said before somebody else can take the part.
      turn.failed(e);
      throw e;
    } finally {
      turn.leave();
    }
    return true;
  }

  /** Writes the rows of a part anew, until that works. */
  private void again(Part now, MeshException first) {
    MeshException why = first;
    for (int tries = 0; ; tries++) {
      if (why.category() != ErrorCategory.TRANSIENT) {
        throw why;
      }
      try {
        turn.pause(why, tries);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw why;
      }
      try {
        filler.rewrite(now, new IdSet(0));
        return;
      } catch (MeshException e) {
        why = e;
      }
    }
  }

  private Portion portion() {
    synchronized (spare) {
      Portion portion = spare.poll();
      return portion == null ? new Portion(EVENTS, BYTES) : portion;
    }
  }

  private void give(Portion portion) {
    portion.clear();
    synchronized (spare) {
      spare.push(portion);
    }
  }

  /** Takes its part and gives it a new one; only while it cannot read. */
  Taken take() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      all.computeIfAbsent(sources.get(i).name(), unused -> new TreeMap<>())
          .putAll(positions.get(i));
    }
    Taken taken = new Taken(part, Arrays.stream(read).boxed().toList(), all);
    part = filler.part(sources);
    uncommitted = 0;
    full = false;
    return taken;
  }

  /** Hears that a part is committed. */
  void committed(Taken taken) {
    for (int i = 0; i < taken.read().size(); i++) {
      safe.set(i, taken.read().get(i));
    }
    taken.part().portions().forEach(this::give);
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

  Filler filler() {
    return filler;
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

  /** Drops what was written and not committed. */
  void drop(FileIO files) {
    part.drop(files);
  }
}
