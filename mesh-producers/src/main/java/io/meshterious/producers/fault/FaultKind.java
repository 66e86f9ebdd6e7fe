// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be wrong with an event. */
public enum FaultKind {
  /** A required property is not there. */
  MISSING_REQUIRED("missing-required", "fields"),
  /** A value is of another type. */
  WRONG_TYPE("wrong-type", "fields"),
  /** A number or a day lies beyond its bounds, or a text is too long or too short. */
  OUT_OF_RANGE("out-of-range", "fields"),
  /** A value is none of those allowed. */
  NOT_IN_VOCABULARY("not-in-vocabulary", "fields"),
  /** A text does not match its pattern or is not written in its form. */
  PATTERN_BROKEN("pattern-broken", "fields"),
  /** The JSON ends too soon. */
  TRUNCATED("malformed-truncated"),
  /** A text in the JSON has an escape that JSON does not know. */
  BAD_ESCAPE("malformed-escape"),
  /** A text in the JSON has a byte that is no UTF-8. */
  BAD_UTF8("malformed-utf8"),
  /** Something follows the JSON. */
  TRAILING_GARBAGE("malformed-trailing"),
  /** The event is sent once more, as it is. */
  DUPLICATE("duplicate", "within"),
  /** The event is sent once more, with the same id and another value. */
  DUPLICATE_CHANGED("duplicate-changed", "fields", "within"),
  /** The event happened longer ago than it may have. */
  LATE("late", "by"),
  /** The event has not happened yet. */
  FUTURE("future", "by"),
  /** The event is sent after others that happened later. */
  OUT_OF_ORDER("out-of-order", "within"),
  /** The event has a property that the contract does not name. */
  UNKNOWN_FIELD("unknown-field"),
  /** The event is one of an older version of the contract. */
  OLDER_VERSION("older-version", "fields", "contract"),
  /** The event is one of a newer version of the contract. */
  NEWER_VERSION("newer-version", "contract"),
  /** A foreign key leads to no row. */
  ORPHAN_REFERENCE("orphan-reference", "fields"),
  /** The event is longer than it should be. */
  OVERSIZED("oversized", "bytes"),
  /** From a row on, the values of a property are spread in another way. */
  DRIFT("drift");

  /** The kinds that are no JSON: a plan names them together as {@code malformed}. */
  public static final List<FaultKind> MALFORMED =
      List.of(TRUNCATED, BAD_ESCAPE, BAD_UTF8, TRAILING_GARBAGE);

  private final String label;
  private final List<String> options;

  FaultKind(String label, String... options) {
    this.label = label;
    this.options = List.of(options);
  }

  /** The name in plans and logs. */
  public String label() {
    return label;
  }

  /** The names of the options that it has in plans. */
  public List<String> options() {
    return options;
  }

  /** The kind of that name. */
  public static Optional<FaultKind> of(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
