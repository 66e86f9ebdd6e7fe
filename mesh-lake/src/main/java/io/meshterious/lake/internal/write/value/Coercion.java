// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.value;

import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Turns values of the engine's types into those of a table's without loss: either every value of
 * the one type is a value of the other, or the conversion fails for a value that is not. What could
 * silently lose digits, an offset or a meaning is not converted.
 */
public final class Coercion {
  private static final Map<String, Integer> INTEGER_DIGITS =
      Map.of(
          "TINYINT",
          3,
          "SMALLINT",
          5,
          "INTEGER",
          10,
          "BIGINT",
          19,
          "UTINYINT",
          3,
          "USMALLINT",
          5,
          "UINTEGER",
          10,
          "UBIGINT",
          20,
          "HUGEINT",
          39,
          "UHUGEINT",
          39);
  private static final int DOUBLE_DIGITS = 15;
  private static final int FLOAT_DIGITS = 6;

  private int names;

  /**
   * The expression that converts a value.
   *
   * @param from the type that the expression has
   * @param to the type of the table
   * @param value the expression
   * @return empty when the types do not fit
   */
  public Optional<String> convert(EngineType from, Type to, String value) {
    if (from.is("NULL")) {
      return Optional.of("CAST(" + value + " AS " + DuckTypes.sqlType(to) + ")");
    }
    switch (to.typeId()) {
      case STRUCT:
        return struct(from, to.asStructType(), value);
      case LIST:
        return list(from, to.asListType(), value);
      case MAP:
        return map(from, to.asMapType(), value);
      case VARIANT:
        return from.is("VARIANT") ? Optional.of(value) : Optional.empty();
      default:
        if (!fits(from, to)) {
          return Optional.empty();
        }
        String type = DuckTypes.sqlType(to);
        return Optional.of(same(from, to, type) ? value : "CAST(" + value + " AS " + type + ")");
    }
  }

  private static boolean same(EngineType from, Type to, String type) {
    return to.typeId() == Type.TypeID.DECIMAL
        ? from.is("DECIMAL") && DuckTypes.sqlType(to).equals(from.toString())
        : from.is(type);
  }

  private static boolean fits(EngineType from, Type to) {
    boolean integer = INTEGER_DIGITS.containsKey(from.name());
    switch (to.typeId()) {
      case BOOLEAN:
        return from.is("BOOLEAN");
      case INTEGER, LONG:
        return integer || (from.is("DECIMAL") && from.argument(1) == 0);
      case FLOAT:
        return from.is("FLOAT") || digits(from) <= FLOAT_DIGITS;
      case DOUBLE:
        return from.is("FLOAT") || from.is("DOUBLE") || digits(from) <= DOUBLE_DIGITS;
      case DECIMAL:
        int scale = ((Types.DecimalType) to).scale();
        return integer || (from.is("DECIMAL") && from.argument(1) <= scale);
      case DATE:
        return from.is("DATE");
      case TIME:
        return from.is("TIME");
      case TIMESTAMP:
        return ((Types.TimestampType) to).shouldAdjustToUTC()
            ? from.is("TIMESTAMPTZ")
            : List.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "DATE").contains(from.name());
      case TIMESTAMP_NANO:
        return ((Types.TimestampNanoType) to).shouldAdjustToUTC()
            ? from.is("TIMESTAMPTZ_NS") || from.is("TIMESTAMPTZ")
            : List.of("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE")
                .contains(from.name());
      case STRING:
        return from.is("VARCHAR");
      case UUID:
        return from.is("UUID");
      case BINARY:
        return from.is("BLOB");
      default:
        return false;
    }
  }

  /** How many digits a number of a type has at most; very many when it is not an exact number. */
  private static int digits(EngineType type) {
    return type.is("DECIMAL")
        ? type.argument(0)
        : INTEGER_DIGITS.getOrDefault(type.name(), Integer.MAX_VALUE);
  }

  private Optional<String> struct(EngineType from, Types.StructType to, String value) {
    if (!from.is("STRUCT")) {
      return Optional.empty();
    }
    List<NestedField> fields = to.fields();
    List<String> packed = new ArrayList<>();
    boolean unchanged = from.children().size() == fields.size();
    for (int i = 0; i < fields.size(); i++) {
      NestedField field = fields.get(i);
      Optional<EngineType.Child> child = child(from, field.name());
      String part = absent(field);
      if (child.isPresent()) {
        String inner = "struct_extract(" + value + ", " + Sql.literal(child.get().name()) + ")";
        Optional<String> converted = convert(child.get().type(), field.type(), inner);
        if (converted.isEmpty()) {
          return Optional.empty();
        }
        part = converted.get();
        unchanged &= part.equals(inner) && from.children().get(i).name().equals(field.name());
      } else {
        unchanged = false;
      }
      packed.add(Sql.quote(field.name()) + " := " + part);
    }
    if (from.children().stream().anyMatch(c -> !has(fields, c.name()))) {
      return Optional.empty();
    }
    if (unchanged) {
      return Optional.of(value);
    }
    return Optional.of(
        "CASE WHEN "
            + value
            + " IS NULL THEN NULL ELSE struct_pack("
            + String.join(", ", packed)
            + ") END");
  }

  /** What a column or field that the rows do not have is written as. */
  public static String absent(NestedField field) {
    String type = DuckTypes.sqlType(field.type());
    Object value = field.writeDefault();
    return "CAST("
        + (value == null ? "NULL" : Sql.literal(EngineValues.text(field.type(), value)))
        + " AS "
        + type
        + ")";
  }

  private static Optional<EngineType.Child> child(EngineType from, String name) {
    return from.children().stream().filter(c -> same(c.name(), name)).findFirst();
  }

  private static boolean has(List<NestedField> fields, String name) {
    return fields.stream().anyMatch(field -> same(field.name(), name));
  }

  private static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  private Optional<String> list(EngineType from, Types.ListType to, String value) {
    if (!from.is("LIST")) {
      return Optional.empty();
    }
    String element = "e" + names++;
    Optional<String> converted = convert(from.children().get(0).type(), to.elementType(), element);
    if (converted.isEmpty()) {
      return Optional.empty();
    }
    String list =
        from.arguments().isEmpty()
            ? value
            : "CAST(" + value + " AS " + from.children().get(0).type() + "[])";
    return Optional.of(
        converted.get().equals(element)
            ? list
            : "list_transform(" + list + ", lambda " + element + " : " + converted.get() + ")");
  }

  private Optional<String> map(EngineType from, Types.MapType to, String value) {
    if (!from.is("MAP")) {
      return Optional.empty();
    }
    String entry = "e" + names++;
    String key = "struct_extract(" + entry + ", 'key')";
    String held = "struct_extract(" + entry + ", 'value')";
    Optional<String> newKey = convert(from.children().get(0).type(), to.keyType(), key);
    Optional<String> newValue = convert(from.children().get(1).type(), to.valueType(), held);
    if (newKey.isEmpty() || newValue.isEmpty()) {
      return Optional.empty();
    }
    if (newKey.get().equals(key) && newValue.get().equals(held)) {
      return Optional.of(value);
    }
    return Optional.of(
        "map_from_entries(list_transform(map_entries("
            + value
            + "), lambda "
            + entry
            + " : struct_pack(key := "
            + newKey.get()
            + ", value := "
            + newValue.get()
            + ")))");
  }
}
