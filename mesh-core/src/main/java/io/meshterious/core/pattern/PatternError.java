// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** Why a pattern was refused. */
public enum PatternError implements ErrorCode {
  /**
   * A construct that cannot be matched in linear time, or that does not mean the same in every
   * engine.
   */
  PATTERN_CONSTRUCT_REFUSED(1_020, ErrorCategory.DATA),
  /** Text that is not an ECMA-262 pattern in Unicode mode. */
  PATTERN_MALFORMED(1_021, ErrorCategory.DATA),
  /** A pattern that is too long, too deep, or repeats too much. */
  PATTERN_TOO_LARGE(1_022, ErrorCategory.DATA);

  private final int number;
  private final ErrorCategory category;

  PatternError(int number, ErrorCategory category) {
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
