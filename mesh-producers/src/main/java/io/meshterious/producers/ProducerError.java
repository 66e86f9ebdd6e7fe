// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when events are produced. */
public enum ProducerError implements ErrorCode {
  /** A contract says what no generated value can fulfil. */
  NOT_GENERATED(2_000, ErrorCategory.DATA),
  /** An option has a value that is not allowed. */
  PRODUCER_OPTION_INVALID(2_001, ErrorCategory.CALLER),
  /** A plan of faults is wrong, or does not fit the table. */
  FAULT_PLAN_INVALID(2_002, ErrorCategory.CALLER),
  /** A log of faults cannot be read. */
  TRUTH_LOG_INVALID(2_003, ErrorCategory.DATA);

  private final int number;
  private final ErrorCategory category;

  ProducerError(int number, ErrorCategory category) {
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
