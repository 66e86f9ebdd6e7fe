// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.internal.sql.Script;
import io.meshterious.core.contract.internal.sql.build.SqlSettings;
import io.meshterious.core.contract.internal.sql.migrate.MigrationPlanner;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Optional;

/**
 * The statements that turn the tables of one contract version into those of another, with the rows
 * that they have. What is renamed is found by its id, as {@link DataContract#diff} finds it.
 *
 * @param dialect the dialect
 * @param steps the steps, in order; none when nothing about the tables changes
 */
public record Migration(SqlDialect dialect, List<MigrationStep> steps) {
  /** Copies the steps. */
  public Migration {
    steps = List.copyOf(steps);
  }

  /**
   * Plans a migration between two contracts that stand alone, in the schemas that they name.
   *
   * @throws MeshException with {@link ContractError#MIGRATION_IMPOSSIBLE} when the dialect has no
   *     statement for a change, or with {@link ContractError#NOT_REPRESENTABLE} when one of the
   *     contracts cannot be rendered
   */
  public static Migration between(DataContract older, DataContract newer, SqlDialect dialect) {
    return between(
        older,
        DataContracts.of(List.of(older)),
        newer,
        DataContracts.of(List.of(newer)),
        dialect,
        Optional.empty());
  }

  /**
   * Plans a migration; see {@link #between(DataContract, DataContract, SqlDialect)}.
   *
   * @param older the older contract
   * @param olderContext the contracts that the older one's references may lead to, itself included
   * @param newer the newer contract
   * @param newerContext the contracts that the newer one's references may lead to, itself included
   * @param dialect the dialect
   * @param schema the schema of all tables; when absent, what the contracts' servers say
   */
  public static Migration between(
      DataContract older,
      DataContracts olderContext,
      DataContract newer,
      DataContracts newerContext,
      SqlDialect dialect,
      Optional<String> schema) {
    SqlSettings settings = new SqlSettings(schema, Optional.empty(), true);
    return new Migration(
        dialect,
        MigrationPlanner.plan(dialect, settings, older, olderContext, newer, newerContext));
  }

  /** Whether a step can lose data or fail on data that the older contract allowed. */
  public boolean destructive() {
    return !destructiveSteps().isEmpty();
  }

  /** The steps that can lose data or fail on data that the older contract allowed. */
  public List<MigrationStep> destructiveSteps() {
    return steps.stream().filter(MigrationStep::destructive).toList();
  }

  /**
   * The steps as one script, each under a comment that says what it does; destructive ones are
   * marked. Where the dialect can undo changes of tables, the script is one transaction.
   *
   * @param allowDestructive whether steps may lose data or fail on it
   * @throws MeshException with {@link ContractError#MIGRATION_DESTRUCTIVE}, listing the steps, when
   *     one does and may not
   */
  public String script(boolean allowDestructive) {
    if (!allowDestructive && destructive()) {
      StringBuilder message = new StringBuilder("Cannot write the migration: ");
      message.append(destructiveSteps().size()).append(" of ").append(steps.size());
      message.append(
          " steps can lose data or fail on it; allow it with script(true) or --allow-destructive");
      destructiveSteps().forEach(step -> message.append("\n  ").append(step.description()));
      throw new MeshException(ContractError.MIGRATION_DESTRUCTIVE, message.toString());
    }
    Script script = new Script();
    if (steps.isEmpty()) {
      script.comment("nothing to do");
      return script.text();
    }
    boolean transactional = dialect == SqlDialect.DUCKDB || dialect == SqlDialect.POSTGRES;
    if (transactional) {
      script.statement("BEGIN");
    }
    for (MigrationStep step : steps) {
      script.comment((step.destructive() ? "destructive: " : "") + step.description());
      step.statements().forEach(script::statement);
    }
    if (transactional) {
      script.statement("COMMIT");
    }
    return script.text();
  }
}
