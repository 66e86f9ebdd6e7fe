// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.sql.Migration;
import io.meshterious.core.contract.sql.MigrationStep;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the statements that turn the tables of one version into those of another. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description =
        "Print the SQL that turns the tables of one version of a contract into those of another.",
    footer = {
      "",
      "Steps that can lose data or fail on it are marked, and refused without --allow-destructive."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class MigrateCommand implements Callable<Integer> {
  private final Output output;

  @Parameters(index = "0", paramLabel = "OLD", description = "The older version.")
  private Path older = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The newer version.")
  private Path newer = Path.of("");

  @Option(
      names = "--dialect",
      required = true,
      description = "duckdb, postgres, bigquery, snowflake, databricks or spark.")
  private SqlDialect dialect = SqlDialect.DUCKDB;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "The schema of the tables; default: what the contract's servers say.")
  private @Nullable String schema;

  @Option(
      names = "--allow-destructive",
      description = "Print steps that can lose data or fail on it, too.")
  private boolean allowDestructive;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  MigrateCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    DataContracts olderSet = DataContracts.loadWithReferences(older);
    DataContracts newerSet = DataContracts.loadWithReferences(newer);
    Migration migration =
        Migration.between(
            olderSet.all().get(0),
            olderSet,
            newerSet.all().get(0),
            newerSet,
            dialect,
            Optional.ofNullable(schema));
    String script = migration.script(allowDestructive);
    if (format == Output.Format.JSON) {
      output.json(json(migration));
    } else {
      output.out().print(script);
    }
    return MeshCli.OK;
  }

  private static MapNode json(Migration migration) {
    return MapNode.builder()
        .put("dialect", migration.dialect().name().toLowerCase(Locale.ROOT))
        .put("destructive", migration.destructive())
        .put("steps", ListNode.of(migration.steps().stream().map(MigrateCommand::json).toList()))
        .build();
  }

  private static MapNode json(MigrationStep step) {
    return MapNode.builder()
        .put("description", step.description())
        .put("destructive", step.destructive())
        .put("statements", ListNode.of(step.statements()))
        .build();
  }
}
