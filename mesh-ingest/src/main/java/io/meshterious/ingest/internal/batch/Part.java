// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.internal.dedupe.IdLog;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.file.TableWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * What one lane has read since the last commit began: the events themselves, which are kept until
 * they are committed, the files of their rows, and those that are no rows.
 */
public final class Part {
  private static final Rejected.Reason CHANGED =
      new Rejected.Reason(
          "batch",
          IngestError.DUPLICATE_CHANGED,
          "",
          "an event of the same id was stored before, and says something else");

  private final List<Portion> portions = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Suspect> suspects = new ArrayList<>();
  private final BitSet admitted = new BitSet();
  private final IdLog ids = new IdLog();
  private final List<OpenSource> sources;
  private final ColumnBatch suspectRows;
  private @Nullable TableWriter writer;
  private List<DataFile> files = List.of();
  private long received;
  private long bytes;
  private long stored;
  private long late;
  private boolean broken;

  /** An event that may be known already, by the row that it would be. */
  private record Suspect(Portion portion, int event, boolean isLate) {}

  /**
   * A part without events.
   *
   * @param sources the sources that the lane reads
   * @param suspectRows gets the rows of events that may be known already
   */
  Part(List<OpenSource> sources, ColumnBatch suspectRows) {
    this.sources = List.copyOf(sources);
    this.suspectRows = suspectRows;
  }

  /** The events, as they were read. */
  public List<Portion> portions() {
    return portions;
  }

  /** Events that are no rows. */
  public List<Rejected> rejected() {
    return rejected;
  }

  /** How many events may be known already. */
  public int suspectCount() {
    return suspects.size();
  }

  void suspect(Portion portion, int event) {
    suspects.add(new Suspect(portion, event, portion.fate(event) == Portion.LATE));
    portion.fate(event, Portion.SUSPECT);
  }

  /** Whether a suspect turned out to be new. */
  boolean admitted(int suspect) {
    return admitted.get(suspect);
  }

  /** Makes a row of a suspect that turned out to be new. */
  void admit(int suspect) {
    Suspect it = suspects.get(suspect);
    admitted.set(suspect);
    it.portion().fate(it.event(), it.isLate() ? Portion.LATE : Portion.STORED);
    late += it.isLate() ? 1 : 0;
    stored++;
  }

  /**
   * Rejects events that belong to no table.
   *
   * @param reasons why, for each of them
   */
  public void refuse(Portion portion, List<Rejected.Reason> reasons) {
    received(portion);
    for (int event = 0; event < reasons.size(); event++) {
      reject(portion, event, reasons.get(event));
    }
  }

  void reject(Portion portion, int event, Rejected.Reason reason) {
    RawBatch raw = portion.raw();
    OpenSource source = sources.get(portion.reading());
    portion.fate(event, Portion.REJECTED);
    rejected.add(
        new Rejected(
            body(raw, event),
            raw.kind(event),
            source.source().origin(raw.position(event), raw.tag(event)),
            source.name(),
            reason));
  }

  /** The bytes of an event; its array itself, which is kept until the commit, where it is all. */
  private static byte[] body(RawBatch raw, int event) {
    byte[] array = raw.array(event);
    return raw.from(event) == 0 && raw.to(event) == array.length
        ? array
        : Arrays.copyOfRange(array, raw.from(event), raw.to(event));
  }

  /**
   * Rejects suspects that say something else than what is stored.
   *
   * @param from the first of them that was not settled before
   * @param same for each of all whether it says the same
   * @return how many do
   */
  public long settle(int from, boolean[] same) {
    long known = 0;
    for (int i = from; i < suspects.size(); i++) {
      if (same[i] && !admitted.get(i)) {
        known++;
      } else if (!admitted.get(i)) {
        reject(suspects.get(i).portion(), suspects.get(i).event(), CHANGED);
      }
    }
    return known;
  }

  /** The rows of events that may be known already, in the order of their being found. */
  public ColumnBatch suspectRows() {
    return suspectRows;
  }

  /** The ids of the rows. */
  public IdLog ids() {
    return ids;
  }

  /** How many events were read. */
  public long received() {
    return received;
  }

  /** How many bytes they have. */
  public long bytes() {
    return bytes;
  }

  /** How many of them are rows. */
  public long stored() {
    return stored;
  }

  /** How many of the rows came late. */
  public long late() {
    return late;
  }

  /** Notes that events were read. */
  void received(Portion portion) {
    portions.add(portion);
    received += portion.raw().size();
    bytes += portion.raw().bytes();
  }

  void stored(int rows) {
    stored += rows;
  }

  void late(int rows) {
    late += rows;
  }

  @Nullable TableWriter writer() {
    return writer;
  }

  void writer(TableWriter newWriter) {
    writer = newWriter;
  }

  /** Completes the files of the rows; when that fails, the rows must be written once more. */
  public void finish() {
    TableWriter open = writer;
    if (open != null) {
      broken = true;
      files = open.finish();
      broken = false;
      open.close();
      writer = null;
    }
  }

  /** Notes that rows are missing from the files. */
  void spoil() {
    broken = true;
  }

  /** Whether rows are missing from the files, as they could not be written. */
  public boolean broken() {
    return broken;
  }

  /** Notes that all rows are written again. */
  void rewritten() {
    broken = false;
  }

  /** The files of the rows, once they are complete. */
  public List<DataFile> files() {
    return files;
  }

  /** Drops the files and what was counted of rows; the events stay. Files are deleted elsewhere. */
  void dropRows() {
    TableWriter open = writer;
    broken = true;
    writer = null;
    files = List.of();
    stored = 0;
    ids.clear();
    if (open != null) {
      open.close();
    }
  }

  /** Gives up what was written; files are deleted. */
  public void drop(FileIO files) {
    List<DataFile> complete = this.files;
    dropRows();
    complete.forEach(it -> files.deleteFile(it.location()));
  }

  /** Forgets all, which is committed, and keeps the room; portions are given back before. */
  public void clear() {
    portions.clear();
    rejected.clear();
    suspects.clear();
    admitted.clear();
    ids.clear();
    suspectRows.clear();
    files = List.of();
    received = 0;
    bytes = 0;
    stored = 0;
    late = 0;
  }

  /** Whether another process has committed one of its ids meanwhile. */
  public boolean lostAnyOf(IdSet taken) {
    return ids.anyIn(taken);
  }
}
