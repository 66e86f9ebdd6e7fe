// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.decode.EventDecoder;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.commit.Booking;
import io.meshterious.ingest.internal.commit.Bookings;
import io.meshterious.ingest.internal.commit.DedupeWindow;
import io.meshterious.ingest.internal.commit.Ledger;
import io.meshterious.ingest.internal.commit.NewTables;
import io.meshterious.ingest.internal.commit.ReadState;
import io.meshterious.ingest.internal.deadletter.Letters;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.KnownIds;
import io.meshterious.ingest.internal.reject.RejectRows;
import io.meshterious.ingest.internal.reject.RejectTable;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.ColumnBatch;
import java.time.Duration;
import java.util.Optional;

/**
 * A table that a pipeline feeds, with its table of rejects, and what is known of both. It stays
 * when the pipeline begins another life.
 */
final class Target {
  private final Lake lake;
  private final String pipeline;
  private final Settings.Destination destination;
  private final boolean rejectLate;
  private final Optional<DeadLetterTarget> deadLetters;
  private final KnownIds known;
  private final KnownIds knownRejects;
  private final LakeTable table;
  private final LakeTable rejects;

  /**
   * What a life of the pipeline knows of a table.
   *
   * @param filling what lanes fill it with
   * @param state how far the pipeline had come, as the table has it
   * @param entry books what they have read
   * @param longestLife how long ids may be gathered
   */
  record Opened(
      Filler.Filling filling, ReadState state, Bookings.Entry entry, Duration longestLife) {}

  /** Makes sure that the table is what its contract says, and has a table of rejects. */
  Target(Settings settings, Settings.Destination destination) {
    this.lake = settings.lake();
    this.pipeline = settings.name();
    this.destination = destination;
    this.rejectLate = settings.rejectLate();
    this.deadLetters = settings.deadLetters();
    long bytes = settings.dedupeBytes() / settings.destinations().size();
    this.known = new KnownIds(bytes, true);
    this.knownRejects = new KnownIds(bytes);
    this.table = lake.table(destination.table());
    this.rejects =
        NewTables.make(
            lake,
            RejectTable.contract(),
            RejectTable.IN_CONTRACT,
            RejectTable.name(table.name()),
            RejectTable.OPTIONS);
    Filler ready = new Filler(filling());
    if (ready.time().isPresent()) {
      throw new IllegalStateException("A clock cannot run before events");
    }
  }

  /** The table's name. */
  String name() {
    return table.name().toString();
  }

  private Filler.Filling filling() {
    ColumnBatch rows = EventDecoder.batch(destination.events(), table.iceberg().schema());
    Optional<EventIds> ids = EventIds.of(destination.events(), rows);
    return new Filler.Filling(destination.events(), rows, ids, known, rejectLate, table::writer);
  }

  private Ledger ledger(Optional<EventIds> ids) {
    return new Ledger(lake, table, ids, known);
  }

  /** How far the pipeline has come, as this table has it. */
  ReadState state() {
    return state(ledger(Optional.empty()));
  }

  private ReadState state(Ledger ledger) {
    return ledger.state(ReadState.key(pipeline)).map(ReadState::of).orElse(ReadState.NONE);
  }

  /** Reads what the table has. */
  Opened open(Booking.Patience patience) {
    Filler.Filling filling = filling();
    Ledger rowLedger = ledger(filling.ids());
    ColumnBatch rejectRows = ColumnBatch.of(rejects.iceberg().schema());
    Ledger rejectLedger =
        new Ledger(
            lake,
            rejects,
            EventIds.of(RejectTable.contract().tables().get(0), rejectRows),
            knownRejects);
    ReadState state = state(rowLedger);
    DedupeWindow window = new DedupeWindow(destination.events(), filling.rows());
    rowLedger.load(window.since(state.clock()));
    rejectLedger.load(Optional.empty());
    Letters letters = new Letters(deadLetters, pipeline, name());
    letters.connect();
    Booking booking =
        new Booking(
            lake,
            pipeline,
            rowLedger,
            rejectLedger,
            new RejectRows(rejects, destination.contract(), destination.events()),
            letters,
            new Filler(filling),
            filling.ids(),
            destination.events().eventTimeColumn(),
            state,
            patience);
    return new Opened(
        filling, state, new Bookings.Entry(booking, table.iceberg().io()), window.longestLife());
  }

  /** How many ids of its events are known. */
  long knownIds() {
    return known.size();
  }

  /** How much memory they take. */
  long knownIdBytes() {
    return known.bytes();
  }
}
