// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

/**
 * Maintenance of one table. Nothing happens before {@link MaintenancePlan#run()}: {@link
 * #plan(MaintenanceOptions)} reads only.
 *
 * <p>All maintenance is safe beside readers and writers in any process, changes no row that a query
 * sees (except {@link Retention}, whose purpose it is), and can be stopped at any point: what was
 * committed stays, what was not is as if it had not begun, and the next run goes on from there.
 */
public interface Maintenance {
  /** What the given tasks would do now, in their order. */
  MaintenancePlan plan(MaintenanceOptions options);

  /** What the usual tasks would do now; see {@link MaintenanceOptions#standard()}. */
  default MaintenancePlan plan() {
    return plan(MaintenanceOptions.standard());
  }

  /** What the given tasks would do now, with the usual limits. */
  default MaintenancePlan plan(MaintenanceTask... tasks) {
    return plan(MaintenanceOptions.of(tasks));
  }
}
