// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.value.EngineValues;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Tells in SQL which rows lie in the same partition. The text it makes of a row is equal for two
 * rows exactly when all of Iceberg's transforms are; the partition's values themselves are computed
 * by Iceberg from one of the rows.
 */
public final class PartitionKeys {
  private static final Pattern WIDTH = Pattern.compile("(bucket|truncate)\\[(\\d+)]");
  private static final int LONGEST_TEXT = 60;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Schema schema;
  private final List<PartitionField> fields;

  PartitionKeys(PartitionSpec spec) {
    this.schema = spec.schema();
    this.fields = spec.fields().stream().filter(f -> !f.transform().isVoid()).toList();
  }

  /** The expression of the key, as text that is short enough for the name of a folder. */
  String key() {
    List<String> parts = new ArrayList<>();
    for (PartitionField field : fields) {
      parts.add(part(field));
    }
    if (parts.isEmpty()) {
      return "''";
    }
    String text = "(" + String.join(" || ", parts) + ")";
    return "CASE WHEN strlen("
        + text
        + ") <= "
        + LONGEST_TEXT
        + " THEN "
        + text
        + " ELSE 'h' || sha256("
        + text
        + ") END";
  }

  /** One field's text, which says where it ends. */
  private String part(PartitionField field) {
    Type type = schema.findType(field.sourceId());
    String value = transformed(type, field.transform(), column(schema, field.sourceId()));
    String text = "CAST(" + value + " AS VARCHAR)";
    return "CASE WHEN "
        + value
        + " IS NULL THEN 'n' ELSE 't' || strlen("
        + text
        + ") || ':' || "
        + text
        + " END";
  }

  /** A column, or a field inside of columns, as an expression. */
  public static String column(Schema schema, int fieldId) {
    StringBuilder column = new StringBuilder();
    int at = -1;
    String name = schema.findColumnName(fieldId);
    List<Types.NestedField> level = schema.columns();
    while (at != fieldId) {
      Types.NestedField next = null;
      for (Types.NestedField field : level) {
        if (field.fieldId() == fieldId || contains(field, fieldId)) {
          next = field;
        }
      }
      if (next == null) {
        throw new MeshException(
            WriteError.TABLE_UNSUPPORTED,
            "Cannot write by column '" + name + "': it is not inside of structs only");
      }
      if (column.length() == 0) {
        column.append(Sql.quote(next.name()));
      } else {
        column
            .insert(0, "struct_extract(")
            .append(", ")
            .append(Sql.literal(next.name()))
            .append(')');
      }
      at = next.fieldId();
      level = next.type().isStructType() ? next.type().asStructType().fields() : List.of();
    }
    return column.toString();
  }

  private static boolean contains(Types.NestedField field, int fieldId) {
    return field.type().isStructType()
        && field.type().asStructType().fields().stream()
            .anyMatch(inner -> inner.fieldId() == fieldId || contains(inner, fieldId));
  }

  /** An expression that is equal for two values exactly when a transform of Iceberg is. */
  static String transformed(Type type, Transform<?, ?> transform, String value) {
    String name = transform.toString();
    Matcher width = WIDTH.matcher(name);
    if (width.matches()) {
      int parameter = Integer.parseInt(width.group(2));
      return width.group(1).equals("bucket")
          ? "(" + Hashes.of(type, value) + " & 2147483647) % " + parameter
          : truncated(type, parameter, value);
    }
    return switch (name) {
      case "identity" -> EngineValues.plain(type, value);
      case "year" -> "date_part('year', " + local(type, value) + ")";
      case "month" -> {
        String local = local(type, value);
        yield "date_part('year', " + local + ") * 12 + date_part('month', " + local + ")";
      }
      case "day" ->
          type.typeId() == Type.TypeID.DATE
              ? EngineValues.plain(type, value)
              : floor(EngineValues.plain(type, value), DAY_MICROS * perMicro(type));
      case "hour" -> floor(EngineValues.plain(type, value), HOUR_MICROS * perMicro(type));
      default ->
          throw new MeshException(
              WriteError.TABLE_UNSUPPORTED,
              "Cannot write partitions by '"
                  + name
                  + "': known transforms are [identity, year, month, day, hour, bucket, truncate,"
                  + " void]");
    };
  }

  private static long perMicro(Type type) {
    return type.typeId() == Type.TypeID.TIMESTAMP_NANO ? 1000 : 1;
  }

  /** A date or a moment as a date or a timestamp in UTC. */
  private static String local(Type type, String value) {
    if (type.typeId() == Type.TypeID.DATE) {
      return value;
    }
    String units = EngineValues.plain(type, value);
    return "make_timestamp("
        + (type.typeId() == Type.TypeID.TIMESTAMP_NANO ? floor(units, 1000) : units)
        + ")";
  }

  private static String truncated(Type type, int width, String value) {
    return switch (type.typeId()) {
      case INTEGER, LONG -> floor(value, width);
      case DECIMAL ->
          floor("CAST(replace(CAST(" + value + " AS VARCHAR), '.', '') AS HUGEINT)", width);
      case STRING -> "left(" + value + ", " + width + ")";
      case BINARY -> "left(hex(" + value + "), " + 2L * width + ")";
      default ->
          throw new MeshException(
              WriteError.TABLE_UNSUPPORTED, "Cannot truncate values of type " + type);
    };
  }

  /** Division that rounds down, for any whole number. */
  static String floor(String value, long divisor) {
    return "CASE WHEN "
        + value
        + " >= 0 THEN ("
        + value
        + ") // "
        + divisor
        + " ELSE -(-(("
        + value
        + ") + 1) // "
        + divisor
        + ") - 1 END";
  }
}
