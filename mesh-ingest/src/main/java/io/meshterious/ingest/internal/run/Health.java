// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.internal.commit.Booked;
import io.meshterious.ingest.internal.commit.HistoryChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a pipeline is, and what it was asked to do. Safe for use by several threads. */
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger("io.meshterious.ingest");

  private static final long MOST_STANDING_BY_MILLIS = 1_000;

  /** Of fewer events, a share of rejects says nothing. */
  private static final long LEAST_BUDGETED = 100;

  private final String pipeline;
  private final double mostRejected;
  private final Pauses pauses = new Pauses(new Random());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long began = System.nanoTime();
  private IngestState state = IngestState.STARTING;
  private String why = "";
  private IngestCounts counts = IngestCounts.NONE;
  private final Map<String, IngestCounts> tables = new HashMap<>();
  private Optional<Instant> lastCommit = Optional.empty();
  private OptionalLong waiting = OptionalLong.empty();
  private long inFlight;
  private long budgeted;
  private long overspent;
  private int drainAskers;
  private long drainAskedAt = Long.MAX_VALUE;
  private long quietSince = Long.MAX_VALUE;
  private boolean drained;
  private volatile boolean pauseAsked;
  private volatile boolean overBudget;
  private volatile boolean stopAsked;
  private @Nullable MeshException failure;
  private long ended;
  private boolean warned;

  Health(String pipeline, double mostRejected) {
    this.pipeline = pipeline;
    this.mostRejected = mostRejected;
  }

  private void set(IngestState next, String reason) {
    lock.lock();
    try {
      if (state != IngestState.STOPPED) {
        state = next;
        why = reason;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void running() {
    warned = false;
    if (paused()) {
      set(IngestState.PAUSED, pauseReason());
    } else {
      set(IngestState.RUNNING, "");
    }
  }

  private String pauseReason() {
    return overBudget
        ? "more than " + mostRejected * 100 + " % of the events were rejected; resume to go on"
        : "it was told to";
  }

  /** Waits before something is tried again. */
  void backOff(MeshException reason, int tries) throws InterruptedException {
    Duration pause = pauses.after(tries);
    set(IngestState.BACKING_OFF, String.valueOf(reason.getMessage()));
    // Said once; how long it takes is in the state.
    if (!warned) {
      warned = true;
      warn("Something outside does not work; trying again", reason);
    }
    sleep(pause.toNanos());
    if (stopAsked && tries > 2) {
      throw reason;
    }
  }

  /** Waits before the table is read again, as somebody else writes to it in our place. */
  void standBy(HistoryChanged reason, Duration time) throws InterruptedException {
    set(IngestState.STARTING, "the table has another history now; reading it again");
    warn("The table has another history now; reading it again", reason);
    long most = Math.min(time.toMillis(), MOST_STANDING_BY_MILLIS);
    sleep(TimeUnit.MILLISECONDS.toNanos(most));
  }

  private void sleep(long time) throws InterruptedException {
    lock.lock();
    try {
      long nanos = time;
      while (nanos > 0 && !stopAsked) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  void warn(String what, Exception reason) {
    LOG.atWarn().addKeyValue("pipeline", pipeline).setCause(reason).log(what);
  }

  /** Notes a commit to one of the tables. */
  void committed(Booked it) {
    lock.lock();
    try {
      IngestCounts more =
          new IngestCounts(
              it.received(),
              it.stored(),
              it.deduplicated(),
              it.rejected(),
              it.late(),
              it.bytes(),
              1);
      counts = counts.plus(more);
      tables.merge(it.table(), more, IngestCounts::plus);
      lastCommit = Optional.of(Instant.now());
      inFlight = Math.max(0, inFlight - it.received());
      budgeted += it.received();
      overspent += it.rejected();
    } finally {
      lock.unlock();
    }
    LOG.atDebug()
        .addKeyValue("pipeline", pipeline)
        .addKeyValue("table", it.table())
        .addKeyValue("snapshot", it.snapshot())
        .addKeyValue("received", it.received())
        .addKeyValue("stored", it.stored())
        .addKeyValue("deduplicated", it.deduplicated())
        .addKeyValue("rejected", it.rejected())
        .addKeyValue("millis", it.nanos() / 1_000_000)
        .log("Committed");
  }

  /** Notes that all tables have committed what is theirs. */
  void settled() {
    lock.lock();
    try {
      inFlight = 0;
      if (budgeted >= LEAST_BUDGETED) {
        overBudget |= (double) overspent / budgeted > mostRejected;
        budgeted = 0;
        overspent = 0;
      }
    } finally {
      lock.unlock();
    }
    running();
  }

  /** Notes how many events are being committed. */
  void inFlight(long events) {
    lock.lock();
    try {
      inFlight = events;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes what there is to read. There is nothing more when a lane found nothing, the other side
   * had nothing, and a lane found nothing some time later: events may be on their way in between.
   *
   * @param silence how much later
   * @param clear whether nothing keeps the sources from reading, and all is committed
   */
  void looked(long emptyAt, OptionalLong more, Duration silence, boolean clear) {
    lock.lock();
    try {
      waiting = more;
      boolean nothing = more.isEmpty() || more.getAsLong() == 0;
      if (emptyAt <= drainAskedAt || !nothing || !clear) {
        quietSince = Long.MAX_VALUE;
      } else if (quietSince == Long.MAX_VALUE) {
        quietSince = System.nanoTime();
      } else if (emptyAt - quietSince > silence.toNanos()) {
        drained = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean drainAsked() {
    lock.lock();
    try {
      return drainAskedAt != Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything that is there is committed; whether it is. */
  boolean awaitDrained(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      drained = false;
      drainAskers++;
      drainAskedAt = System.nanoTime();
      long nanos = TimeUnit.NANOSECONDS.convert(patience);
      while (!drained && state != IngestState.STOPPED && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      throwFailure();
      return drained;
    } finally {
      drainAskers--;
      if (drainAskers == 0) {
        drainAskedAt = Long.MAX_VALUE;
      }
      lock.unlock();
    }
  }

  void throwFailure() {
    MeshException problem = failure;
    if (problem != null) {
      throw new MeshException(
          problem.code(),
          "Cannot go on with pipeline '" + pipeline + "': " + problem.getMessage(),
          problem);
    }
  }

  void pause() {
    pauseAsked = true;
    set(IngestState.PAUSED, "it was told to");
  }

  void resume() {
    if (stopAsked) {
      throw new MeshException(
          IngestError.INGEST_STOPPED, "Cannot resume pipeline '" + pipeline + "': it has stopped");
    }
    pauseAsked = false;
    overBudget = false;
    running();
  }

  boolean paused() {
    return pauseAsked || overBudget;
  }

  void stop() {
    lock.lock();
    try {
      stopAsked = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean stopAsked() {
    return stopAsked;
  }

  /** Notes the end. */
  void stopped(@Nullable MeshException reason) {
    lock.lock();
    try {
      failure = reason;
      state = IngestState.STOPPED;
      why = reason == null ? "" : String.valueOf(reason.getMessage());
      ended = System.nanoTime();
      stopAsked = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (reason != null) {
      LOG.atError().addKeyValue("pipeline", pipeline).setCause(reason).log("Stopped");
    }
  }

  IngestState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  String why() {
    lock.lock();
    try {
      return why;
    } finally {
      lock.unlock();
    }
  }

  IngestCounts counts() {
    lock.lock();
    try {
      return counts;
    } finally {
      lock.unlock();
    }
  }

  /** What is committed to a table. */
  IngestCounts counts(String table) {
    lock.lock();
    try {
      return tables.getOrDefault(table, IngestCounts.NONE);
    } finally {
      lock.unlock();
    }
  }

  Optional<Instant> lastCommit() {
    lock.lock();
    try {
      return lastCommit;
    } finally {
      lock.unlock();
    }
  }

  OptionalLong waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  long inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  Duration running(long now) {
    lock.lock();
    try {
      return Duration.ofNanos((ended == 0 ? now : ended) - began);
    } finally {
      lock.unlock();
    }
  }
}
