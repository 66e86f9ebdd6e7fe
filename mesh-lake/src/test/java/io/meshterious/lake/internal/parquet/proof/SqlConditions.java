// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Conditions as DuckDB takes them. */
final class SqlConditions {
  private SqlConditions() {}

  static String of(Condition condition, Schema schema) {
    String column = column(condition.path(), schema);
    Type type = condition.type();
    List<String> operands =
        condition.operands().stream().map(operand -> literal(type, operand)).toList();
    return switch (condition.operator()) {
      case EQUAL -> column + " = " + operands.get(0);
      case NOT_EQUAL -> column + " <> " + operands.get(0);
      case LESS -> column + " < " + operands.get(0);
      case LESS_OR_EQUAL -> column + " <= " + operands.get(0);
      case GREATER -> column + " > " + operands.get(0);
      case GREATER_OR_EQUAL -> column + " >= " + operands.get(0);
      case IN -> column + " IN " + list(operands);
      case NOT_IN -> column + " NOT IN " + list(operands);
      case IS_NULL -> column + " IS NULL";
      case NOT_NULL -> column + " IS NOT NULL";
      case IS_NAN -> "isnan(" + column + ")";
    };
  }

  private static String list(List<String> operands) {
    return operands.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private static String column(List<Integer> path, Schema schema) {
    List<NestedField> fields = schema.columns();
    StringBuilder column = new StringBuilder();
    for (int place : path) {
      NestedField field = fields.get(place);
      column.append(column.isEmpty() ? "" : ".").append(DuckFiles.column(field.name()));
      fields = field.type().isStructType() ? field.type().asStructType().fields() : List.of();
    }
    return column.toString();
  }

  private static String literal(Type type, Object value) {
    return switch (type.typeId()) {
      case BOOLEAN -> value.toString();
      case INTEGER -> cast(value, "INTEGER");
      case LONG -> cast(value, "BIGINT");
      case FLOAT -> cast(value, "FLOAT");
      case DOUBLE -> cast(value, "DOUBLE");
      case DATE -> "(DATE '1970-01-01' + CAST('" + value + "' AS INTEGER))";
      case TIME -> cast(LocalTime.ofNanoOfDay((Long) value * 1000), "TIME");
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC()
              ? "CAST(make_timestamp(" + value + ") AS TIMESTAMPTZ)"
              : "make_timestamp(" + value + ")";
      case TIMESTAMP_NANO -> "make_timestamp_ns(" + value + ")";
      case DECIMAL ->
          cast(
              ((BigDecimal) value).toPlainString(),
              "DECIMAL("
                  + ((Types.DecimalType) type).precision()
                  + ", "
                  + ((Types.DecimalType) type).scale()
                  + ")");
      case UUID -> cast(value, "UUID");
      case FIXED, BINARY ->
          "from_hex('" + HexFormat.of().formatHex(((ByteBuffer) value).array()) + "')";
      case STRING -> text((String) value);
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static String cast(Object value, String type) {
    return "CAST('" + value + "' AS " + type + ")";
  }

  /** SQL texts end at a character 0. */
  private static String text(String value) {
    return value.indexOf(0) < 0
        ? "'" + value.replace("'", "''") + "'"
        : "decode(from_hex('" + HexFormat.of().formatHex(RandomValues.utf8(value)) + "'))";
  }
}
