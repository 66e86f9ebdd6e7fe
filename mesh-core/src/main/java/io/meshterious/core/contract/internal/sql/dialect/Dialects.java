// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.sql.SqlDialect;

/** All dialects. */
public final class Dialects {
  private Dialects() {}

  /** The dialect, with comments inside the types of objects where it has them. */
  public static Dialect of(SqlDialect dialect) {
    return of(dialect, true);
  }

  /** The dialect with types that say nothing but the type. */
  public static Dialect bare(SqlDialect dialect) {
    return of(dialect, false);
  }

  private static Dialect of(SqlDialect dialect, boolean described) {
    return switch (dialect) {
      case DUCKDB -> new DuckDb(described);
      case POSTGRES -> new Postgres(described);
      case BIGQUERY -> new BigQuery(described);
      case SNOWFLAKE -> new Snowflake(described);
      case DATABRICKS -> new Databricks(described);
      case SPARK -> new Spark(described);
    };
  }
}
