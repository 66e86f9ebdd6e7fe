// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when rejected events are replayed. */
public enum RejectError implements ErrorCode {
  /** What should mend a rejected event failed itself. */
  REJECT_TRANSFORM_FAILED(5_030, ErrorCategory.CALLER),
  /** Rejected events that are replayed are not committed in time. */
  REJECT_REPLAY_SLOW(5_031, ErrorCategory.TRANSIENT);

  private final int number;
  private final ErrorCategory category;

  RejectError(int number, ErrorCategory category) {
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
