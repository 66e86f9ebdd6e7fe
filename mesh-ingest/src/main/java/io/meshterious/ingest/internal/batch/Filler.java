// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.ingest.internal.decode.payload.EventReader;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.internal.dedupe.KnownIds;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.file.TableWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into rows: decodes them, finds those that are known already, and appends the others
 * to files. What it decides about an event it notes with it, so that rows can be written once more.
 * For one thread.
 */
public final class Filler {
  /** One event may be so far ahead of the others, and the clock follows it. */
  private static final Duration LEAP = Duration.ofDays(1);

  private static final long ANY = Long.MAX_VALUE;

  private final Filling filling;
  private final ColumnBatch batch;
  private final ColumnBatch chosen;
  private final EventReader reader;
  private final Optional<EventIds> ids;
  private final @Nullable LongColumn times;
  private final Clock clock;
  private final long lateness;
  private int[] events = new int[64];
  private int[] rows = new int[64];
  private long[] high = new long[64];
  private long[] low = new long[64];
  private boolean[] present = new boolean[64];
  private boolean[] fresh = new boolean[64];

  /**
   * What the lanes of a pipeline share.
   *
   * @param table what the contract says of the events
   * @param rows an empty batch of the table's rows
   * @param ids how events are recognised, if they are
   * @param known the ids that are known
   * @param rejectLate whether late events are rejected
   * @param writers makes writers of the table
   */
  public record Filling(
      Table table,
      ColumnBatch rows,
      Optional<EventIds> ids,
      KnownIds known,
      boolean rejectLate,
      Supplier<TableWriter> writers) {}

  /** Makes one, for one lane. */
  public Filler(Filling filling) {
    this.filling = filling;
    this.batch = filling.rows().emptyCopy();
    this.chosen = filling.rows().emptyCopy();
    this.reader = new EventReader(filling.table(), batch);
    this.ids = EventIds.of(filling.table(), batch);
    this.lateness = filling.table().hints().allowedLateness().map(Filler::micros).orElse(ANY);
    this.clock = new Clock(Math.max(lateness == ANY ? 0 : lateness, micros(LEAP)));
    this.times = times(filling.table(), batch);
  }

  private static long micros(Duration time) {
    return time.getSeconds() * 1_000_000 + time.getNano() / 1_000;
  }

  private static @Nullable LongColumn times(Table table, ColumnBatch batch) {
    return table
        .eventTimeColumn()
        .map(batch::column)
        .filter(it -> it.field().type().typeId() == Type.TypeID.TIMESTAMP)
        .map(LongColumn.class::cast)
        .orElse(null);
  }

  /** An empty part for this lane. */
  public Part part(List<OpenSource> sources) {
    return new Part(sources, filling.rows().emptyCopy());
  }

  /** The time that events have come to; empty before the first one, and where there is none. */
  public Optional<Long> time() {
    return times == null || clock.now() == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(clock.now());
  }

  /** Goes on from a time that events had come to before. */
  public void time(long micros) {
    clock.set(micros);
  }

  /** Decides about events, and notes it. Nothing is written yet. */
  public void judge(Portion portion, Part part) {
    RawBatch raw = portion.raw();
    part.received(portion);
    room(raw.size());
    batch.clear();
    for (int event = 0; event < raw.size(); event++) {
      int row = batch.rows();
      Rejection why = decode(raw, event);
      if (why != null) {
        part.reject(
            portion,
            event,
            new Rejected.Reason("decode", why.code(), why.field().orElse(""), why.reason()));
      } else if (!tooLate(row, portion, event, part)) {
        events[row] = event;
      }
    }
    int count = batch.rows();
    part.stored(count - (ids.isPresent() ? recognise(portion, part, count) : 0));
    for (int event = 0; event < raw.size(); event++) {
      part.late(portion.fate(event) == Portion.LATE ? 1 : 0);
    }
  }

  /** Appends an event as a row; why it is none, or {@code null}. */
  private @Nullable Rejection decode(RawBatch raw, int event) {
    return reader.read(
        raw.array(event), raw.from(event), raw.to(event), raw.kind(event).contentType());
  }

  /** Notes whether a row came late; whether it is rejected for that. */
  private boolean tooLate(int row, Portion portion, int event, Part part) {
    portion.fate(event, Portion.STORED);
    LongColumn column = times;
    if (column == null || column.isNull(row)) {
      return false;
    }
    long behind = clock.see(column.value(row));
    if (behind <= lateness) {
      return false;
    } else if (!filling.rejectLate()) {
      portion.fate(event, Portion.LATE);
      return false;
    }
    batch.truncate(row);
    part.reject(
        portion,
        event,
        new Rejected.Reason(
            "batch",
            IngestError.EVENT_LATE,
            column.field().name(),
            "it happened "
                + Duration.ofSeconds(behind / 1_000_000)
                + " before the latest events, and at most "
                + Duration.ofSeconds(lateness / 1_000_000)
                + " are allowed"));
    return true;
  }

