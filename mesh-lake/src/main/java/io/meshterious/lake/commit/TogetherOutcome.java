// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.lake.TableName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a commit of several tables ended.
 *
 * <p>Where the catalog can commit several tables in one step (REST catalogs can), it is {@code
 * atomic}: all tables changed, or none. Elsewhere the tables are committed one after the other,
 * while no other committer of the lake can get in between, and after all of them were checked; a
 * reader may see the first ones before the last. If the process ends in the middle, committing the
 * same changes with the same attempt id makes up for the rest.
 *
 * @param attemptId the attempt id, the same in all tables
 * @param atomic whether it was one step
 * @param tables how it ended for each table
 */
public record TogetherOutcome(
    String attemptId, boolean atomic, Map<TableName, CommitOutcome> tables) {
  /** Keeps a copy, in order. */
  public TogetherOutcome {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** Whether every table was committed. */
  public boolean committed() {
    return tables.values().stream().allMatch(it -> it instanceof CommitOutcome.Committed);
  }

  /** This outcome, or the exception of the first table that was not committed. */
  public TogetherOutcome orThrow() {
    tables.values().forEach(CommitOutcome::orThrow);
    return this;
  }
}
