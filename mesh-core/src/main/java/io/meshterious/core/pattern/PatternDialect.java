// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

/** The regular expression languages that a {@link LinearPattern} can be written in. */
public enum PatternDialect {
  /** ECMA-262 with the {@code u} flag, as JSON Schema asks; found anywhere. */
  ECMA,
  /** {@link java.util.regex.Pattern} without flags, for {@code Matcher.find()}. */
  JAVA,
  /**
   * RE2 without flags, for DuckDB's {@code regexp_matches} and BigQuery's {@code REGEXP_CONTAINS}.
   */
  RE2,
  /** PostgreSQL's advanced regular expressions for the operator {@code ~}, in a UTF-8 database. */
  POSTGRESQL,
  /** Spark and Databricks, for {@code RLIKE}. */
  SPARK,
  /**
   * Snowflake, for {@code REGEXP_LIKE} without parameters. That function wants the whole text to
   * match, so the pattern has no anchors and starts and ends with {@code (.|newline)*} where the
   * search is open.
   */
  SNOWFLAKE
}
