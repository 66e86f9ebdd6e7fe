// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when rejected events also go to somebody else. */
public enum DeadLetterError implements ErrorCode {
  /** The URI of where they go, or an option in it, is not allowed. */
  DEAD_LETTERS_INVALID(5_040, ErrorCategory.CALLER),
  /** Nobody answers there, or nothing is taken at the moment. */
  DEAD_LETTERS_UNREACHABLE(5_041, ErrorCategory.TRANSIENT),
  /** The user is not let in, or not let do what is needed. */
  DEAD_LETTERS_REFUSED_LOGIN(5_042, ErrorCategory.SYSTEM),
  /** What is found there is not what the URI says. */
  DEAD_LETTERS_DIFFER(5_043, ErrorCategory.CALLER),
  /** The TLS certificate found there is not trusted. */
  DEAD_LETTERS_UNTRUSTED(5_044, ErrorCategory.SYSTEM),
  /** An event is not taken, and waiting would not help. */
  DEAD_LETTER_REFUSED(5_045, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  DeadLetterError(int number, ErrorCategory category) {
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
