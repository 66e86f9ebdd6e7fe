// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.lake.internal.engine.KeyIndex;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.value.EngineValues;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.types.Types.NestedField;

/** Keys of one column whose values are whole numbers, or times, which are counted. */
final class WholeKeys {
  private WholeKeys() {}

  /**
   * An index of staged rows by their key, with the number of the row in the staged table.
   *
   * @param count how many rows there are
   * @return empty when there are several key columns, other types, no rows, or too many
   */
  static Optional<KeyIndex> index(
      Session session, String staged, List<NestedField> keys, long count) {
    if (keys.size() != 1 || count == 0 || !isCounted(keys.get(0))) {
      return Optional.empty();
    }
    String number = number(keys.get(0), "s");
    long[] range =
        session.query(
            "SELECT min(" + number + "), max(" + number + ") FROM " + staged + " AS s",
            rows -> {
              rows.next();
              return new long[] {rows.getLong(1), rows.getLong(2)};
            });
    Optional<KeyIndex> index = session.index(range[0], range[1], count);
    index.ifPresent(
        it ->
            session.number(
                "SELECT count(*) FROM " + staged + " AS s WHERE " + it.add(number, "s.rowid")));
    return index;
  }

  private static boolean isCounted(NestedField key) {
    return switch (key.type().typeId()) {
      case INTEGER, LONG, DATE, TIME, TIMESTAMP -> true;
      default -> false;
    };
  }

  /** The key as a whole number. */
  static String number(NestedField key, String alias) {
    return "CAST("
        + EngineValues.plain(key.type(), alias + "." + Sql.quote(key.name()))
        + " AS BIGINT)";
  }
}
