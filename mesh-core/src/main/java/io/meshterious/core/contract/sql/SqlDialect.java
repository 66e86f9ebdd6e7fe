// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The SQL dialects that tables are rendered for. */
public enum SqlDialect {
  /** DuckDB. */
  DUCKDB,
  /** PostgreSQL. */
  POSTGRES,
  /** Google BigQuery. */
  BIGQUERY,
  /** Snowflake. */
  SNOWFLAKE,
  /** Databricks with Delta tables. */
  DATABRICKS,
  /** Apache Spark with Iceberg tables. */
  SPARK;

  /** The name in commands, such as {@code postgres}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The dialect of that name. */
  public static Optional<SqlDialect> of(String text) {
    return Arrays.stream(values()).filter(dialect -> dialect.text().equals(text)).findFirst();
  }

  /** All names, in order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SqlDialect::text).toList();
  }
}
