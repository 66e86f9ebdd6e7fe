// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import java.util.Optional;
import org.apache.iceberg.types.Type;

/** Transforms of sort orders as SQL. */
final class Transforms {
  private static final String TRUNCATE = "truncate[";

  private Transforms() {}

  /**
   * The transformed column; absent when SQL has no such transform.
   *
   * @param transform the transform as Iceberg writes it, such as {@code truncate[4]}
   * @param type the type of the column
   * @param column the column in SQL
   */
  static Optional<String> sql(String transform, Type type, String column) {
    if (transform.startsWith(TRUNCATE)) {
      String width = transform.substring(TRUNCATE.length(), transform.length() - 1);
      return switch (type.typeId()) {
        case STRING -> Optional.of("left(" + column + ", " + width + ")");
        case INTEGER, LONG ->
            Optional.of(String.format("%s - ((%1$s %% %s) + %2$s) %% %2$s", column, width));
        default -> Optional.empty();
      };
    }
    return switch (transform) {
      case "identity" -> Optional.of(column);
      case "year", "month", "day", "hour" ->
          Optional.of("date_trunc('" + transform + "', " + column + ")");
      default -> Optional.empty();
    };
  }
}
