// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.sql.MigrationStep;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a migration. */
final class Steps {
  private final List<MigrationStep> steps = new ArrayList<>();

  void safe(String description, List<String> statements) {
    add(description, statements, false);
  }

  void safe(String description, String statement) {
    add(description, List.of(statement), false);
  }

  void destructive(String description, List<String> statements) {
    add(description, statements, true);
  }

  void add(String description, List<String> statements, boolean destructive) {
    if (!statements.isEmpty()) {
      steps.add(new MigrationStep(description, statements, destructive));
    }
  }

  List<MigrationStep> all() {
    return List.copyOf(steps);
  }
}
