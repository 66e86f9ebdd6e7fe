// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.write.job.Computation;
import io.meshterious.lake.internal.write.job.Job;
import io.meshterious.lake.internal.write.job.WriteContext;
import io.meshterious.lake.internal.write.job.WriteOptions;
import io.meshterious.lake.write.WriteError;
import io.meshterious.lake.write.WritePlan;
import io.meshterious.lake.write.WriteReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/**
 * Carries a write out: computes it from the table as it is, commits it, and when somebody else came
 * first with something it depends on, computes it anew. Files of a try that was refused are
 * deleted; when it is not known whether a commit happened, nothing is.
 */
final class WriteRun {
  /** The summary key that says which try of a write made a snapshot. */
  static final String WRITE_KEY = "mesh.write";

  private static final Set<CommitError> WORTH_REPEATING =
      Set.of(CommitError.CONFLICT, CommitError.FILES_GONE, CommitError.BASE_GONE);
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final WriteContext context;
  private final WriteOptions options;
  private final Job job;

  WriteRun(WriteContext context, WriteOptions options, Job job) {
    this.context = context;
    this.options = options;
    this.job = job;
  }

  /** Computes what the write would do now, and writes nothing. */
  WritePlan plan() {
    Table table = context.load().get();
    try (Computation computation = new Computation(context, options, table, true)) {
      Job.Effects effects = job.compute(computation).effects();
      return new WritePlan(
          context.name(),
          job.name(),
          options.branch(),
          effects.sourceRows(),
          effects.inserted(),
          effects.updated(),
          effects.deleted(),
          effects.unchanged(),
          effects.scannedFiles());
    } catch (MeshException e) {
      throw e.at("table", context.name());
    }
  }

  WriteReport run() {
    try {
      return tries();
    } catch (MeshException e) {
      throw e.at("table", context.name());
    }
  }

  private WriteReport tries() {
    long start = System.nanoTime();
    Table table = context.load().get();
    Optional<CommitOutcome.Committed> before =
        options
            .attempt()
            .flatMap(attempt -> context.committer().find(table, attempt, options.branch()));
    if (before.isPresent()) {
      return report(Optional.of(before.get()), Tally.nothing(), 0, start, 0);
    }
    for (int tries = 1; ; tries++) {
      if (tries > 1) {
        table.refresh();
      }
      try (Computation computation = new Computation(context, options, table, false)) {
        Optional<WriteReport> report = once(computation, tries, start);
        if (report.isPresent()) {
          return report.get();
        }
      }
      pause(tries);
    }
  }

  /** One try; empty when it is to be repeated. */
  private Optional<WriteReport> once(Computation computation, int tries, long start) {
    Job.Result result = compute(computation);
    Tally tally = Tally.of(result.effects(), computation);
    if (result.change().isEmpty()) {
      return Optional.of(report(Optional.empty(), tally, tries, start, 0));
    }
    TableChange change = described(result.change().get(), computation.id());
    long committing = System.nanoTime();
    CommitOutcome outcome = context.committer().commit(computation.table(), change);
    long committed = System.nanoTime() - committing;
    if (outcome instanceof CommitOutcome.Committed done) {
      if (!computation.id().equals(done.summary().get(WRITE_KEY))) {
        computation.discard();
        tally = Tally.nothing();
      } else {
        tally = tally.with(change, done.summary());
      }
    } else if (outcome instanceof CommitOutcome.Refused refused) {
      computation.discard();
      tally = Tally.nothing();
      if (refused.why().code() instanceof CommitError error && WORTH_REPEATING.contains(error)) {
        if (System.nanoTime() - start < options.deadline().toNanos()) {
          return Optional.empty();
        }
        outcome = contended(refused, tries);
      }
    }
    return Optional.of(report(Optional.of(outcome), tally, tries, start, committed));
  }

  private Job.Result compute(Computation computation) {
    boolean complete = false;
    try {
      Job.Result result = job.compute(computation);
      complete = true;
      return result;
    } finally {
      if (!complete) {
        computation.discard();
      }
    }
  }

  private TableChange described(TableChange change, String id) {
    TableChange described =
        change.branch(options.branch()).summary(options.summary()).summary(WRITE_KEY, id);
    return options.attempt().isPresent() ? described.attempt(options.attempt().get()) : described;
  }

  private CommitOutcome contended(CommitOutcome.Refused refused, int tries) {
    return new CommitOutcome.Refused(
        refused.attemptId(),
        new MeshException(
            WriteError.CONTENDED,
            "Cannot "
                + job.name()
                + " '"
                + context.name()
                + "': others changed the same rows in each of "
                + tries
                + " tries within "
                + options.deadline()
                + "; write less often with more rows, or give it more time",
            refused.why()));
  }

  private static void pause(int tries) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(tries, 7));
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(longest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeshException(
          CommitError.INTERRUPTED, "Cannot write: the thread was interrupted; nothing changed", e);
    }
  }

  private WriteReport report(
      Optional<CommitOutcome> outcome, Tally tally, int tries, long start, long committed) {
    return new WriteReport(
        context.name(),
        job.name(),
        outcome,
        tally.effects.sourceRows(),
        tally.effects.inserted(),
        tally.effects.updated(),
        tally.effects.deleted(),
        tally.effects.unchanged(),
        tally.dataFiles,
        tally.removedFiles,
        tally.deleteFiles,
        tally.bytes,
        tries,
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(committed));
  }

  /** What was done, counted. */
  private record Tally(
      Job.Effects effects, int dataFiles, int removedFiles, int deleteFiles, long bytes) {
    static Tally nothing() {
      return new Tally(new Job.Effects(0, 0, 0, 0, 0, 0), 0, 0, 0, 0);
    }

    static Tally of(Job.Effects effects, Computation computation) {
      long bytes = computation.written().stream().mapToLong(DataFile::fileSizeInBytes).sum();
      List<DeleteFile> deletes =
          computation.deleted().stream().flatMap(it -> it.added().stream()).toList();
      return new Tally(effects, computation.written().size(), 0, deletes.size(), bytes);
    }

    /** With what only the commit could tell. */
    Tally with(TableChange change, Map<String, String> summary) {
      int removed =
          (int) number(summary, SnapshotSummary.DELETED_FILES_PROP, change.removed().size());
      boolean replaced =
          change.kind() == TableChange.Kind.OVERWRITE
              || change.kind() == TableChange.Kind.OVERWRITE_PARTITIONS;
      Job.Effects known =
          replaced
              ? new Job.Effects(
                  effects.sourceRows(),
                  effects.inserted(),
                  effects.updated(),
                  number(summary, SnapshotSummary.DELETED_RECORDS_PROP, 0),
                  effects.unchanged(),
                  effects.scannedFiles())
              : effects;
      return new Tally(known, dataFiles, removed, deleteFiles, bytes);
    }

    private static long number(Map<String, String> summary, String key, long otherwise) {
      String text = summary.get(key);
      return text == null ? otherwise : Long.parseLong(text);
    }
  }
}
