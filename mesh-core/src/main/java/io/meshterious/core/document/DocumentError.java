// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** Why a document can be neither read nor written. */
public enum DocumentError implements ErrorCode {
  /** There is no such file, or a folder stands where a file is needed. */
  FILE_NOT_FOUND(1_001, ErrorCategory.CALLER),
  /** The file is there and cannot be read. */
  FILE_UNREADABLE(1_002, ErrorCategory.SYSTEM),
  /** The file's name says neither YAML nor JSON. */
  UNKNOWN_FORMAT(1_003, ErrorCategory.CALLER),
  /** The bytes are not UTF-8. */
  NOT_UTF8(1_004, ErrorCategory.DATA),
  /** There is nothing in the document. */
  EMPTY(1_005, ErrorCategory.DATA),
  /** The text is not YAML or not JSON. */
  SYNTAX(1_006, ErrorCategory.DATA),
  /** The document has more bytes than {@link ReadLimits#bytes} allows. */
  TOO_LARGE(1_007, ErrorCategory.DATA),
  /** Maps and lists nest deeper than {@link ReadLimits#depth} allows. */
  TOO_DEEP(1_008, ErrorCategory.DATA),
  /** There are more values than {@link ReadLimits#nodes} allows. */
  TOO_MANY_NODES(1_009, ErrorCategory.DATA),
  /** A YAML alias names nothing, holds itself, or repeats too much. */
  ALIAS(1_010, ErrorCategory.DATA),
  /** A number has too many digits or too large an exponent. */
  NUMBER_TOO_LARGE(1_011, ErrorCategory.DATA),
  /** The text is valid YAML or JSON that no document may use. */
  UNSUPPORTED(1_012, ErrorCategory.DATA),
  /** More than one document follow each other. */
  SEVERAL_DOCUMENTS(1_013, ErrorCategory.DATA),
  /** A node cannot be written. */
  UNWRITABLE(1_014, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  DocumentError(int number, ErrorCategory category) {
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
