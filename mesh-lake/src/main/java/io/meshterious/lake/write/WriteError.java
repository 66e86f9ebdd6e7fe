// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when rows are written to a table. */
public enum WriteError implements ErrorCode {
  /** The rows have a column that the table does not have, or lack one that it requires. */
  COLUMN_MISMATCH(6_400, ErrorCategory.CALLER),
  /** A column's type cannot become the table's without loss. */
  TYPE_MISMATCH(6_401, ErrorCategory.CALLER),
  /** A column that the table requires has no value in some rows. */
  REQUIRED_MISSING(6_402, ErrorCategory.DATA),
  /** Rows break the rules of the table's contract. */
  CONTRACT_BROKEN(6_403, ErrorCategory.DATA),
  /** The rows to write have several of the same key. */
  DUPLICATE_KEY(6_404, ErrorCategory.DATA),
  /** A write is described in a way that the table cannot carry out. */
  INVALID_WRITE(6_405, ErrorCategory.CALLER),
  /** Rows to write lie outside of what an overwrite replaces. */
  OUTSIDE_OVERWRITE(6_406, ErrorCategory.DATA),
  /** A merge would change the same row of the table twice. */
  AMBIGUOUS_MERGE(6_407, ErrorCategory.DATA),
  /** A table has something that cannot be written. */
  TABLE_UNSUPPORTED(6_408, ErrorCategory.CALLER),
  /** A file could not be written or put in its place. */
  FILE_NOT_WRITTEN(6_409, ErrorCategory.SYSTEM),
  /** Other writers changed the same rows again and again until the deadline. */
  CONTENDED(6_410, ErrorCategory.TRANSIENT);

  private final int number;
  private final ErrorCategory category;

  WriteError(int number, ErrorCategory category) {
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
