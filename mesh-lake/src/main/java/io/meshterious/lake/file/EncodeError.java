// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when batches are written to data files. */
public enum EncodeError implements ErrorCode {
  /** A column has a type that data files cannot hold. */
  UNSUPPORTED_TYPE(6_150, ErrorCategory.CALLER),
  /** A table property or option about writing has a value that is not allowed. */
  INVALID_WRITER_OPTION(6_151, ErrorCategory.CALLER),
  /** A batch has other columns than the file or table it is written to. */
  SCHEMA_MISMATCH(6_152, ErrorCategory.CALLER),
  /** A required column has a null. */
  NULL_IN_REQUIRED(6_153, ErrorCategory.DATA),
  /** A value does not fit its column's type: too many digits, or the wrong length. */
  VALUE_OUT_OF_RANGE(6_154, ErrorCategory.DATA),
  /** A data file could not be written or deleted. */
  WRITE_FAILED(6_155, ErrorCategory.TRANSIENT),
  /** A writer was used after it was finished, closed, or had failed. */
  WRITER_CLOSED(6_156, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  EncodeError(int number, ErrorCategory category) {
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
