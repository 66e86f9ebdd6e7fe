// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when tables are maintained, tagged, branched, rolled back and audited. */
public enum KeepError implements ErrorCode {
  /** A tag or branch of that name does not exist. */
  REF_NOT_FOUND(6_500, ErrorCategory.CALLER),
  /** A tag or branch of that name exists already. */
  REF_EXISTS(6_501, ErrorCategory.CALLER),
  /** A tag or branch cannot be used in that way, such as dropping the main branch. */
  INVALID_REF(6_502, ErrorCategory.CALLER),
  /** The table has no such snapshot, or no longer. */
  SNAPSHOT_NOT_FOUND(6_503, ErrorCategory.CALLER),
  /** The snapshot is not in the history of the current one. */
  NOT_AN_ANCESTOR(6_504, ErrorCategory.CALLER),
  /** A branch has moved on, so that it cannot be forwarded without losing commits. */
  DIVERGED(6_505, ErrorCategory.TRANSIENT),
  /** An option of a maintenance task has a value that is not allowed. */
  INVALID_OPTION(6_506, ErrorCategory.CALLER),
  /** The table's file IO cannot list files, so that orphans cannot be found. */
  LISTING_UNSUPPORTED(6_507, ErrorCategory.SYSTEM),
  /** Files in storage and in metadata differ in scheme or host only: none is safe to delete. */
  LOCATION_MISMATCH(6_508, ErrorCategory.SYSTEM),
  /** The table's properties forbid deleting files. */
  DELETION_FORBIDDEN(6_509, ErrorCategory.CALLER),
  /** A branch was to be published whose checks failed, or were not run on its newest snapshot. */
  AUDIT_NOT_PASSED(6_510, ErrorCategory.DATA),
  /** Other writers committed again and again before a maintenance commit could land. */
  COMMIT_CONTENDED(6_511, ErrorCategory.TRANSIENT),
  /** It is not known whether a maintenance commit has happened. */
  COMMIT_UNKNOWN(6_512, ErrorCategory.SYSTEM),
  /** An archive could not be written, or does not hold what it should: nothing was deleted. */
  ARCHIVE_FAILED(6_513, ErrorCategory.SYSTEM),
  /** A contract does not say clearly how long rows are kept. */
  INVALID_RETENTION(6_514, ErrorCategory.CALLER),
  /** A maintenance step failed for a reason outside of it. */
  STEP_FAILED(6_515, ErrorCategory.SYSTEM);

  private final int number;
  private final ErrorCategory category;

  KeepError(int number, ErrorCategory category) {
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
