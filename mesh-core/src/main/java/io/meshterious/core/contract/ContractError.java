// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong with a contract that could be read. */
public enum ContractError implements ErrorCode {
  /** The contract breaks the standard. */
  CONTRACT_INVALID(1_030, ErrorCategory.DATA),
  /** There is no contract of that id or file. */
  CONTRACT_UNKNOWN(1_031, ErrorCategory.CALLER),
  /** Two contracts have the same id and version. */
  CONTRACT_DUPLICATE(1_032, ErrorCategory.DATA),
  /** A property's logical type, options and physical type do not make one type. */
  TYPE_UNRESOLVED(1_033, ErrorCategory.DATA),
  /** What the contract says cannot be said in the target's language. */
  NOT_REPRESENTABLE(1_034, ErrorCategory.DATA),
  /** A renderer was asked with an option it does not know, or a value it does not allow. */
  OPTION_INVALID(1_035, ErrorCategory.CALLER),
  /** A migration would lose data and was not told that it may. */
  MIGRATION_DESTRUCTIVE(1_036, ErrorCategory.CALLER),
  /** No statement of the dialect makes the change. */
  MIGRATION_IMPOSSIBLE(1_037, ErrorCategory.DATA),
  /** A builder was given something the standard does not allow. */
  BUILD_INVALID(1_038, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  ContractError(int number, ErrorCategory category) {
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
