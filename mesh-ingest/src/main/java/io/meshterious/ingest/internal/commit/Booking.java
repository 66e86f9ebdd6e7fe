// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.internal.batch.Filler;
import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.dedupe.IdSet;
import io.meshterious.ingest.internal.reject.PayloadDigest;
import io.meshterious.ingest.internal.reject.RejectRows;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.lake.Lake;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.iceberg.DataFile;

/*
 * How events are booked.
 *
 * 1. Rows that another process has stored meanwhile are taken out: they may be known already.
 * 2. Of those that may be known, the ones that are not are stored, and the ones that say something else than what is stored are rejected.
 * 3. Rejects are committed to their table, each payload once: when the process ends before the next
 *    step, their events are delivered again, and recognised by their bytes.
 * 4. The rows are committed, together with the counts and with where sources go on.
 *
 * Between 1 and 4 somebody else may commit: then the commit is refused, what they stored is learned,
 * and all begins anew with the same events. When it is not known whether a commit happened, the same
 * is tried under the same id until it is: it happens once.
 */
public final class Booking {
  private final Ledger rows;
  private final Ledger rejects;
  private final RejectRows rejectRows;
  private final Filler filler;
  private final Optional<Suspects> suspects;
  private final String pipeline;
  private final Patience patience;
  private final PayloadDigest digest = new PayloadDigest();

  /** Ids that others stored while the events that are booked now, or the next ones, were read. */
  private IdSet taken = new IdSet(0);

  private IdSet takenNext = new IdSet(0);
  private ReadState state;
  private boolean uncertain;

  /** Waits before something is tried again. */
  @FunctionalInterface
  public interface Patience {
    /**
     * Waits, longer each time.
     *
     * @param tries how often it was tried
     * @throws MeshException the reason itself, when it should not be tried again
     */
    void pause(MeshException why, int tries);
  }

  /**
   * Books what a pipeline reads.
   *
   * @param filler writes rows once more
   * @param state how far the pipeline had come
   */
  public Booking(
      Lake lake,
      String pipeline,
      Ledger rows,
      Ledger rejects,
      RejectRows rejectRows,
      Filler filler,
      Optional<EventIds> ids,
      Optional<String> time,
      ReadState state,
      Patience patience) {
    this.pipeline = pipeline;
    this.rows = rows;
    this.rejects = rejects;
    this.rejectRows = rejectRows;
    this.filler = filler;
    this.suspects = ids.map(it -> new Suspects(lake, rows, it, time));
    this.state = state;
    this.patience = patience;
  }

  /** Whether there is something to commit: events, or that sources have gone on without any. */
  boolean needed(List<Part> parts, ReadState after) {
    return received(parts) > 0 || !after.positions().equals(state.positions());
  }

  /**
   * Commits what lanes have read.
   *
   * @param after how far the pipeline has come with it
   * @throws HistoryChanged when all must be read again
   */
  public Booked book(List<Part> parts, ReadState after) {
    String attempt = UUID.randomUUID().toString();
    long begin = System.nanoTime();
    Tally tally = new Tally();
    for (int tries = 0; ; tries++) {
      try {
        Optional<CommitOutcome.Committed> committed = attempt(parts, after, attempt, tally, tries);
        if (committed.isPresent()) {
          taken = takenNext;
          takenNext = new IdSet(0);
          state = after;
          return new Booked(
              rows.table().name().toString(),
              committed.get().snapshotId(),
              received(parts),
              stored(parts),
              tally.deduplicated,
              tally.rejected,
              tally.rejects,
              tally.rejectsSnapshot,
              parts.stream().mapToLong(Part::late).sum(),
              parts.stream().mapToLong(Part::bytes).sum(),
              System.nanoTime() - begin);
        }
      } catch (MeshException e) {
        if (!mayPass(e)) {
          throw e;
        }
        patience.pause(e, tries);
      }
    }
  }

  /**
   * Whether the last commit was given up while it was not known whether it happened: its files may
   * be part of the table.
   */
  public boolean uncertain() {
    return uncertain;
  }

