// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestReport;
import io.meshterious.ingest.IngestStatus;
import io.meshterious.ingest.IngestView;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.internal.commit.HistoryChanged;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that runs in threads of its own. When what it knows of the table is not true any more,
 * or something outside fails, it begins another life: it reads the table anew, and what was read
 * and not committed comes again.
 */
public final class Pipeline {
  /** After so long a life the next failure is a first one. */
  private static final Duration CALM = Duration.ofMinutes(1);

  private final Settings settings;
  private final Health health;
  private final List<Target> targets;
  private final List<String> tables;
  private final Thread thread;
  private volatile @Nullable Run current;

  /**
   * Makes the pipeline, and checks that its tables are what their contracts say. Nothing runs yet.
   */
  public Pipeline(Settings settings) {
    this.settings = settings;
    this.targets = settings.destinations().stream().map(it -> new Target(settings, it)).toList();
    this.tables = targets.stream().map(Target::name).toList();
    this.health = new Health(settings, tables);
    checkFirst();
    this.thread = new Thread(this::live, "mesh-ingest-" + settings.name());
    thread.setDaemon(true);
  }

  /** Only the first table says where sources go on: it must be the same each time. */
  private void checkFirst() {
    for (Target other : targets.subList(1, targets.size())) {
      if (!other.state().positions().isEmpty()) {
        throw new MeshException(
            IngestError.INGEST_OPTION_INVALID,
            "Invalid order of the tables of pipeline '"
                + settings.name()
                + "': '"
                + targets.get(0).name()
                + "' comes first (it is '"
                + other.name()
                + "' that has where its sources go on, so that one must)");
      }
    }
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  private void live() {
    MeshException end = null;
    LogContext.enter(settings.name(), tables);
    IngestView view = new IngestView(settings.name(), tables, this::status);
    health.started(view);
    try {
      for (int tries = 0; !health.stopAsked(); tries++) {
        long began = System.nanoTime();
        try {
          life();
          tries = 0;
        } catch (HistoryChanged again) {
          health.standBy(settings.commitEvery());
        } catch (MeshException e) {
          if (e.category() != ErrorCategory.TRANSIENT || health.stopAsked()) {
            throw e;
          }
          // What failed long ago has nothing to do with this.
          tries = System.nanoTime() - began > CALM.toNanos() ? 0 : tries;
          health.backOff(e, tries);
        }
      }
    } catch (MeshException e) {
      end = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      end =
          new MeshException(
              IngestError.INGEST_BROKEN,
              "Cannot go on: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
              e);
    } finally {
      settings.deadLetters().ifPresent(DeadLetterTarget::close);
      health.stopped(end, view);
      LogContext.leave();
    }
  }

  private void life() throws InterruptedException {
    checkFirst();
    List<Target.Opened> opened = targets.stream().map(it -> it.open(this::pause)).toList();
    Run run = new Run(settings, health, opened, () -> LogContext.enter(settings.name(), tables));
    current = run;
    try {
      run.open();
      run.run();
    } finally {
      run.close();
      current = null;
    }
  }

  private void pause(MeshException why, int tries) {
    try {
      health.backOff(why, tries);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  /** How it is. */
  public IngestStatus status() {
    Run run = current;
    if (run != null) {
      health.sources(run.state());
    }
    return health.status(
        run == null ? 0 : run.uncommitted(),
        targets.stream().mapToLong(Target::knownIds).sum(),
        targets.stream().mapToLong(Target::knownIdBytes).sum());
  }

  /** Waits until all that its sources have is committed; whether it is. */
  public boolean awaitDrained(Duration patience) throws InterruptedException {
    return health.awaitDrained(patience);
  }

  /** Stops reading, when what was read is committed. */
  public void pause() {
    health.pause();
  }

  /** Reads on. */
  public void resume() {
    health.resume();
  }

  /**
   * Ends it: what was read is committed if that works now, and given back if not. A listener, which
   * is told by the pipeline's own thread, does not wait for that.
   */
  public IngestReport stop() {
    health.stop();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new IngestReport(
        settings.name(),
        settings.destinations().get(0).table(),
        health.counts(),
        health.age(),
        health.tables());
  }

  /** Throws why it ended, if something failed. */
  public void throwFailure() {
    health.throwFailure();
  }
}
