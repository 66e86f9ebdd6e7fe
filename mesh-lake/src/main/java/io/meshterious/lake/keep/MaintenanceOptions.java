// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Duration;
import java.util.List;

/**
 * Which maintenance is done, and how much it may take.
 *
 * @param tasks the tasks, in order
 * @param threads how many files are read, deleted or rewritten at the same time, two unless told;
 *     more finish sooner and take more memory and bandwidth from queries
 * @param budgetBytes how many bytes of files may be rewritten; no limit unless told
 * @param budgetFiles how many files may be rewritten; no limit unless told
 * @param budgetTime how long the run may take before nothing new is begun; no limit unless told
 * @param listener hears the progress
 */
public record MaintenanceOptions(
    List<MaintenanceTask> tasks,
    int threads,
    long budgetBytes,
    int budgetFiles,
    Duration budgetTime,
    MaintenanceListener listener) {
  private static final Duration FOREVER = Duration.ofDays(365_000);

  /** Checks the values. */
  public MaintenanceOptions {
    tasks = List.copyOf(tasks);
    Options.positive("number of threads", threads);
    Options.positive("budget in bytes", budgetBytes);
    Options.positive("budget in files", budgetFiles);
    Options.positive("budget in time", budgetTime);
  }

  /**
   * What a table needs now and then: compaction, removal of dangling deletes, manifests, expiry of
   * snapshots and removal of orphans, each with its standard options.
   */
  public static MaintenanceOptions standard() {
    return of(
        Compaction.binPack(),
        DanglingDeletes.standard(),
        ManifestRewrite.standard(),
        SnapshotExpiry.standard(),
        OrphanRemoval.standard());
  }

  /** These tasks, in this order, without limits. */
  public static MaintenanceOptions of(MaintenanceTask... tasks) {
    return new MaintenanceOptions(
        List.of(tasks), 2, Long.MAX_VALUE, Integer.MAX_VALUE, FOREVER, MaintenanceListener.none());
  }

  /** Works on so many files at the same time. */
  public MaintenanceOptions threads(int count) {
    return new MaintenanceOptions(tasks, count, budgetBytes, budgetFiles, budgetTime, listener);
  }

  /** Rewrites at most so many bytes. */
  public MaintenanceOptions budgetBytes(long bytes) {
    return new MaintenanceOptions(tasks, threads, bytes, budgetFiles, budgetTime, listener);
  }

  /** Rewrites at most so many files. */
  public MaintenanceOptions budgetFiles(int files) {
    return new MaintenanceOptions(tasks, threads, budgetBytes, files, budgetTime, listener);
  }

  /** Begins nothing new after this time; what was begun is finished. */
  public MaintenanceOptions budgetTime(Duration time) {
    return new MaintenanceOptions(tasks, threads, budgetBytes, budgetFiles, time, listener);
  }

  /** Tells somebody how far it has come. */
  public MaintenanceOptions listener(MaintenanceListener newListener) {
    return new MaintenanceOptions(
        tasks, threads, budgetBytes, budgetFiles, budgetTime, newListener);
  }
}
