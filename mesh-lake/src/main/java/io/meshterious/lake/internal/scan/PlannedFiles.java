// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.io.DirectExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

  private PlannedFiles() {}

  /** Plans the scan; the list is the caller's. */
  public static List<FileScanTask> of(TableScan scan) {
    Snapshot snapshot = scan.snapshot();
    boolean few =
        snapshot != null && snapshot.allManifests(scan.table().io()).size() <= FEW_MANIFESTS;
    TableScan planner = few ? scan.planWith(DirectExecutor.INSTANCE) : scan;
    List<FileScanTask> tasks = new ArrayList<>();
    try (CloseableIterable<FileScanTask> planned = planner.planFiles()) {
      planned.forEach(tasks::add);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan a scan of '" + scan.table().name() + "'", e);
    }
    return tasks;
  }
}
