// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong between sources and tables. */
public enum IngestError implements ErrorCode {
  /** An option of a pipeline has a value that is not allowed. */
  INGEST_OPTION_INVALID(5_000, ErrorCategory.CALLER),
  /** Events cannot be recognised by a column of its type. */
  ID_UNSUPPORTED(5_001, ErrorCategory.CALLER),
  /** There are more ids in the dedupe window than there is memory for. */
  DEDUPE_MEMORY(5_002, ErrorCategory.SYSTEM),
  /** The counts of a commit do not add up. */
  BOOKS_UNBALANCED(5_003, ErrorCategory.BUG),
  /** An event has the id of another one, and says something else. */
  DUPLICATE_CHANGED(5_010, ErrorCategory.DATA),
  /** An event came later than its contract allows. */
  EVENT_LATE(5_011, ErrorCategory.DATA),
  /** Too large a share of the events is rejected. */
  TOO_MANY_REJECTS(5_012, ErrorCategory.DATA),
  /** An event belongs to none of the tables that a pipeline feeds. */
  EVENT_UNROUTED(5_013, ErrorCategory.DATA),
  /** A pipeline was used after it had stopped. */
  INGEST_STOPPED(5_020, ErrorCategory.CALLER),
  /** A pipeline ended for a reason that nobody foresaw. */
  INGEST_BROKEN(5_021, ErrorCategory.BUG);

  private final int number;
  private final ErrorCategory category;

  IngestError(int number, ErrorCategory category) {
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
