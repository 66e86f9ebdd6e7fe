// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong with sources of events. */
public enum SourceError implements ErrorCode {
  /** The URI of a source, or an option in it, is not allowed. */
  SOURCE_INVALID(3_000, ErrorCategory.CALLER),
  /** Nobody answers where a source should be. */
  SOURCE_UNREACHABLE(3_001, ErrorCategory.TRANSIENT),
  /** A source does not let the user in, or does not let them do what is needed. */
  SOURCE_REFUSED_LOGIN(3_002, ErrorCategory.SYSTEM),
  /** A source gives no more events, and waiting would not help. */
  SOURCE_FAILED(3_003, ErrorCategory.SYSTEM),
  /** What is found where events should come from is not what the URI says. */
  SOURCE_DIFFERS(3_004, ErrorCategory.CALLER),
  /** A source's TLS certificate is not trusted. */
  SOURCE_UNTRUSTED(3_005, ErrorCategory.SYSTEM),
  /** Positions that were stored are none of this source. */
  POSITION_INVALID(3_006, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  SourceError(int number, ErrorCategory category) {
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
