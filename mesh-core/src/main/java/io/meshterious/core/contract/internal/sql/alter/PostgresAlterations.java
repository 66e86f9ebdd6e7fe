// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.internal.sql.change.TablePair.ColumnPair;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How PostgreSQL changes tables. */
public final class PostgresAlterations extends Alterations {
  /** Statements of the dialect. */
  public PostgresAlterations(Dialect dialect) {
    super(dialect);
  }

  @Override
  public List<String> move(TableName from, TableName to) {
    return List.of(alter(from) + "SET SCHEMA " + dialect.quote(to.schema().orElse("public")));
  }

  @Override
  public String rename(TableName from, TableName to) {
    return alter(from) + "RENAME TO " + dialect.quote(to.name());
  }

  @Override
  public List<String> convert(TableName table, ColumnPair column) {
    List<String> made = new ArrayList<>();
    String name = dialect.quote(column.after().name());
    if (column.renamedInside()) {
      String moved =
          new JsonRenames(dialect)
              .moved(name, column.before().property(), column.renamed().property(), 0);
      made.add(
          "UPDATE "
              + dialect.quote(table)
              + " SET "
              + name
              + " = "
              + moved
              + " WHERE "
              + name
              + " IS NOT NULL");
    }
    if (column.retyped()) {
      String using =
          cast(
              name,
              column.renamed().property().dataType(),
              column.renamed().type(),
              column.after().property().dataType(),
              column.after().type());
      made.add(
          alter(table)
              + "ALTER COLUMN "
              + name
              + " TYPE "
              + column.after().type()
              + (using.equals(name) ? "" : " USING " + using));
    }
    return made;
  }

  /** A value of one type as an expression that can be assigned to another. */
  private static String cast(
      String value, DataType from, String fromType, DataType to, String type) {
    if (type.equals("JSONB")) {
      return from instanceof DataType.Text
          ? "CAST(" + value + " AS JSONB)"
          : "to_jsonb(" + value + ")";
    } else if (fromType.equals("JSONB")) {
      return viaText(value, type);
    } else if (from instanceof DataType.Text && to instanceof DataType.Text) {
      return value;
    } else if (to instanceof DataType.Text) {
      return "CAST(" + value + " AS TEXT)";
    }
    return numeric(value, from, to, type)
        .or(() -> moment(value, from, to, type))
        .or(() -> array(value, from, to, type))
        .orElse(viaText(value, type));
  }

  private static Optional<String> numeric(String value, DataType from, DataType to, String type) {
    boolean toNumber = number(to);
    if (number(from) && toNumber) {
      return Optional.of("CAST(" + value + " AS " + type + ")");
    } else if (from instanceof DataType.Bool && toNumber) {
      return Optional.of("CAST(CAST(" + value + " AS INTEGER) AS " + type + ")");
    }
    return number(from) && to instanceof DataType.Bool
        ? Optional.of("(" + value + " <> 0)")
        : Optional.empty();
  }

  private static boolean number(DataType type) {
    return type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real;
  }

  private static Optional<String> moment(String value, DataType from, DataType to, String type) {
    if (from instanceof DataType.Timestamp one) {
      String local = one.zoned() ? "(" + value + " AT TIME ZONE 'UTC')" : value;
      if (to instanceof DataType.Timestamp other) {
        boolean same = one.zoned() == other.zoned();
        return Optional.of(
            same
                ? "CAST(" + value + " AS " + type + ")"
                : "CAST(" + value + " AT TIME ZONE 'UTC' AS " + type + ")");
      }
      return to instanceof DataType.Date || to instanceof DataType.Time
          ? Optional.of("CAST(" + local + " AS " + type + ")")
          : Optional.empty();
    } else if (from instanceof DataType.Date && to instanceof DataType.Timestamp other) {
      String local = "CAST(" + value + " AS TIMESTAMP)";
      return Optional.of(other.zoned() ? "(" + local + " AT TIME ZONE 'UTC')" : local);
    }
    return from instanceof DataType.Time && to instanceof DataType.Time
        ? Optional.of("CAST(" + value + " AS " + type + ")")
        : Optional.empty();
  }

  private static Optional<String> array(String value, DataType from, DataType to, String type) {
    if (from instanceof DataType.Array one && to instanceof DataType.Array other) {
      boolean related =
          one.element().getClass() == other.element().getClass()
              || (number(one.element()) && number(other.element()))
              || other.element() instanceof DataType.Text;
      boolean zones =
          one.element() instanceof DataType.Timestamp first
              && other.element() instanceof DataType.Timestamp second
              && first.zoned() != second.zoned();
      return related && !zones
          ? Optional.of("CAST(" + value + " AS " + type + ")")
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static String viaText(String value, String type) {
    return "CAST(CAST(" + value + " AS TEXT) AS " + type + ")";
  }

  @Override
  public boolean renamesConstraints() {
    return true;
  }

  @Override
  public boolean checksKeys() {
    return true;
  }
}
