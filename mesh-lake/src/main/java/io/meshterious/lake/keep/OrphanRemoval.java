// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.time.Duration;

/**
 * Deletes files under the table's location that nothing of the table refers to: what crashed or
 * refused writers left behind.
 *
 * <p>Files of a commit in the making look just like orphans. A file is therefore only deleted when
 * it is older than the safety age, when no younger file carries the same writer's id in its name,
 * and when it is still unreferenced at the moment of deletion. Other tables in folders below, and
 * hidden files, are left alone.
 *
 * @param olderThan the safety age, three days unless told, at least one hour unless {@link #unsafe}
 * @param belowOneHour whether ages below one hour are allowed
 */
public record OrphanRemoval(Duration olderThan, boolean belowOneHour) implements MaintenanceTask {
  private static final Duration LEAST = Duration.ofHours(1);

  /** Checks the age. */
  public OrphanRemoval {
    Options.notNegative("safety age of orphans", olderThan);
    if (!belowOneHour && olderThan.compareTo(LEAST) < 0) {
      throw Options.invalid(
          "safety age of orphans",
          olderThan,
          "at least one hour, or files of commits in the making could go; use unsafe(...) when"
              + " nobody writes to the table");
    }
  }

  /** Files older than three days. */
  public static OrphanRemoval standard() {
    return new OrphanRemoval(Duration.ofDays(3), false);
  }

  /** Files older than this, at least one hour. */
  public OrphanRemoval olderThan(Duration age) {
    return new OrphanRemoval(age, belowOneHour);
  }

  /**
   * Files older than any age, zero included. Only for tables that nobody writes to meanwhile: a
   * commit in the making would lose its files.
   */
  public static OrphanRemoval unsafe(Duration age) {
    return new OrphanRemoval(age, true);
  }

  @Override
  public String title() {
    return "remove orphans";
  }
}
