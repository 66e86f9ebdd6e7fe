// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong with facts of lineage. */
public enum LineageError implements ErrorCode {
  /** A file of facts cannot be written. */
  LINEAGE_UNWRITABLE(9_000, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  LineageError(int number, ErrorCategory category) {
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
