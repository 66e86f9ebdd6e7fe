// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.IngestReport;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.commit.Booking;
import io.meshterious.ingest.internal.commit.DedupeWindow;
import io.meshterious.ingest.internal.commit.HistoryChanged;
import io.meshterious.ingest.internal.commit.Ledger;
import io.meshterious.ingest.internal.commit.NewTables;
import io.meshterious.ingest.internal.commit.ReadState;
import io.meshterious.ingest.internal.deadletter.Letters;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.KnownIds;
import io.meshterious.ingest.internal.reject.RejectRows;
import io.meshterious.ingest.internal.reject.RejectTable;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.ColumnBatch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that runs in threads of its own. When what it knows of the table is not true any more,
 * or something outside fails, it begins another life: it reads the table anew, and what was read
 * and not committed comes again.
 */
public final class Pipeline {
  private final Settings settings;
  private final Health health;
  private final KnownIds known;
  private final KnownIds knownRejects;
  private final LakeTable table;
  private final LakeTable rejects;
  private final Thread thread;
  private volatile @Nullable Run current;

  /** Makes the pipeline, and checks that its table is what its contract says. Nothing runs yet. */
  public Pipeline(Settings settings) {
    this.settings = settings;
    this.health = new Health(settings.name(), settings.mostRejected());
    this.known = new KnownIds(settings.dedupeBytes());
    this.knownRejects = new KnownIds(settings.dedupeBytes());
    this.table = settings.lake().table(settings.table());
    this.rejects =
        NewTables.make(
            settings.lake(),
            RejectTable.contract(),
            RejectTable.IN_CONTRACT,
            RejectTable.name(table.name()));
    Filler ready = new Filler(filling());
    if (ready.time().isPresent()) {
      throw new IllegalStateException("A clock cannot run before events");
    }
    this.thread = new Thread(this::live, "mesh-ingest-" + settings.name());
    thread.setDaemon(true);
  }

  private Filler.Filling filling() {
    ColumnBatch rows = ColumnBatch.of(table.iceberg().schema());
    Optional<EventIds> ids = EventIds.of(settings.events(), rows);
    return new Filler.Filling(
        settings.events(), rows, ids, known, settings.rejectLate(), table::writer);
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  private void live() {
    MeshException end = null;
    try {
      for (int tries = 0; !health.stopAsked(); tries++) {
        try {
          life();
          tries = 0;
        } catch (HistoryChanged again) {
          health.standBy(again, settings.commitEvery());
        } catch (MeshException e) {
          if (e.category() != ErrorCategory.TRANSIENT || health.stopAsked()) {
            throw e;
          }
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
      health.stopped(end);
    }
  }

  private void life() throws InterruptedException {
    Filler.Filling filling = filling();
    ColumnBatch rejectRows = ColumnBatch.of(rejects.iceberg().schema());
    Ledger rowLedger = new Ledger(settings.lake(), table, filling.ids(), known);
    Ledger rejectLedger =
        new Ledger(
            settings.lake(),
            rejects,
            EventIds.of(RejectTable.contract().tables().get(0), rejectRows),
            knownRejects);
    ReadState state =
        rowLedger.state(ReadState.key(settings.name())).map(ReadState::of).orElse(ReadState.NONE);
    DedupeWindow window = new DedupeWindow(settings.events(), filling.rows());
    rowLedger.load(window.condition(state.clock()));
    rejectLedger.load("");
    Letters letters = new Letters(settings.deadLetters(), settings.name(), table.name().toString());
    letters.connect();
    Filler again = new Filler(filling);
    Booking booking =
        new Booking(
            settings.lake(),
            settings.name(),
            rowLedger,
            rejectLedger,
            new RejectRows(rejects, settings.contract(), settings.events()),
            letters,
            again,
            filling.ids(),
            settings.events().hints().eventTime(),
            state,
            this::pause);
    Run run = new Run(settings, health, booking, table.iceberg().io(), window.longestLife());
    current = run;
    try {
      run.open(state, filling);
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
    String why = health.why();
    String sources = run == null ? "" : run.state();
    IngestState state = health.state();
    if (state == IngestState.RUNNING && !sources.isEmpty()) {
      state = IngestState.BACKING_OFF;
      why = sources;
    }
    return new IngestStatus(
        state,
        why,
        health.counts(),
        health.inFlight() + (run == null ? 0 : run.uncommitted()),
        health.waiting(),
        health.lastCommit(),
        health.running(System.nanoTime()),
        known.size(),
        known.bytes());
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

  /** Ends it: what was read is committed if that works now, and given back if not. */
  public IngestReport stop() {
    health.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
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
        settings.name(), settings.table(), health.counts(), health.running(System.nanoTime()));
  }

  /** Throws why it ended, if something failed. */
  public void throwFailure() {
    health.throwFailure();
  }
}
