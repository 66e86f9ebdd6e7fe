// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.step;

import io.meshterious.lake.keep.MaintenancePlan;

/** One task of a plan, ready to run. */
public interface PlannedStep {
  /** What it would do. */
  MaintenancePlan.Step describe();

  /** Does what still holds of it. */
  void run(StepRun run);
}
