// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import java.util.List;

/**
 * One step of a migration.
 *
 * @param description what it does, in words
 * @param statements the statements, each without its closing semicolon
 * @param destructive whether it can lose data or fail on data that the older contract allowed
 */
public record MigrationStep(String description, List<String> statements, boolean destructive) {
  /** Copies the statements. */
  public MigrationStep {
    statements = List.copyOf(statements);
  }
}
