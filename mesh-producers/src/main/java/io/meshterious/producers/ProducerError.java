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
  TRUTH_LOG_INVALID(2_003, ErrorCategory.DATA),
  /** A file of events cannot be replayed. */
  REPLAY_INVALID(2_004, ErrorCategory.DATA),
  /** A checkpoint cannot be read, or belongs to another run. */
  CHECKPOINT_INVALID(2_005, ErrorCategory.DATA),
  /** The URI of a target, or an option in it, is not allowed. */
  TARGET_INVALID(2_010, ErrorCategory.CALLER),
  /** Nobody answers where a target should be. */
  TARGET_UNREACHABLE(2_011, ErrorCategory.TRANSIENT),
  /** A target does not let the user in, or does not let them do what is needed. */
  TARGET_REFUSED_LOGIN(2_012, ErrorCategory.SYSTEM),
  /** A target takes no more events, and waiting would not help. */
  TARGET_FAILED(2_013, ErrorCategory.SYSTEM),
  /** What is found where events should go is not what the URI says. */
  TARGET_DIFFERS(2_014, ErrorCategory.CALLER),
  /** A target's TLS certificate is not trusted. */
  TARGET_UNTRUSTED(2_015, ErrorCategory.SYSTEM);

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
