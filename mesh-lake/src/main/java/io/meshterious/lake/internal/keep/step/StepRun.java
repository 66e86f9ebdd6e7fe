// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.step;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.keep.MaintenanceListener;
import io.meshterious.lake.keep.MaintenanceListener.Progress;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.MaintenanceReport.Skipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step did so far, and what it may use. Safe for several threads. */
public final class StepRun {
  private final String table;
  private final String task;
  private final MaintenanceListener listener;
  private final Parallel parallel;
  private final long deadlineNanos;
  private final long startedNanos = System.nanoTime();
  private final List<Skipped> skipped = new ArrayList<>();
  private long filesRemoved;
  private long filesAdded;
  private long bytesFreed;
  private long bytesWritten;
  private int snapshotsRemoved;
  private int commits;

  public StepRun(
      String table,
      String task,
      MaintenanceListener listener,
      Parallel parallel,
      long deadlineNanos) {
    this.table = table;
    this.task = task;
    this.listener = listener;
    this.parallel = parallel;
    this.deadlineNanos = deadlineNanos;
  }

  public Parallel parallel() {
    return parallel;
  }

  /** Whether nothing new may be begun. */
  public boolean outOfTime() {
    return System.nanoTime() - deadlineNanos >= 0;
  }

  public void progress(String phase, long done, long total) {
    listener.progress(new Progress(table, task, phase, done, total));
  }

  public synchronized void removed(long files, long bytes) {
    filesRemoved += files;
    bytesFreed += bytes;
  }

  public synchronized void added(long files, long bytes) {
    filesAdded += files;
    bytesWritten += bytes;
  }

  public synchronized void snapshotsRemoved(int snapshots) {
    snapshotsRemoved += snapshots;
  }

  public synchronized void committed() {
    commits++;
  }

  public synchronized void skipped(String what, String why) {
    skipped.add(new Skipped(what, why));
  }

  public synchronized MaintenanceReport.Step report(@Nullable MeshException failure) {
    return new MaintenanceReport.Step(
        task,
        filesRemoved,
        filesAdded,
        bytesFreed,
        bytesWritten,
        snapshotsRemoved,
        commits,
        skipped,
        Optional.ofNullable(failure),
        Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}
