// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** Why an event is not what its contract says. */
public enum DecodeError implements ErrorCode {
  /** The bytes are no JSON as RFC 8259 describes it. */
  JSON_MALFORMED(4_000),
  /** The event is larger or deeper than the limits allow. */
  EVENT_TOO_LARGE(4_001),
  /** The event is JSON, and no object. */
  NOT_AN_OBJECT(4_002),
  /** A field occurs twice. */
  FIELD_REPEATED(4_003),
  /** Nobody knows how to read events of that content type. */
  CONTENT_TYPE_UNKNOWN(4_005),
  /** The bytes are not what their content type says. */
  PAYLOAD_UNREADABLE(4_006),
  /** A required field is not there. */
  FIELD_MISSING(4_010),
  /** A required field is null. */
  FIELD_NULL(4_011),
  /** A field is there that the contract does not name. */
  FIELD_UNKNOWN(4_012),
  /** A value is of another type of JSON than the contract says. */
  TYPE_WRONG(4_013),
  /** A number or a time lies outside its bounds or those of its type. */
  OUT_OF_RANGE(4_014),
  /** A number has digits that its type cannot hold, or is no multiple of what the contract says. */
  NOT_A_MULTIPLE(4_015),
  /** A text, or a run of bytes, is too short or too long. */
  LENGTH_WRONG(4_016),
  /** A value is none of those that are allowed. */
  NOT_ALLOWED(4_017),
  /** A text does not match its pattern. */
  PATTERN_BROKEN(4_018),
  /** A text is not written as its type or format says. */
  FORM_BROKEN(4_019),
  /** An array has too few or too many items, or two that are the same. */
  ITEMS_WRONG(4_020),
  /** An object has too few or too many fields. */
  FIELD_COUNT_WRONG(4_021),
  /** A contract and a table do not fit each other, or a contract says what cannot be checked. */
  NOT_DECODABLE(4_100, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  DecodeError(int number) {
    this(number, ErrorCategory.DATA);
  }

  DecodeError(int number, ErrorCategory category) {
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
