// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.keep.step.Parallel;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.MaintenanceReport;
import io.meshterious.lake.keep.TableCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/** Planned steps of one table. */
final class TablePlan implements MaintenancePlan {
  private static final int SHOWN = 20;

  private final Table table;
  private final MaintenanceOptions options;
  private final TableCounts before;
  private final List<PlannedStep> steps;

  TablePlan(Table table, MaintenanceOptions options, TableCounts before, List<PlannedStep> steps) {
    this.table = table;
    this.options = options;
    this.before = before;
    this.steps = List.copyOf(steps);
  }

  @Override
  public String table() {
    return table.name();
  }

  @Override
  public TableCounts before() {
    return before;
  }

  @Override
  public List<Step> steps() {
    return steps.stream().map(PlannedStep::describe).toList();
  }

  @Override
  public MaintenanceReport run() {
    long started = System.nanoTime();
    long deadline = deadline(started, options.budgetTime());
    List<MaintenanceReport.Step> reports = new ArrayList<>();
    try (Parallel parallel = new Parallel(options.threads())) {
      for (PlannedStep step : steps) {
        reports.add(run(step, parallel, deadline));
      }
    }
    table.refresh();
    return new MaintenanceReport(
        table(), before, Counts.of(table), reports, Duration.ofNanos(System.nanoTime() - started));
  }

  private MaintenanceReport.Step run(PlannedStep step, Parallel parallel, long deadline) {
    String task = step.describe().task();
    StepRun run = new StepRun(table(), task, options.listener(), parallel, deadline);
    @Nullable MeshException failure = null;
    if (run.outOfTime()) {
      run.skipped(task, "the time is over");
      return run.report(null);
    }
    try {
      step.run(run);
    } catch (MeshException e) {
      failure = e.at("table", table());
    } catch (RuntimeException e) {
      failure =
          new MeshException(KeepError.STEP_FAILED, "Cannot " + task + ": " + e.getMessage(), e)
              .at("table", table());
    }
    return run.report(failure);
  }

  private static long deadline(long started, Duration time) {
    try {
      return Math.addExact(started, time.toNanos());
    } catch (ArithmeticException e) {
      return started + Long.MAX_VALUE / 2;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Plan for ").append(table()).append("\n  now  ");
    text.append(before);
    for (Step step : steps()) {
      text.append("\n  ").append(step.task()).append(": ");
      if (step.isEmpty()) {
        text.append("nothing to do");
        continue;
      }
      text.append(step.what()).append(" (").append(TableCounts.bytes(step.bytes()));
      text.append(")\n      because ").append(step.why());
      for (int i = 0; i < Math.min(SHOWN, step.details().size()); i++) {
        text.append("\n      - ").append(step.details().get(i));
      }
      if (step.details().size() > SHOWN) {
        text.append("\n      - and ").append(step.details().size() - SHOWN).append(" more");
      }
    }
    return text.append('\n').toString();
  }
}
