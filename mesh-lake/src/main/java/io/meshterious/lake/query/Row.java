// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a result. Values are plain Java: {@code Boolean}, {@code Byte} to {@code Long}, {@code
 * BigInteger}, {@code BigDecimal}, {@code Float}, {@code Double}, {@code String}, {@code
 * LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code OffsetDateTime} in UTC, {@code
 * UUID}, {@code byte[]}, {@code List}, and {@code Map} for structs (in the order of their fields)
 * and maps. Columns are counted from 0; names are found without regard to case.
 */
public interface Row {
  /** The columns of the result. */
  List<ResultColumn> columns();

  /** A value; empty for null. */
  Optional<Object> value(int column);

  /** A value; empty for null. */
  Optional<Object> value(String column);

  /**
   * A value as another class, converted without loss.
   *
   * @throws io.meshterious.core.error.MeshException {@link QueryError#RESULT_MISMATCH} when the
   *     value is null or does not fit
   */
  <T> T as(String column, Class<T> type);

  /** A text. */
  default String text(String column) {
    return as(column, String.class);
  }

  /** A whole number. */
  default long number(String column) {
    return as(column, Long.class);
  }

  /** All values by name, in the order of the columns; null values are in it. */
  Map<String, Object> map();
}
