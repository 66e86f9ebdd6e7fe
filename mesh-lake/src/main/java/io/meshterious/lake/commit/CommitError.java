// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when a table is committed to. */
public enum CommitError implements ErrorCode {
  /** A change is described in a way that no table could accept. */
  INVALID_CHANGE(6_200, ErrorCategory.CALLER),
  /** A change needs the snapshot it was computed from. */
  BASE_MISSING(6_201, ErrorCategory.CALLER),
  /** The snapshot a change was computed from is no longer in the history of its branch. */
  BASE_GONE(6_202, ErrorCategory.TRANSIENT),
  /** Another commit came first and touched rows this one depends on. */
  CONFLICT(6_203, ErrorCategory.TRANSIENT),
  /** A file that a change removes or refers to is no longer in the table. */
  FILES_GONE(6_204, ErrorCategory.TRANSIENT),
  /** An overwrite's filter matches a part of a file only. */
  PARTIAL_FILE(6_205, ErrorCategory.CALLER),
  /** The branch does not exist. */
  UNKNOWN_BRANCH(6_206, ErrorCategory.CALLER),
  /** The table does not exist any more. */
  TABLE_GONE(6_207, ErrorCategory.CALLER),
  /** Other committers held the table until the deadline. */
  BUSY(6_208, ErrorCategory.TRANSIENT),
  /** The lock between processes cannot be used. */
  LOCK_FAILED(6_209, ErrorCategory.SYSTEM),
  /** The catalog cannot be reached, or refuses to answer. */
  CATALOG_FAILED(6_210, ErrorCategory.TRANSIENT),
  /** A file of the commit cannot be written or read. */
  FILE_FAILED(6_211, ErrorCategory.SYSTEM),
  /** Whether the commit happened could not be found out. */
  STATE_UNKNOWN(6_212, ErrorCategory.SYSTEM),
  /** The thread was interrupted before anything was committed. */
  INTERRUPTED(6_213, ErrorCategory.TRANSIENT),
  /** A check of the caller's refused the snapshots that came in between. */
  CHECK_REFUSED(6_214, ErrorCategory.TRANSIENT),
  /** A commit of several tables was not tried on this table, because another one was refused. */
  NOT_TRIED(6_215, ErrorCategory.TRANSIENT),
  /** Iceberg refused the commit for a reason that is not known here. */
  REFUSED(6_216, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  CommitError(int number, ErrorCategory category) {
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
