// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import java.util.Locale;
import java.util.Optional;

/** The standard's logical types. */
public enum LogicalType {
  /** Text. */
  STRING,
  /** A day. */
  DATE,
  /** A point in time. */
  TIMESTAMP,
  /** A time of day. */
  TIME,
  /** A number that may have a fraction. */
  NUMBER,
  /** A whole number. */
  INTEGER,
  /** Named values. */
  OBJECT,
  /** Values of one type. */
  ARRAY,
  /** True or false. */
  BOOLEAN;

  /** The name in a contract, such as {@code string}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that name in a contract. */
  public static Optional<LogicalType> of(String text) {
    for (LogicalType type : values()) {
      if (type.text().equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
