// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when a lake is opened, and when its tables are created and changed. */
public enum LakeError implements ErrorCode {
  /** A table or namespace has a name that is not allowed. */
  INVALID_NAME(6_001, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  LakeError(int number, ErrorCategory category) {
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
