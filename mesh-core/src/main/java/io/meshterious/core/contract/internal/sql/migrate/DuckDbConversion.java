// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** Values of one DuckDB column as values of another. */
final class DuckDbConversion {
  private final Dialect dialect;

  DuckDbConversion(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The older value as an expression of the newer type. */
  String of(String value, Property older, Property newer) {
    return of(value, older, newer, 0);
  }

  private String of(String value, Property older, Property newer, int depth) {
    DataType from = older.dataType();
    DataType to = newer.dataType();
    String type = dialect.type(newer);
    if (from instanceof DataType.Struct && to instanceof DataType.Struct) {
      return struct(value, older, newer, type, depth);
    } else if (from instanceof DataType.Array && to instanceof DataType.Array) {
      String item = "item" + depth;
      String inside = of(item, older.items().orElseThrow(), newer.items().orElseThrow(), depth + 1);
      return inside.equals(item)
          ? value
          : "list_transform(" + value + ", lambda " + item + ": " + inside + ")";
    } else if (dialect.type(older).equals(type)) {
      return value;
    } else if (to instanceof DataType.Json) {
      return from instanceof DataType.Text ? cast(value, type) : "to_json(" + value + ")";
    }
    return plain(value, from, to, type);
  }

  private static String plain(String value, DataType from, DataType to, String type) {
    boolean fromInstant = from instanceof DataType.Timestamp one && one.zoned();
    boolean toInstant = to instanceof DataType.Timestamp other && other.zoned();
    boolean moments = moment(from) && moment(to);
    if (fromInstant && moments && !toInstant) {
      return cast("timezone('UTC', " + value + ")", type);
    } else if (toInstant && moments && !fromInstant) {
      return cast("timezone('UTC', " + cast(value, "TIMESTAMP") + ")", type);
    }
    boolean numbers = number(from) && number(to);
    boolean direct =
        numbers || moments || from.getClass() == to.getClass() || from instanceof DataType.Text;
    return direct ? cast(value, type) : cast(cast(value, "VARCHAR"), type);
  }

  private static boolean moment(DataType type) {
    return type instanceof DataType.Timestamp || type instanceof DataType.Date;
  }

  private static boolean number(DataType type) {
    return type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real
        || type instanceof DataType.Bool;
  }

  private static String cast(String value, String type) {
    return type.equals("VARCHAR") && value.endsWith(" AS VARCHAR)")
        ? value
        : "CAST(" + value + " AS " + type + ")";
  }

  private String struct(String value, Property older, Property newer, String type, int depth) {
    List<String> fields = new ArrayList<>();
    boolean same = dialect.type(older).equals(type);
    for (Matching.Entry<Property> entry :
        Matching.properties(older.properties(), newer.properties()).entries()) {
      String name = dialect.quote(entry.newer().columnName());
      String old =
          entry
              .older()
              .map(it -> "struct_extract(" + value + ", " + dialect.literal(it.columnName()) + ")")
              .orElse("CAST(NULL AS " + dialect.type(entry.newer()) + ")");
      String field =
          entry.older().isPresent() ? of(old, entry.older().get(), entry.newer(), depth) : old;
      same &=
          field.equals(old)
              && entry
                  .older()
                  .filter(it -> it.columnName().equals(entry.newer().columnName()))
                  .isPresent();
      fields.add(name + " := " + field);
    }
    return same
        ? value
        : "CASE WHEN "
            + value
            + " IS NULL THEN NULL ELSE struct_pack("
            + String.join(", ", fields)
            + ") END";
  }
}
