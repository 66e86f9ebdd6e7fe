// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

/**
 * Removes delete files that no longer delete anything, because every data file they could apply to
 * has been rewritten or removed.
 */
public record DanglingDeletes() implements MaintenanceTask {
  /** The task. */
  public static DanglingDeletes standard() {
    return new DanglingDeletes();
  }

  @Override
  public String title() {
    return "remove dangling deletes";
  }
}
