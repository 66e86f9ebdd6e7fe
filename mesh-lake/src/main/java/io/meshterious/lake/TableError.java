// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when a table is made from a contract, and when it follows a newer one. */
public enum TableError implements ErrorCode {
  /** A contract's table has something that an Iceberg table cannot hold. */
  NOT_STORABLE(6_100, ErrorCategory.DATA),
  /** A table of that name exists. */
  TABLE_EXISTS(6_101, ErrorCategory.CALLER),
  /** The namespace that a table should be made in does not exist. */
  NAMESPACE_MISSING(6_102, ErrorCategory.CALLER),
  /** A table property or format version that was asked for is not allowed. */
  INVALID_TABLE_OPTION(6_103, ErrorCategory.CALLER),
  /** A contract does not describe the table that was named, or several and none was named. */
  CONTRACT_TABLE_UNKNOWN(6_104, ErrorCategory.CALLER),
  /** A table does not say which contract it was made from, or says it unreadably. */
  NO_CONTRACT(6_110, ErrorCategory.DATA),
  /** A table should follow a contract, or a table of one, that it was not made from. */
  OTHER_CONTRACT(6_111, ErrorCategory.CALLER),
  /** A table should follow an older version of its contract than it has. */
  OLDER_CONTRACT(6_112, ErrorCategory.CALLER),
  /** A newer contract breaks what the rows of a table hold, or asks for what cannot be done. */
  EVOLUTION_REFUSED(6_113, ErrorCategory.DATA),
  /** Others kept changing a table while it should follow a newer contract. */
  EVOLUTION_CONFLICT(6_114, ErrorCategory.TRANSIENT),
  /** Whether a table follows the newer contract is not known. */
  EVOLUTION_UNKNOWN(6_115, ErrorCategory.TRANSIENT);

  private final int number;
  private final ErrorCategory category;

  TableError(int number, ErrorCategory category) {
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
