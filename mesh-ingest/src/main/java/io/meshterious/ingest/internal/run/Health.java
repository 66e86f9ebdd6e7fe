// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.IngestStatus;
import io.meshterious.ingest.IngestView;
import io.meshterious.ingest.internal.watch.Watchers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a pipeline is, and what it was asked to do. Safe for use by several threads. */
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger("io.meshterious.ingest");

  private static final long MOST_STANDING_BY_MILLIS = 1_000;

  /** Of fewer events, a share of rejects says nothing. */
  private static final long LEAST_BUDGETED = 100;

  private static final String TOLD = "it was told to";

  private final String pipeline;
  private final double mostRejected;
  private final Standing standing;
  private final Watchers watchers;
  private final Pauses pauses = new Pauses(new Random());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long began = System.nanoTime();
  private IngestCounts counts = IngestCounts.NONE;
  private final Map<String, IngestCounts> tables = new LinkedHashMap<>();
  private final Map<ErrorCode, Long> rejects = new HashMap<>();
  private Optional<IngestCommit> lastCommit = Optional.empty();
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
  private volatile @Nullable Thread teller;

  /**
   * Of a pipeline that starts.
   *
   * @param tables the names of its tables, the first one first
   */
  Health(Settings settings, List<String> tables) {
    this.pipeline = settings.name();
    this.mostRejected = settings.mostRejected();
    tables.forEach(it -> this.tables.put(it, IngestCounts.NONE));
    this.standing = new Standing(settings.name(), tables.get(0));
    this.watchers = new Watchers(settings.name(), settings.listeners());
  }

  /** Says that it begins; from now on the thread that calls this tells what happens. */
  void started(IngestView view) {
    teller = Thread.currentThread();
    watchers.tell(it -> it.started(view));
  }

  /** Tells what has happened, if this is the thread that does. */
  void tell() {
    if (Thread.currentThread() == teller) {
      for (Consumer<IngestListener> it = standing.take(); it != null; it = standing.take()) {
        watchers.tell(it);
      }
    }
  }

  /** Its sources are open, or something that failed before works. */
  void running() {
    standing.working();
  }

  /** What keeps sources from reading; empty when nothing does. */
  void sources(String why) {
    standing.sources(why);
  }

  private String budget() {
    return "more than " + mostRejected * 100 + " % of the events were rejected; resume to go on";
  }

  /** Waits before something is tried again. */
  void backOff(MeshException reason, int tries) throws InterruptedException {
    Duration pause = pauses.after(tries);
    standing.trouble(String.valueOf(reason.getMessage()));
    LOG.atDebug()
        .addKeyValue("pipeline", pipeline)
        .addKeyValue("tries", tries + 1)
        .addKeyValue("millis", pause.toMillis())
        .setCause(reason)
        .log("Trying again after a while");
    sleep(pause.toNanos());
    if (stopAsked && tries > 2) {
      throw reason;
    }
  }

  /** Waits before the table is read again, as somebody else writes to it in our place. */
  void standBy(Duration time) throws InterruptedException {
    standing.starting("the table has another history now; reading it again");
    long most = Math.min(time.toMillis(), MOST_STANDING_BY_MILLIS);
    sleep(TimeUnit.MILLISECONDS.toNanos(most));
  }

  private void sleep(long time) throws InterruptedException {
    long end = System.nanoTime() + time;
    boolean tells = Thread.currentThread() == teller;
    while (!stopAsked && end - System.nanoTime() > 0) {
      tell();
      lock.lock();
      try {
        if (!stopAsked && !(tells && standing.hasNews())) {
          changed.awaitNanos(end - System.nanoTime());
        }
      } finally {
        lock.unlock();
      }
    }
  }

  void warn(String what, Exception reason) {
    LOG.atWarn().addKeyValue("pipeline", pipeline).setCause(reason).log(what);
  }

  /** Notes a commit to one of the tables. */
  void committed(IngestCommit it) {
    lock.lock();
    try {
      counts = counts.plus(it.counts());
      tables.merge(it.table(), it.counts(), IngestCounts::plus);
      it.rejects().forEach((code, number) -> rejects.merge(code, number, Long::sum));
      lastCommit = Optional.of(it);
      inFlight = Math.max(0, inFlight - it.counts().received());
      budgeted += it.counts().received();
      overspent += it.counts().rejected();
    } finally {
      lock.unlock();
    }
    standing.committed(it);
  }

  /** Notes that all tables have committed what is theirs, and tells of it. */
  void settled() {
    lock.lock();
    try {
      inFlight = 0;
      if (budgeted >= LEAST_BUDGETED) {
        if ((double) overspent / budgeted > mostRejected) {
          LOG.atWarn()
              .addKeyValue("pipeline", pipeline)
              .addKeyValue("received", budgeted)
              .addKeyValue("rejected", overspent)
              .addKeyValue("allowed", mostRejected)
              .log("Too many events are rejected");
          overBudget = true;
          standing.pause(budget());
        }
        budgeted = 0;
        overspent = 0;
      }
    } finally {
      lock.unlock();
    }
    standing.working();
    tell();
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
      while (!drained && ended == 0 && nanos > 0) {
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
    standing.pause(TOLD);
    wake();
  }

  void resume() {
    if (stopAsked) {
      throw new MeshException(
          IngestError.INGEST_STOPPED, "Cannot resume pipeline '" + pipeline + "': it has stopped");
    }
    pauseAsked = false;
    overBudget = false;
    standing.pause("");
    wake();
  }

  boolean paused() {
    return pauseAsked || overBudget;
  }

  void stop() {
    stopAsked = true;
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean stopAsked() {
    return stopAsked;
  }

  /** Notes the end, and tells of it. */
  void stopped(@Nullable MeshException reason, IngestView view) {
    if (reason != null) {
      LOG.atError().addKeyValue("pipeline", pipeline).setCause(reason).log("Stopped");
    }
    standing.stopped(reason == null ? "" : String.valueOf(reason.getMessage()));
    lock.lock();
    try {
      failure = reason;
      ended = System.nanoTime();
      stopAsked = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    tell();
    watchers.tell(it -> it.stopped(view));
  }

  /**
   * How it is.
   *
   * @param uncommitted how many events were read since the last commit began
   * @param ids how many ids are known
   * @param idBytes how much memory they take
   */
  IngestStatus status(long uncommitted, long ids, long idBytes) {
    Standing.Now now = standing.now();
    lock.lock();
    try {
      return new IngestStatus(
          now.state(),
          now.why(),
          counts,
          rejects,
          inFlight + uncommitted,
          waiting,
          lastCommit,
          age(),
          ids,
          idBytes,
          now.pauses(),
          now.backOffs(),
          tables);
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

  /** What is committed to each table. */
  Map<String, IngestCounts> tables() {
    lock.lock();
    try {
      return new LinkedHashMap<>(tables);
    } finally {
      lock.unlock();
    }
  }

  /** How long it has been running, or ran. */
  Duration age() {
    lock.lock();
    try {
      return Duration.ofNanos((ended == 0 ? System.nanoTime() : ended) - began);
    } finally {
      lock.unlock();
    }
  }
}
