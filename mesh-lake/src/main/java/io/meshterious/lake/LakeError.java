// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong when a lake is opened, and when its namespaces and tables are looked after. */
public enum LakeError implements ErrorCode {
  /** A table or namespace has a name that is not allowed. */
  INVALID_NAME(6_001, ErrorCategory.CALLER),
  /** An option of a lake, or of how it is reached, has a value that is not allowed. */
  INVALID_LAKE_OPTION(6_002, ErrorCategory.CALLER),
  /** A lake was used after it was closed. */
  LAKE_CLOSED(6_003, ErrorCategory.CALLER),
  /** What should be opened as a lake is not a folder. */
  NOT_A_FOLDER(6_010, ErrorCategory.CALLER),
  /** A lake should be made in a folder that does not exist. */
  PARENT_MISSING(6_011, ErrorCategory.CALLER),
  /** A lake that must exist does not. */
  LAKE_MISSING(6_012, ErrorCategory.CALLER),
  /** A folder holds other things than a lake. */
  NOT_A_LAKE(6_013, ErrorCategory.CALLER),
  /** A lake has a layout that is no longer read. */
  LAYOUT_TOO_OLD(6_014, ErrorCategory.SYSTEM),
  /** A lake has a layout of a newer version of Mesh. */
  LAYOUT_TOO_NEW(6_015, ErrorCategory.SYSTEM),
  /** A lake's folder was moved or copied. */
  LAKE_MOVED(6_016, ErrorCategory.SYSTEM),
  /** Parts of a lake are missing or unreadable. */
  LAKE_DAMAGED(6_017, ErrorCategory.SYSTEM),
  /** A lake's folder cannot be written. */
  FOLDER_NOT_WRITABLE(6_018, ErrorCategory.SYSTEM),
  /** Another process kept a lake's folder to itself for too long. */
  LAKE_BUSY(6_019, ErrorCategory.TRANSIENT),
  /** A library is needed that is not on the class path. */
  LIBRARY_MISSING(6_030, ErrorCategory.CALLER),
  /** A catalog does not answer. */
  CATALOG_UNREACHABLE(6_031, ErrorCategory.TRANSIENT),
  /** A catalog refuses the credentials, or what they should allow. */
  CATALOG_DENIED(6_032, ErrorCategory.SYSTEM),
  /** A catalog fails, or answers what it should not. */
  CATALOG_BROKEN(6_033, ErrorCategory.SYSTEM),
  /** A catalog cannot do what was asked. */
  NOT_SUPPORTED(6_034, ErrorCategory.CALLER),
  /** A table does not exist. */
  TABLE_MISSING(6_040, ErrorCategory.CALLER),
  /** A namespace of that name exists. */
  NAMESPACE_EXISTS(6_041, ErrorCategory.CALLER),
  /** A namespace that should be dropped has tables. */
  NAMESPACE_NOT_EMPTY(6_042, ErrorCategory.CALLER),
  /** A table property may not be set or removed this way. */
  PROPERTY_REFUSED(6_043, ErrorCategory.CALLER),
  /** The files of a table may not be deleted. */
  PURGE_REFUSED(6_044, ErrorCategory.CALLER),
  /** A file would be written or deleted outside the folder that all files have to be in. */
  OUTSIDE_WAREHOUSE(6_050, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  LakeError(int number, ErrorCategory category) {
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
