// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.CommitOutcome.Unknown;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.change.Attempts;
import io.meshterious.lake.internal.commit.change.Changes;
import io.meshterious.lake.internal.commit.failure.Failures;
import io.meshterious.lake.internal.commit.failure.Patience;
import io.meshterious.lake.internal.commit.manifest.ManifestPolicy;
import io.meshterious.lake.internal.commit.manifest.TieredAppend;
import io.meshterious.lake.internal.io.ForcedLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * How a commit is decided.
 *
 * Every try reads the table's metadata, looks for the attempt id in the branch's history, writes
 * manifests and a manifest list, and asks the catalog to put new metadata in the place of what was
 * read (the swap). The catalog does so only if the branch is still as it was read. So of several
 * swaps from the same state one succeeds, which gives a simple way out of not knowing: a swap whose
 * answer was lost is tried again with the same files under the same id. Either the lost one has
 * happened, and the id is found in the history; or the new one happens, and the lost one cannot any
 * more. The state stays unknown only where the catalog cannot be asked until the deadline.
 *
 * The files of a try are deleted only after the history was read again without its id. Iceberg
 * itself deletes them when a swap is reported as failed, and a catalog that repeats a lost request
 * (the JDBC pool does, and REST clients do) reports so about one that happened.
 */
public final class CommitRun {
  private static final Logger LOG = LoggerFactory.getLogger(CommitRun.class);

  private final TableOperations table;
  private final String name;
  private final TableChange change;
  private final String attempt;
  private final ManifestPolicy manifests;
  private final Patience patience;

  /** The last swap of which it is not certain that it failed. */
  private @Nullable Lost lost;

  /** Files of tries that failed, to be deleted when it is certain that they did. */
  private final List<String> leftovers = new ArrayList<>();

  /**
   * A swap that may have happened.
   *
   * @param why what was thrown
   * @param head the newest snapshot of the branch it started from
   * @param answered whether nothing is under way any more, so that one look decides
   */
  private record Lost(RuntimeException why, @Nullable Long head, boolean answered) {}

  public CommitRun(
      TableOperations table,
      String name,
      TableChange change,
      String attempt,
      ManifestPolicy manifests,
      Patience patience) {
    this.table = table;
    this.name = name;
    this.change = change;
    this.attempt = attempt;
    this.manifests = manifests;
    this.patience = patience;
  }

  /** Tries until it is decided, or until the deadline. */
  public CommitOutcome run() {
    CommitOutcome outcome = null;
    for (int tries = 0; outcome == null; tries++) {
      outcome = step(tries);
    }
    return outcome;
  }

  /**
   * Does everything short of the swap, and takes it back.
   *
   * @return why it would be refused; empty if it would be committed, or is already
   */
  public Optional<CommitOutcome> rehearse() {
    List<String> garbage = new ArrayList<>();
    try {
      TableMetadata base = table.refresh();
      if (Attempts.find(base, change.branch(), attempt).isEmpty()) {
        Changes.check(change, base, table.io());
        CommitOperations once = CommitOperations.rehearsal(table, base, manifests.settings(base));
        SnapshotUpdate<?> update =
            Changes.update(new BaseTable(once, name, report -> {}), change, attempt, base);
        update.deleteWith(garbage::add);
        update.commit();
      }
      return Optional.empty();
    } catch (CommitOperations.Rehearsed e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(refused(Failures.refusal(name, change, e)));
    } finally {
      delete(garbage);
    }
  }

  /** Looks, and tries once; {@code null} if there is to be another step. */
  private @Nullable CommitOutcome step(int tries) {
    TableMetadata base;
    try {
      base = table.refresh();
    } catch (NoSuchTableException e) {
      return refused(Failures.refusal(name, change, e));
    } catch (RuntimeException e) {
      if (patience.over()) {
        return refused(Failures.unreachable(name, change, e));
      }
      patience.pause(e, tries);
      return null;
    }
    if (base == null) {
      return refused(Failures.dropped(name, change));
    }
    if (tries > 0 || change.attempt().isPresent()) {
      Optional<Committed> found = Attempts.find(base, change.branch(), attempt);
      if (found.isPresent()) {
        return found.get();
      }
    }
    Snapshot head = Attempts.head(base, change.branch());
    RuntimeException failure = settle(head);
    if (failure != null && !(failure instanceof CommitFailedException)) {
      return refused(Failures.refusal(name, change, failure));
    }
    if (tries > 0 && patience.over()) {
      return refused(Failures.late(name, change, tries, patience.interrupted()));
    }
    return attempt(base, head, tries);
  }

