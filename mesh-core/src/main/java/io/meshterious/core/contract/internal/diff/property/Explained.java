// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import java.util.Set;

/**
 * What a table's own changes already say about keys that stand at its properties.
 *
 * @param primaryKey whether they speak for the primary key
 * @param partitioning whether they speak for the partitioning
 * @param foreignKeys the properties whose relationships they speak for
 */
public record Explained(boolean primaryKey, boolean partitioning, Set<String> foreignKeys) {
  /** Nothing. */
  static final Explained NOTHING = new Explained(false, false, Set.of());
}