  /** Marks rows whose ids are known, and keeps them apart; how many there are. */
  private int recognise(Portion portion, Part part, int count) {
    EventIds reader = ids.orElseThrow();
    reader.read(batch, high, low, present);
    int with = 0;
    for (int row = 0; row < count; row++) {
      if (present[row]) {
        high[with] = high[row];
        low[with] = low[row];
        rows[with++] = row;
      }
    }
    int isNew = filling.known().addAll(high, low, with, fresh);
    part.ids().addMarked(high, low, fresh, with);
    if (isNew == with) {
      return 0;
    }
    int suspects = 0;
    for (int i = 0; i < with; i++) {
      if (!fresh[i]) {
        int row = rows[i];
        rows[suspects++] = row;
        part.suspect(portion, events[row]);
      }
    }
    part.suspectRows().appendFrom(batch, rows, suspects);
    return suspects;
  }

  /** Appends the rows of the portion that was judged last. */
  public void append(Portion portion, Part part) {
    int count = batch.rows();
    int kept = 0;
    for (int row = 0; row < count; row++) {
      if (portion.stored(events[row])) {
        rows[kept++] = row;
      }
    }
    ColumnBatch rowsToWrite = batch;
    if (kept == 0) {
      return;
    } else if (kept < count) {
      chosen.clear();
      chosen.appendFrom(batch, rows, kept);
      rowsToWrite = chosen;
    }
    writer(part).append(rowsToWrite);
  }

  private TableWriter writer(Part part) {
    TableWriter writer = part.writer();
    if (writer == null) {
      writer = filling.writers().get();
      part.writer(writer);
    }
    return writer;
  }

  /**
   * Adds the ids of suspects to a set.
   *
   * @param from the first of them
   */
  public void suspects(Part part, int from, IdSet into) {
    int count = suspectIds(part);
    for (int i = from; i < count; i++) {
      if (!part.admitted(i)) {
        into.add(high[i], low[i]);
      }
    }
  }

  private int suspectIds(Part part) {
    int count = part.suspectRows().rows();
    room(count);
    ids.orElseThrow().read(part.suspectRows(), high, low, present);
    return count;
  }

  /**
   * Makes rows of those suspects whose ids are not in a set, and adds them to it: of several with
   * the same id the first is new.
   *
   * @param from the first of them
   */
  public void admit(Part part, int from, IdSet found) {
    int count = suspectIds(part);
    int isNew = 0;
    for (int i = from; i < count; i++) {
      if (!part.admitted(i) && found.add(high[i], low[i])) {
        part.admit(i);
        part.ids().add(high[i], low[i]);
        rows[isNew++] = i;
      }
    }
    if (isNew == 0) {
      return;
    } else if (part.writer() == null && !part.files().isEmpty()) {
      // Its files are complete: it is written again.
      part.spoil();
    }
    if (!part.broken()) {
      chosen.clear();
      chosen.appendFrom(part.suspectRows(), rows, isNew);
      try {
        writer(part).append(chosen);
      } catch (MeshException e) {
        part.dropRows();
        throw e;
      }
    }
  }

  /**
   * Writes the rows of a part once more, as the first time, but for those that somebody else has
   * stored meanwhile: they may be known already.
   *
   * @param taken the ids of those
   */
  public void rewrite(Part part, IdSet taken) {
    part.dropRows();
    for (Portion portion : part.portions()) {
      RawBatch raw = portion.raw();
      room(raw.size());
      batch.clear();
      for (int event = 0; event < raw.size(); event++) {
        if (portion.stored(event)) {
          int row = batch.rows();
          Rejection why = decode(raw, event);
          if (why != null) {
            throw new IllegalStateException(
                "An event that was a row is none any more: " + why.reason());
          }
          events[row] = event;
        }
      }
      again(portion, part, taken);
      append(portion, part);
    }
    part.rewritten();
  }

  private void again(Portion portion, Part part, IdSet taken) {
    int count = batch.rows();
    part.stored(count);
    if (ids.isEmpty()) {
      return;
    }
    ids.get().read(batch, high, low, present);
    int suspects = 0;
    for (int row = 0; row < count; row++) {
      if (present[row] && taken.contains(high[row], low[row])) {
        rows[suspects++] = row;
        part.late(portion.fate(events[row]) == Portion.LATE ? -1 : 0);
        part.suspect(portion, events[row]);
      } else if (present[row]) {
        part.ids().add(high[row], low[row]);
      }
    }
    part.suspectRows().appendFrom(batch, rows, suspects);
    part.stored(-suspects);
  }

  private void room(int count) {
    if (events.length < count) {
      events = new int[count];
      rows = new int[count];
      high = new long[count];
      low = new long[count];
      present = new boolean[count];
      fresh = new boolean[count];
    }
  }
}