  /**
   * What the last swap failed with, now that its attempt is not in the history and if that settles
   * it; {@code null} if it was not tried, or may still happen.
   */
  private @Nullable RuntimeException settle(@Nullable Snapshot head) {
    Lost swap = lost;
    if (swap == null) {
      return null;
    }
    Long now = head == null ? null : head.snapshotId();
    if (!swap.answered && Objects.equals(swap.head, now)) {
      return null;
    }
    lost = null;
    delete(leftovers);
    leftovers.clear();
    return swap.answered ? swap.why : null;
  }

  private @Nullable CommitOutcome attempt(TableMetadata base, @Nullable Snapshot head, int tries) {
    CommitOperations once = null;
    List<String> garbage = new ArrayList<>();
    try {
      Changes.check(change, base, table.io());
      List<ManifestFile> merge = merge(head);
      Map<String, String> settings =
          merge.isEmpty() ? manifests.settings(base) : manifests.mergingSettings();
      once = new CommitOperations(table, base, settings, this::files);
      SnapshotUpdate<?> update =
          merge.isEmpty()
              ? Changes.update(new BaseTable(once, name, report -> {}), change, attempt, base)
              : Changes.append(new TieredAppend(name, once, merge), change, attempt, base);
      update.deleteWith(garbage::add);
      update.commit();
    } catch (RuntimeException e) {
      if (once == null || once.committed() == null) {
        return failed(e, once, head, garbage, tries);
      }
      LOG.atWarn()
          .addKeyValue("table", name)
          .addKeyValue("attempt", attempt)
          .setCause(e)
          .log("Something failed after the commit was done");
    }
    delete(garbage);
    TableMetadata committed = Objects.requireNonNull(once.committed(), "nothing failed");
    return Attempts.committed(
        attempt, Objects.requireNonNull(Attempts.head(committed, change.branch())));
  }

  /**
   * The files of a try. Catalogs of the JDBC kind write the metadata file after all others, into
   * the same folder, and force both.
   */
  private FileIO files(FileIO files) {
    return table instanceof BaseMetastoreTableOperations ? ForcedLater.of(files) : files;
  }

  /** The manifests that an append of a few files merges its own with. */
  private List<ManifestFile> merge(@Nullable Snapshot head) {
    List<DataFile> added = change.added();
    if (change.kind() != TableChange.Kind.APPEND
        || added.isEmpty()
        || added.size() >= ManifestPolicy.ENOUGH_FILES) {
      return List.of();
    }
    return manifests.merge(head, table.io(), added.get(0).specId());
  }

  private @Nullable CommitOutcome failed(
      RuntimeException why,
      @Nullable CommitOperations once,
      @Nullable Snapshot head,
      List<String> garbage,
      int tries) {
    if (once == null || !once.swapTried()) {
      delete(garbage);
      return refused(Failures.refusal(name, change, why));
    }
    leftovers.addAll(garbage);
    // Catalogs of the JDBC kind write the metadata file themselves, before they swap.
    boolean answered =
        why instanceof CommitFailedException
            || (Failures.isFile(why) && table instanceof BaseMetastoreTableOperations);
    lost = new Lost(why, head == null ? null : head.snapshotId(), answered);
    patience.pause(why, tries);
    return null;
  }

  /** Nothing happened, unless a lost swap still may. */
  private CommitOutcome refused(MeshException why) {
    Lost swap = lost;
    if (swap == null) {
      return new Refused(attempt, why);
    }
    return new Unknown(attempt, Failures.unknown(name, change, attempt, why, swap.why));
  }

  private void delete(List<String> locations) {
    for (String location : locations) {
      delete(table.io(), location);
    }
  }

  /** Deletes a file that nothing needs; if that fails it stays as an orphan. */
  static void delete(FileIO files, String location) {
    try {
      files.deleteFile(location);
    } catch (RuntimeException e) {
      LOG.atDebug().addKeyValue("file", location).setCause(e).log("A left-over file stays");
    }
  }
}
