// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.Maintenance;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceTask;
import io.meshterious.lake.keep.ManifestRewrite;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/** Maintenance of an Iceberg table. */
public final class TableKeeper implements Maintenance {
  private final Table table;

  /** Keeps a table. */
  public TableKeeper(Table table) {
    this.table = table;
  }

  @Override
  public MaintenancePlan plan(MaintenanceOptions options) {
    table.refresh();
    List<PlannedStep> steps = new ArrayList<>();
    try (Parallel parallel = new Parallel(options.threads())) {
      for (MaintenanceTask task : options.tasks()) {
        steps.add(plan(task, parallel));
      }
    }
    return new TablePlan(table, options, Counts.of(table), steps);
  }

  private PlannedStep plan(MaintenanceTask task, Parallel parallel) {
    if (task instanceof SnapshotExpiry expiry) {
      return ExpiryStep.plan(table, expiry, parallel);
    }
    if (task instanceof ManifestRewrite manifests) {
      return ManifestStep.plan(table, manifests);
    }
    if (task instanceof DanglingDeletes dangling) {
      return DanglingStep.plan(table, dangling);
    }
    if (task instanceof OrphanRemoval orphans) {
      return OrphanStep.plan(table, orphans, parallel);
    }
    throw new IllegalStateException(task.title());
  }
}
