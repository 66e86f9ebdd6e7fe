// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.internal.dedupe.KnownIds;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.query.UuidScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * A table as its own ledger: which ids are in it, up to which snapshot. Nothing is committed to it
 * unless the ids of all snapshots before are known. For one thread, but for {@link #known()}.
 */
public final class Ledger {
  /** So many threads read ids: one decodes them while another one adds them. */
  private static final int READERS = 2;

  private final Lake lake;
  private final LakeTable table;
  private final Optional<EventIds> ids;
  private final KnownIds known;
  private Optional<DedupeWindow.Since> since = Optional.empty();
  private @Nullable Long snapshot;

  /**
   * A ledger that knows nothing yet.
   *
   * @param ids where ids are; empty when rows have none
   * @param known gets the ids
   */
  public Ledger(Lake lake, LakeTable table, Optional<EventIds> ids, KnownIds known) {
    this.lake = lake;
    this.table = table;
    this.ids = ids;
    this.known = known;
  }

  /** The table. */
  public LakeTable table() {
    return table;
  }

  /** The ids that are known. */
  public KnownIds known() {
    return known;
  }

  /**
   * Reads the ids of the table as it is now.
   *
   * @param since which rows matter; empty when all do
   */
  public void load(Optional<DedupeWindow.Since> since) {
    known.clear();
    Snapshot head = table.iceberg().currentSnapshot();
    snapshot = head == null ? null : head.snapshotId();
    this.since = since;
    if (head != null && ids.isPresent()) {
      if (ids.get().uuids()) {
        known.expect(uuids(ids.get(), head.snapshotId()).mostRows());
      } else if (since.isEmpty()) {
        known.expect(
            PropertyUtil.propertyAsLong(head.summary(), SnapshotSummary.TOTAL_RECORDS_PROP, 0));
      }
      read(ids.get(), head.snapshotId(), this::add);
    }
  }

  private UuidScan uuids(EventIds reader, long of) {
    UuidScan uuids = table.uuids(reader.column()).at(of);
    Optional<DedupeWindow.Since> from = since;
    return from.isPresent() ? uuids.since(from.get().column(), from.get().micros()) : uuids;
  }

  /** Gives the ids of a snapshot to somebody, perhaps from several threads. */
  private void read(EventIds reader, long of, EventIds.Taker into) {
    if (reader.uuids()) {
      uuids(reader, of).read(READERS, into::take);
      return;
    }
    String sql =
        "select "
            + reader.selected()
            + " from "
            + SqlText.table(table.name())
            + since.map(it -> " where " + it.sql()).orElse("");
    reader.read(lake.asOf(of).sql(sql), into);
  }

  /** Which of some ids are in the table, as far as it is known. */
  public IdSet among(IdSet asked) {
    IdSet found = new IdSet(0);
    Long of = snapshot;
    if (of != null && ids.isPresent()) {
      read(
          ids.get(),
          of,
          (high, low, count) -> {
            for (int i = 0; i < count; i++) {
              if (asked.contains(high[i], low[i])) {
                synchronized (found) {
                  found.add(high[i], low[i]);
                }
              }
            }
          });
    }
    return found;
  }

  /** Rows of files that were added since ids were read are known, whenever they happened. */
  private void reachTo(List<DataFile> files) {
    Optional<DedupeWindow.Since> from = since;
    if (from.isPresent()) {
      int time = table.iceberg().schema().findField(from.get().column()).fieldId();
      since = from.flatMap(it -> it.reaching(files, time));
    }
  }

  /** Called by several threads. */
  private void add(long[] high, long[] low, int count) {
    known.addAll(high, low, count, new boolean[count]);
  }

  /**
   * Reads the ids that others have committed since.
   *
   * @return those that were known already: they are on their way here, too, or were there before
   * @throws HistoryChanged when the table is not what it was any more
   */
  public IdSet learn() {
    IdSet taken = new IdSet(0);
    Table current = table.iceberg();
    Snapshot head = current.currentSnapshot();
    Long from = snapshot;
    if (head == null || from != null && head.snapshotId() == from) {
      return taken;
    }
    if (from != null && !SnapshotUtil.isAncestorOf(head.snapshotId(), from, current::snapshot)) {
      throw new HistoryChanged();
    }
    List<DataFile> files = new ArrayList<>();
    for (Snapshot newer : SnapshotUtil.ancestorsOf(head.snapshotId(), current::snapshot)) {
      if (from != null && newer.snapshotId() == from) {
        break;
      } else if (!DataOperations.REPLACE.equals(newer.operation())) {
        SnapshotChanges.builderFor(current)
            .snapshot(newer)
            .build()
            .addedDataFiles()
            .forEach(files::add);
      }
    }
    reachTo(files);
    if (ids.isPresent() && !files.isEmpty()) {
      EventIds reader = ids.get();
      reader.read(
          lake.beside("newcomers", table, files)
              .sql("select " + reader.selected() + " from newcomers"),
          (high, low, count) -> learn(high, low, count, taken));
    }
    snapshot = head.snapshotId();
    return taken;
  }

  private void learn(long[] high, long[] low, int count, IdSet taken) {
    boolean[] fresh = new boolean[count];
    known.addAll(high, low, count, fresh);
    for (int i = 0; i < count; i++) {
      if (!fresh[i]) {
        taken.add(high[i], low[i]);
      }
    }
  }

  /**
   * Commits files, unless others have committed something that was not learned.
   *
   * @return the outcome; refused with {@link CommitError#CHECK_REFUSED} in that case
   */
  public CommitOutcome commit(List<DataFile> files, String attempt, Map<String, String> summary) {
    TableChange change =
        TableChange.append(files)
            .attempt(attempt)
            .summary(summary)
            .checkedBy(
                newcomers -> {
                  if (!newcomers.isEmpty()) {
                    throw new MeshException(
                        CommitError.CHECK_REFUSED,
                        "Cannot commit to '"
                            + table.name()
                            + "' yet: "
                            + newcomers.size()
                            + " other commits came first");
                  }
                });
    Long from = snapshot;
    CommitOutcome outcome =
        table.commit(from == null ? change.basedOnEmpty() : change.basedOn(from));
    if (outcome instanceof CommitOutcome.Committed committed) {
      snapshot = committed.snapshotId();
      reachTo(files);
    }
    return outcome;
  }

  /** The newest value of a property that snapshots repeat. */
  public Optional<String> state(String key) {
    Table current = table.iceberg();
    Snapshot head = current.currentSnapshot();
    if (head == null) {
      return Optional.empty();
    }
    // Engines that know nothing of it leave it out: it is in the last commit of ours.
    for (Snapshot it : SnapshotUtil.ancestorsOf(head.snapshotId(), current::snapshot)) {
      String value = it.summary().get(key);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