  /** What was decided of the events of this commit. */
  private static final class Tally {
    private long deduplicated;
    private long rejected;
    private OptionalLong rejectsSnapshot = OptionalLong.empty();
    private final Map<ErrorCode, Long> rejects = new HashMap<>();
    private final Map<Part, Integer> settled = new HashMap<>();
    private final Map<Part, Integer> booked = new HashMap<>();
  }

  /** One try; empty when others came first, and all must be looked at again. */
  private Optional<CommitOutcome.Committed> attempt(
      List<Part> parts, ReadState after, String attempt, Tally tally, int tries) {
    admit(parts, tally);
    List<DataFile> files = rewritten(parts);
    settle(parts, files, tally);
    bookRejects(parts, attempt, tally, tries);
    balance(parts, tally, files);
    Optional<CommitOutcome.Committed> committed =
        decided(rows, files, attempt, summary(parts, after, tally), tries);
    if (committed.isEmpty()) {
      learn();
    }
    return committed;
  }

  /**
   * Commits files, until it is known whether that happened.
   *
   * @return the commit; empty when others came first, so that it has not happened
   */
  private Optional<CommitOutcome.Committed> decided(
      Ledger ledger, List<DataFile> files, String id, Map<String, String> summary, int tries) {
    for (int more = 0; ; more++) {
      CommitOutcome outcome = ledger.commit(files, id, summary);
      if (outcome instanceof CommitOutcome.Committed committed) {
        uncertain = false;
        return Optional.of(committed);
      } else if (outcome instanceof CommitOutcome.Unknown unknown) {
        uncertain = true;
        patience.pause(unknown.why(), tries + more);
        continue;
      }
      MeshException why = ((CommitOutcome.Refused) outcome).why();
      if (why.code() == CommitError.CHECK_REFUSED) {
        // The history was read, and has no commit of this id.
        uncertain = false;
        return Optional.empty();
      } else if (why.code() == CommitError.BASE_GONE) {
        throw new HistoryChanged();
      } else if (!uncertain || !mayPass(why)) {
        throw why;
      }
      // This try did nothing, but an earlier one may have.
      patience.pause(why, tries + more);
    }
  }

  private static boolean mayPass(MeshException e) {
    return e.category() == ErrorCategory.TRANSIENT || e.code() == CommitError.FILE_FAILED;
  }

  private void learn() {
    IdSet found = rows.learn();
    found.forEach(
        (high, low) -> {
          taken.add(high, low);
          takenNext.add(high, low);
        });
    Optional<ReadState> now = rows.state(ReadState.key(pipeline)).map(ReadState::of);
    if (!now.orElse(ReadState.NONE).positions().equals(state.positions())) {
      throw new HistoryChanged();
    }
  }

  /** The files of all parts, without rows that others have stored. */
  private List<DataFile> rewritten(List<Part> parts) {
    List<DataFile> files = new ArrayList<>();
    for (Part part : parts) {
      if (part.broken() || part.lostAnyOf(taken)) {
        part.files().forEach(it -> rows.table().iceberg().io().deleteFile(it.location()));
        filler.rewrite(part, taken);
      }
      part.finish();
      files.addAll(part.files());
    }
    return files;
  }

  /** Makes rows of suspects whose ids are nowhere: a filter takes a few for known that are not. */
  private void admit(List<Part> parts, Tally tally) {
    if (suspects.isEmpty() || rows.known().exact()) {
      return;
    }
    IdSet asked = new IdSet(0);
    for (Part part : parts) {
      filler.suspects(part, tally.settled.getOrDefault(part, 0), asked);
    }
    if (asked.size() == 0) {
      return;
    }
    IdSet found = rows.among(asked);
    for (Part part : parts) {
      part.ids().addThoseIn(asked, found);
    }
    for (Part part : parts) {
      filler.admit(part, tally.settled.getOrDefault(part, 0), found);
    }
  }

