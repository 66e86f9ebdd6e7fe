// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.diff.ContractDiff;
import java.util.List;

/**
 * Which changes of a contract a table follows.
 *
 * <p>A table keeps the rows that it has. It follows a change when these rows hold to the newer
 * contract as they are, or after a change of metadata: additions, renames, wider types and
 * relaxations, also where readers of the data have to be told. It does not follow a change that
 * rows may break, or that would lose what they hold. Changes that are not about rows, such as
 * servers, roles and service levels, are remembered and no more.
 */
final class EvolutionRules {
  private EvolutionRules() {}

  /** The changes of a table, and of its contract as a whole, that a table does not follow. */
  static List<Change> refused(ContractDiff diff, String table) {
    return diff.changes().stream()
        .filter(change -> change.table().isEmpty() || change.table().get().equals(table))
        .filter(change -> refuses(change.kind()))
        .toList();
  }

  /** Whether rows may break a change, or lose something by it. */
  static boolean refuses(ChangeKind kind) {
    return switch (kind) {
      case CONTRACT_ID_CHANGED,
          PRIMARY_KEY_ADDED,
          PRIMARY_KEY_CHANGED,
          FOREIGN_KEY_ADDED,
          FOREIGN_KEY_CHANGED,
          TABLE_KIND_CHANGED,
          EVENT_ID_CHANGED,
          EVENT_TYPE_CHANGED,
          UNKNOWN_FIELDS_DROPPED,
          PROPERTY_REMOVED,
          TYPE_NARROWED,
          TYPE_CHANGED,
          TIMEZONE_CHANGED,
          NULLABLE_TO_REQUIRED,
          ENUM_INTRODUCED,
          ENUM_VALUES_REMOVED,
          CONSTRAINT_TIGHTENED,
          CONSTRAINT_CHANGED,
          UNIQUE_ADDED ->
          true;
      default -> false;
    };
  }
}
