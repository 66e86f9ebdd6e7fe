// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.meshterious.lake.internal.io.DirectExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;

/** The files that a scan of Iceberg's plans. */
public final class PlannedFiles {
  /**
   * Up to so many manifests are read one after the other: Iceberg's planner naps ten milliseconds
   * whenever its threads have nothing for it yet, which is longer than a manifest takes.
   */
  private static final int FEW_MANIFESTS = 16;

  /**
   * The order in which files came into the table. Iceberg's planner gives them in the order of a
   * set of manifests, which follows from random names.
   */
  private static final Comparator<FileScanTask> BY_AGE =
      Comparator.<FileScanTask, Long>comparing(
              task -> task.file().dataSequenceNumber(), nullsFirst(naturalOrder()))
          .thenComparing(task -> task.file().pos(), nullsFirst(naturalOrder()))
          .thenComparing(task -> task.file().location());

  private PlannedFiles() {}

  /** Plans the scan, oldest files first; the list is the caller's. */
  public static List<FileScanTask> of(TableScan scan) {
    List<FileScanTask> tasks = new ArrayList<>();
    forEach(scan, tasks::add);
    tasks.sort(BY_AGE);
    return tasks;
  }

  /** Plans the scan and shows each file, in any order, without keeping any. */
  public static void forEach(TableScan scan, Consumer<FileScanTask> use) {
    Snapshot snapshot = scan.snapshot();
    boolean few =
        snapshot != null && snapshot.allManifests(scan.table().io()).size() <= FEW_MANIFESTS;
    TableScan planner = few ? scan.planWith(DirectExecutor.INSTANCE) : scan;
    try (CloseableIterable<FileScanTask> planned = planner.planFiles()) {
      planned.forEach(use);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan a scan of '" + scan.table().name() + "'", e);
    }
  }
}