  private void settle(List<Part> parts, List<DataFile> files, Tally tally) {
    for (Part part : parts) {
      int from = tally.settled.getOrDefault(part, 0);
      int to = part.suspectCount();
      if (to > from) {
        tally.deduplicated += part.settle(from, suspects.orElseThrow().same(part, files));
        tally.settled.put(part, to);
      }
    }
  }

  /** Commits the rejects that are not committed yet, each payload once. */
  private void bookRejects(List<Part> parts, String attempt, Tally tally, int tries) {
    List<Rejected> open = new ArrayList<>();
    for (Part part : parts) {
      List<Rejected> all = part.rejected();
      open.addAll(all.subList(tally.booked.getOrDefault(part, 0), all.size()));
    }
    List<Rejected> fresh = fresh(open);
    while (!fresh.isEmpty() && !commitRejects(fresh, attempt, tally, tries)) {
      rejects.learn();
      fresh = fresh(open);
    }
    tally.rejected += fresh.size();
    fresh.forEach(it -> tally.rejects.merge(it.reason().code(), 1L, Long::sum));
    tally.deduplicated += open.size() - fresh.size();
    for (Part part : parts) {
      tally.booked.put(part, part.rejected().size());
    }
  }

  /** Whether rejects were committed; otherwise others came first, and may have had the same. */
  private boolean commitRejects(List<Rejected> fresh, String attempt, Tally tally, int tries) {
    String id = attempt + "-" + tally.rejected;
    List<DataFile> files = rejectRows.write(fresh, attempt, Instant.now());
    boolean done = false;
    try {
      Map<String, String> summary = Map.of("mesh.rejected", Integer.toString(fresh.size()));
      Optional<CommitOutcome.Committed> committed = decided(rejects, files, id, summary, tries);
      done = committed.isPresent();
      committed.ifPresent(it -> tally.rejectsSnapshot = OptionalLong.of(it.snapshotId()));
    } finally {
      if (!done && !uncertain) {
        files.forEach(it -> rejects.table().iceberg().io().deleteFile(it.location()));
      }
    }
    if (done) {
      for (Rejected event : fresh) {
        digest.of(event.body());
        rejects.known().add(digest.high(), digest.low());
      }
    }
    return done;
  }

  /** Those of some rejects whose payload is not known yet, each payload once. */
  private List<Rejected> fresh(List<Rejected> open) {
    List<Rejected> fresh = new ArrayList<>();
    IdSet among = new IdSet(0);
    for (Rejected event : open) {
      digest.of(event.body());
      if (!rejects.known().contains(digest.high(), digest.low())
          && among.add(digest.high(), digest.low())) {
        fresh.add(event);
      }
    }
    return fresh;
  }

  private void balance(List<Part> parts, Tally tally, List<DataFile> files) {
    long received = received(parts);
    long stored = stored(parts);
    long inFiles = files.stream().mapToLong(DataFile::recordCount).sum();
    if (received != stored + tally.deduplicated + tally.rejected || stored != inFiles) {
      throw new MeshException(
          IngestError.BOOKS_UNBALANCED,
          "Cannot commit to '"
              + rows.table().name()
              + "': "
              + received
              + " events were received, and "
              + stored
              + " stored ("
              + inFiles
              + " in files), "
              + tally.deduplicated
              + " deduplicated and "
              + tally.rejected
              + " rejected; nothing was acknowledged");
    }
  }

  private Map<String, String> summary(List<Part> parts, ReadState after, Tally tally) {
    Map<String, String> summary = new HashMap<>();
    summary.put("mesh.pipeline", pipeline);
    summary.put("mesh.received", "" + received(parts));
    summary.put("mesh.stored", "" + stored(parts));
    summary.put("mesh.deduplicated", "" + tally.deduplicated);
    summary.put("mesh.rejected", "" + tally.rejected);
    summary.put("mesh.late", "" + parts.stream().mapToLong(Part::late).sum());
    summary.put(ReadState.key(pipeline), after.text());
    return summary;
  }

  private static long received(List<Part> parts) {
    return parts.stream().mapToLong(Part::received).sum();
  }

  private static long stored(List<Part> parts) {
    return parts.stream().mapToLong(Part::stored).sum();
  }
}
