// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Iceberg's types as the engine's, and a schema as what the engine reads and writes files by. */
public final class DuckTypes {
  private DuckTypes() {}

  /** The engine's name of a type, such as {@code STRUCT("a" INTEGER)[]}. */
  public static String sqlType(Type type) {
    switch (type.typeId()) {
      case BOOLEAN:
        return "BOOLEAN";
      case INTEGER:
        return "INTEGER";
      case LONG:
        return "BIGINT";
      case FLOAT:
        return "FLOAT";
      case DOUBLE:
        return "DOUBLE";
      case DATE:
        return "DATE";
      case TIME:
        return "TIME";
      case TIMESTAMP:
        return ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
      case TIMESTAMP_NANO:
        return ((Types.TimestampNanoType) type).shouldAdjustToUTC()
            ? "TIMESTAMPTZ_NS"
            : "TIMESTAMP_NS";
      case STRING:
        return "VARCHAR";
      case UUID:
        return "UUID";
      case FIXED:
      case BINARY:
        return "BLOB";
      case DECIMAL:
        Types.DecimalType decimal = (Types.DecimalType) type;
        return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
      case UNKNOWN:
        return "INTEGER";
      case STRUCT:
        return structType(type.asStructType().fields());
      case LIST:
        return sqlType(type.asListType().elementType()) + "[]";
      case MAP:
        Types.MapType map = type.asMapType();
        return "MAP(" + sqlType(map.keyType()) + ", " + sqlType(map.valueType()) + ")";
      default:
        throw new MeshException(
            QueryError.SCAN_UNSUPPORTED,
            "Cannot use type " + type + " in SQL: the engine has no such type for tables");
    }
  }

  private static String structType(List<NestedField> fields) {
    checkNames(fields);
    List<String> parts = new ArrayList<>();
    for (NestedField field : fields) {
      parts.add(Sql.quote(field.name()) + " " + sqlType(field.type()));
    }
    return "STRUCT(" + String.join(", ", parts) + ")";
  }

  /**
   * The value of the COPY option {@code FIELD_IDS} for rows with the columns of a schema, in its
   * names: {@code {"id": 1, "place": {__duckdb_field_id: 2, "lat": 3}}}.
   */
  public static String fieldIds(Schema schema) {
    return fieldIds(schema.columns());
  }

  /** The value of the COPY option {@code FIELD_IDS} for rows of these columns. */
  public static String fieldIds(List<NestedField> fields) {
    checkNames(fields);
    List<String> parts = new ArrayList<>();
    for (NestedField field : fields) {
      parts.add(fieldId(Sql.quote(field.name()), field.fieldId(), field.type()));
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private static String fieldId(String name, int id, Type type) {
    List<String> children = new ArrayList<>();
    if (type.isStructType()) {
      for (NestedField field : type.asStructType().fields()) {
        children.add(fieldId(Sql.quote(field.name()), field.fieldId(), field.type()));
      }
    } else if (type.isListType()) {
      Types.ListType list = type.asListType();
      children.add(fieldId("element", list.elementId(), list.elementType()));
    } else if (type.isMapType()) {
      Types.MapType map = type.asMapType();
      children.add(fieldId("key", map.keyId(), map.keyType()));
      children.add(fieldId("value", map.valueId(), map.valueType()));
    }
    if (children.isEmpty()) {
      return name + ": " + id;
    }
    return name + ": {__duckdb_field_id: " + id + ", " + String.join(", ", children) + "}";
  }

  /**
   * The value of the option {@code schema} of {@code read_parquet} for columns found by field id.
   * Top-level columns are named as {@link #columnName} says, nested ones as in the schema.
   */
  static String readSchema(List<NestedField> fields) {
    List<String> parts = new ArrayList<>();
    for (NestedField field : fields) {
      parts.add(
          entry(field.fieldId(), columnName(field.fieldId()), field.type(), defaultText(field)));
    }
    return "MAP{" + String.join(", ", parts) + "}";
  }

  /**
   * The name under which a file's column is read: unlike the table's names it cannot collide with
   * the virtual columns of {@code read_parquet}.
   */
  static String columnName(int fieldId) {
    return "c" + fieldId;
  }

  private static String entry(int id, String name, Type type, String defaultValue) {
    return id
        + ": {name: "
        + Sql.literal(name)
        + ", type: "
        + Sql.literal(sqlType(type))
        + ", default_value: "
        + defaultValue
        + ", children: "
        + children(type)
        + "}";
  }

  private static String children(Type type) {
    List<String> parts = new ArrayList<>();
    if (type.isStructType()) {
      for (NestedField field : type.asStructType().fields()) {
        parts.add(entry(field.fieldId(), field.name(), field.type(), defaultText(field)));
      }
    } else if (type.isListType()) {
      Types.ListType list = type.asListType();
      parts.add(entry(list.elementId(), "element", list.elementType(), "NULL"));
    } else if (type.isMapType()) {
      Types.MapType map = type.asMapType();
      parts.add(entry(map.keyId(), "key", map.keyType(), "NULL"));
      parts.add(entry(map.valueId(), "value", map.valueType(), "NULL"));
    }
    return parts.isEmpty() ? "NULL" : "MAP{" + String.join(", ", parts) + "}";
  }

  /** The initial default as a string literal that the engine converts, or NULL. */
  private static String defaultText(NestedField field) {
    Object value = field.initialDefault();
    return value == null ? "NULL" : Sql.literal(SqlValues.text(field.type(), value));
  }

  /** Names that differ only in case are one name to the engine. */
  static void checkNames(List<NestedField> fields) {
    Set<String> names = new HashSet<>();
    for (NestedField field : fields) {
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        throw new MeshException(
            QueryError.SCAN_UNSUPPORTED,
            "Cannot read column '"
                + field.name()
                + "': another column has the same name in other letters, and SQL does not tell"
                + " them apart; rename one of them");
      }
    }
  }
}
