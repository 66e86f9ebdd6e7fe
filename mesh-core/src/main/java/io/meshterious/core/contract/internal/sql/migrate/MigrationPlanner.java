// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.internal.sql.alter.BigQueryAlterations;
import io.meshterious.core.contract.internal.sql.alter.PostgresAlterations;
import io.meshterious.core.contract.internal.sql.alter.SnowflakeAlterations;
import io.meshterious.core.contract.internal.sql.alter.SparkAlterations;
import io.meshterious.core.contract.internal.sql.build.SqlSettings;
import io.meshterious.core.contract.internal.sql.change.SchemaChange;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.contract.sql.MigrationStep;
import io.meshterious.core.contract.sql.SqlDialect;
import java.util.List;

/** Plans the steps from the tables of one contract version to those of another. */
public final class MigrationPlanner {
  private MigrationPlanner() {}

  /** The steps, in order. */
  public static List<MigrationStep> plan(
      SqlDialect which,
      SqlSettings settings,
      DataContract older,
      DataContracts olderContext,
      DataContract newer,
      DataContracts newerContext) {
    Dialect dialect = Dialects.of(which);
    SchemaChange change =
        SchemaChange.of(dialect, settings, older, olderContext, newer, newerContext);
    return switch (which) {
      case DUCKDB -> RebuildPlanner.plan(change);
      case POSTGRES -> AlterPlanner.plan(change, new PostgresAlterations(dialect));
      case BIGQUERY -> AlterPlanner.plan(change, new BigQueryAlterations(dialect));
      case SNOWFLAKE -> AlterPlanner.plan(change, new SnowflakeAlterations(dialect));
      case DATABRICKS, SPARK -> AlterPlanner.plan(change, new SparkAlterations(dialect));
    };
  }
}
