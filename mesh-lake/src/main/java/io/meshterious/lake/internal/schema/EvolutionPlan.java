// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * What has to be done so that a table follows a newer contract. Its text is a list of the steps.
 */
public final class EvolutionPlan {
  private static final int ATTEMPTS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private final org.apache.iceberg.Table table;
  private final DataContract newer;
  private final Table newerTable;
  private final List<String> steps;
  private final TableMetadata base;
  private final TableMetadata target;

  EvolutionPlan(
      org.apache.iceberg.Table table,
      DataContract newer,
      Table newerTable,
      List<String> steps,
      TableMetadata base,
      TableMetadata target) {
    this.table = table;
    this.newer = newer;
    this.newerTable = newerTable;
    this.steps = List.copyOf(steps);
    this.base = base;
    this.target = target;
  }

  /** The steps, in words without a full stop; none when the table follows the contract already. */
  public List<String> steps() {
    return steps;
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Does it, in one commit, or not at all. When others commit in between, the plan is made anew and
   * done if it is still the same; nothing is done when they did it already.
   *
   * @return the table as it is then
   * @throws MeshException with {@link TableError#EVOLUTION_CONFLICT} when another plan is needed
   *     now or others commit all the time, with {@link TableError#EVOLUTION_UNKNOWN} when the
   *     catalog does not tell whether it took the commit, or as {@link Evolution#plan}
   */
  public org.apache.iceberg.Table apply() {
    EvolutionPlan plan = this;
    for (int attempt = 1; !plan.isEmpty(); attempt++) {
      if (plan.commit()) {
        break;
      }
      if (attempt == ATTEMPTS) {
        throw conflict(
            "others committed to it during each of " + ATTEMPTS + " attempts; try again");
      }
      pause(attempt);
      plan = Evolution.plan(table, newer, newerTable);
      if (!plan.isEmpty() && !plan.steps.equals(steps)) {
        throw conflict("somebody changed it since this was planned; plan again");
      }
    }
    table.refresh();
    return table;
  }

  /** Whether the catalog took the commit; false when somebody else's came first. */
  private boolean commit() {
    TableOperations operations = ((HasTableOperations) table).operations();
    try {
      operations.commit(base, target);
      return true;
    } catch (CommitFailedException other) {
      return false;
    } catch (CommitStateUnknownException unknown) {
      if (Evolution.plan(table, newer, newerTable).isEmpty()) {
        return true;
      }
      throw new MeshException(
          TableError.EVOLUTION_UNKNOWN,
          "Cannot tell whether table '"
              + table.name()
              + "' follows version "
              + newer.version()
              + " of its contract: the catalog did not answer the commit; evolve it again, which"
              + " does nothing if it was done",
          unknown);
    }
  }

  private MeshException conflict(String why) {
    return new MeshException(
        TableError.EVOLUTION_CONFLICT,
        "Cannot evolve table '" + table.name() + "' to version " + newer.version() + ": " + why);
  }

  private static void pause(int attempt) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, 2L << Math.min(attempt, 10));
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextLong(longest)));
  }

  @Override
  public String toString() {
    return isEmpty() ? "nothing to do" : String.join("\n", steps);
  }
}
