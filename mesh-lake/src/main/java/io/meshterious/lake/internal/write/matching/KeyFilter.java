// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.value.EngineValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Where in a table rows with the keys of some other rows can be: between the least and the greatest
 * value of each key, or, when there are few, at their values.
 */
final class KeyFilter {
  private static final int FEW = 200;

  private KeyFilter() {}

  /**
   * The filter.
   *
   * @param relation a table of the session with the key columns; rows without a value are left out
   */
  static Expression of(Session session, String relation, List<NestedField> keys) {
    Expression filter = Expressions.alwaysTrue();
    for (NestedField key : keys) {
      if (comparable(key.type())) {
        filter = Expressions.and(filter, one(session, relation, key));
      }
    }
    return filter;
  }

  /** UUIDs are ordered differently by different writers, nanoseconds are not literals. */
  private static boolean comparable(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN, INTEGER, LONG, DATE, TIME, TIMESTAMP, STRING, BINARY, DECIMAL -> true;
      default -> false;
    };
  }

  private static Expression one(Session session, String relation, NestedField key) {
    String column = Sql.quote(key.name());
    String plain = EngineValues.plain(key.type(), "v");
    List<Object> few =
        values(
            session,
            "SELECT "
                + plain
                + " FROM (SELECT DISTINCT "
                + column
                + " AS v FROM "
                + relation
                + " WHERE "
                + column
                + " IS NOT NULL LIMIT "
                + (FEW + 1)
                + ")",
            key.type());
    if (few.isEmpty()) {
      return Expressions.alwaysFalse();
    } else if (few.size() <= FEW) {
      return Expressions.in(key.name(), few.toArray());
    }
    List<Object> ends =
        values(
            session,
            "SELECT "
                + plain
                + " FROM (SELECT unnest([min("
                + column
                + "), max("
                + column
                + ")]) AS v FROM "
                + relation
                + ")",
            key.type());
    return Expressions.and(
        Expressions.greaterThanOrEqual(key.name(), ends.get(0)),
        Expressions.lessThanOrEqual(key.name(), ends.get(1)));
  }

  private static List<Object> values(Session session, String sql, Type type) {
    return session.query(
        sql,
        rows -> {
          List<Object> values = new ArrayList<>();
          while (rows.next()) {
            values.add(Objects.requireNonNull(EngineValues.read(rows, 1, type), "a key"));
          }
          return values;
        });
  }
}
