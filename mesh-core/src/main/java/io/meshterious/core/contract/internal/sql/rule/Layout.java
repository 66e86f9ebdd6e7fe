// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

import java.util.List;

/**
 * How a table is partitioned and clustered.
 *
 * @param clauses the clauses, in the dialect's words
 * @param losses the transforms that the dialect has no clause for, with the reason
 */
public record Layout(List<String> clauses, List<String> losses) {
  /** No partitioning. */
  public static final Layout NONE = new Layout(List.of(), List.of());

  /** Copies the lists. */
  public Layout {
    clauses = List.copyOf(clauses);
    losses = List.copyOf(losses);
  }
}
