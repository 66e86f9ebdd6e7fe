// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.keep.compaction.CompactionStep;
import io.meshterious.lake.internal.keep.compaction.DanglingStep;
import io.meshterious.lake.internal.keep.compaction.DuckRewriter;
import io.meshterious.lake.internal.keep.compaction.GroupRewriter;
import io.meshterious.lake.internal.keep.compaction.ManifestStep;
import io.meshterious.lake.internal.keep.expiry.ExpiryStep;
import io.meshterious.lake.internal.keep.orphans.OrphanStep;
import io.meshterious.lake.internal.keep.retention.Archives;
import io.meshterious.lake.internal.keep.retention.RetentionStep;
import io.meshterious.lake.internal.keep.step.Parallel;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.Maintenance;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceTask;
import io.meshterious.lake.keep.ManifestRewrite;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.Retention;
import io.meshterious.lake.keep.SnapshotExpiry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;

/** Maintenance of an Iceberg table. */
public final class TableKeeper implements Maintenance {
  private final Table table;
  private final Committer committer;
  private final GroupRewriter rewriter;
  private final Archives archives;

  /**
   * Keeps a table.
   *
   * @param table the table, loaded for this alone: it is refreshed while it is being kept
   * @param committer commits to it
   * @param engine reads and writes rows
   * @param staging makes remote files readable
   * @param scratch where files are written before they go to remote storage
   */
  public TableKeeper(
      Table table, Committer committer, Engine engine, Staging staging, Path scratch) {
    this(
        table,
        committer,
        new DuckRewriter(engine, staging, scratch),
        new Archives(engine, staging, scratch));
  }

  /**
   * Keeps a table.
   *
   * @param table the table, loaded for this alone: it is refreshed while it is being kept
   * @param committer commits to it
   * @param rewriter writes files anew
   * @param archives writes rows elsewhere
   */
  TableKeeper(Table table, Committer committer, GroupRewriter rewriter, Archives archives) {
    this.table = table;
    this.committer = committer;
    this.rewriter = rewriter;
    this.archives = archives;
  }

  @Override
  public MaintenancePlan plan(MaintenanceOptions options) {
    table.refresh();
    List<PlannedStep> steps = new ArrayList<>();
    try (Parallel parallel = new Parallel(options.threads())) {
      for (MaintenanceTask task : options.tasks()) {
        steps.add(plan(task, options, parallel));
      }
    }
    return new TablePlan(table, options, Counts.of(table), steps);
  }

  private PlannedStep plan(MaintenanceTask task, MaintenanceOptions options, Parallel parallel) {
    if (task instanceof SnapshotExpiry expiry) {
      return ExpiryStep.plan(table, expiry, parallel);
    }
    if (task instanceof ManifestRewrite manifests) {
      return ManifestStep.plan(table, manifests);
    }
    if (task instanceof Compaction compaction) {
      return CompactionStep.plan(table, compaction, options, committer, rewriter);
    }
    if (task instanceof DanglingDeletes dangling) {
      return DanglingStep.plan(table, dangling, committer);
    }
    if (task instanceof OrphanRemoval orphans) {
      return OrphanStep.plan(table, orphans, parallel);
    }
    return RetentionStep.plan(table, (Retention) task, committer, rewriter, archives);
  }
}
