// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when tables are read. */
public enum QueryError implements ErrorCode {
  /** The SQL does not parse, or names columns or functions that do not exist. */
  SQL_INVALID(6_300, ErrorCategory.CALLER),
  /** The statement does more than read the lake's tables. */
  STATEMENT_NOT_ALLOWED(6_301, ErrorCategory.CALLER),
  /** A table of the statement does not exist. */
  TABLE_UNKNOWN(6_302, ErrorCategory.CALLER),
  /** A parameter is missing, too many, or of a class that cannot be bound. */
  PARAMETER_INVALID(6_303, ErrorCategory.CALLER),
  /** A snapshot, tag, branch or time is not in a table's history. */
  SNAPSHOT_UNKNOWN(6_304, ErrorCategory.CALLER),
  /** A result does not fit what it is asked to become. */
  RESULT_MISMATCH(6_305, ErrorCategory.CALLER),
  /** A query was cancelled or closed while it ran. */
  QUERY_CANCELLED(6_306, ErrorCategory.CALLER),
  /** A query took longer than its timeout. */
  QUERY_TIMEOUT(6_307, ErrorCategory.SYSTEM),
  /** A query needs more memory or temporary space than the engine may use. */
  QUERY_TOO_LARGE(6_308, ErrorCategory.SYSTEM),
  /** A value cannot be computed or converted: overflow, division, a text that is no number. */
  QUERY_DATA(6_309, ErrorCategory.DATA),
  /** A table holds files or types that cannot be read. */
  SCAN_UNSUPPORTED(6_310, ErrorCategory.DATA),
  /** A file of a table is missing, unreadable or damaged. */
  DATA_FILE_UNREADABLE(6_311, ErrorCategory.SYSTEM),
  /** Remote files do not fit into the staging folder, or it cannot be written. */
  STAGING_FAILED(6_312, ErrorCategory.SYSTEM),
  /** A result cannot be written where it should go. */
  OUTPUT_FAILED(6_313, ErrorCategory.SYSTEM),
  /** An engine option has a value that is not allowed. */
  ENGINE_OPTION_INVALID(6_314, ErrorCategory.CALLER),
  /** The engine is closed, cannot be started, or failed in a way that has no other code. */
  ENGINE_FAILED(6_315, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  QueryError(int number, ErrorCategory category) {
    this.number = number;
    this.category = category;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
