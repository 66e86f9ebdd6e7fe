// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Parquet files as DuckDB sees them. */
@SuppressWarnings("DuplicateBranches") // one branch for each type
final class DuckFiles implements AutoCloseable {
  private final Connection connection;

  DuckFiles() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET threads = 1");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** All rows. */
  List<List<@Nullable Object>> read(Path file, Schema schema) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      columns.add(plain(field.type(), column(field.name())));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results =
            statement.executeQuery("SELECT " + String.join(", ", columns) + from(file))) {
      while (results.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < schema.columns().size(); i++) {
          row.add(cell(schema.columns().get(i).type(), results.getObject(i + 1)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The numbers of the rows for which a condition is true. */
  List<Long> rowNumbers(Path file, String condition) throws SQLException {
    List<Long> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results =
            statement.executeQuery(
                "SELECT " + RandomSchemas.ROW + from(file) + " WHERE " + condition)) {
      while (results.next()) {
        rows.add(results.getLong(1));
      }
    }
    return rows;
  }

  /** One number. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      results.next();
      return results.getLong(1);
    }
  }

  /** A column of the file; names that Avro does not allow are written as others. */
  static String column(String name) {
    return quoted(AvroSchemaUtil.makeCompatibleName(name));
  }

  static String from(Path file) {
    return " FROM read_parquet('" + file.toString().replace("'", "''") + "')";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** An expression of types that JDBC hands over without touching them. */
  private static String plain(Type type, String value) {
    return switch (type.typeId()) {
      case DATE -> "date_diff('day', DATE '1970-01-01', " + value + ")";
      case TIME, TIMESTAMP -> "epoch_us(" + value + ")";
      case TIMESTAMP_NANO ->
          ((Types.TimestampNanoType) type).shouldAdjustToUTC()
              ? "epoch_ns(" + value + ")"
              : "epoch_ns(" + value + ")";
      case DECIMAL, UUID -> "CAST(" + value + " AS VARCHAR)";
      case FIXED, BINARY -> "hex(" + value + ")";
      case STRUCT -> {
        List<String> fields = new ArrayList<>();
        List<NestedField> all = type.asStructType().fields();
        for (int i = 0; i < all.size(); i++) {
          String name = AvroSchemaUtil.makeCompatibleName(all.get(i).name());
          String field = "struct_extract(" + value + ", '" + name.replace("'", "''") + "')";
          fields.add("f" + i + " := " + plain(all.get(i).type(), field));
        }
        yield "CASE WHEN "
            + value
            + " IS NULL THEN NULL ELSE struct_pack("
            + String.join(", ", fields)
            + ") END";
      }
      case LIST -> {
        String element = element(value);
        yield "list_transform("
            + value
            + ", lambda "
            + element
            + ": "
            + plain(type.asListType().elementType(), element)
            + ")";
      }
      case MAP -> {
        String entry = element(value);
        yield "list_transform(map_entries("
            + value
            + "), lambda "
            + entry
            + ": struct_pack(k := "
            + plain(type.asMapType().keyType(), "struct_extract(" + entry + ", 'key')")
            + ", v := "
            + plain(type.asMapType().valueType(), "struct_extract(" + entry + ", 'value')")
            + "))";
      }
      default -> value;
    };
  }

  /** A name for the elements of a value that is not used around it. */
  private static String element(String value) {
    int depth = 0;
    while (value.contains("e" + depth + "_")) {
      depth++;
    }
    return "e" + depth + "_";
  }

  private static @Nullable Object cell(Type type, @Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type.typeId()) {
      case DATE -> Math.toIntExact((Long) value);
      case DECIMAL -> new BigDecimal((String) value).setScale(((Types.DecimalType) type).scale());
      case UUID -> UUID.fromString((String) value);
      case FIXED, BINARY -> ByteBuffer.wrap(HexFormat.of().parseHex((String) value));
      case STRUCT -> {
        List<@Nullable Object> cells = new ArrayList<>();
        Object[] attributes = ((Struct) value).getAttributes();
        for (int i = 0; i < attributes.length; i++) {
          cells.add(cell(type.asStructType().fields().get(i).type(), attributes[i]));
        }
        yield cells;
      }
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object element : (Object[]) ((Array) value).getArray()) {
          list.add(cell(type.asListType().elementType(), element));
        }
        yield list;
      }
      case MAP -> {
        List<Object> pairs = new ArrayList<>();
        for (Object entry : (Object[]) ((Array) value).getArray()) {
          Object[] attributes = ((Struct) entry).getAttributes();
          List<@Nullable Object> pair = new ArrayList<>();
          pair.add(cell(type.asMapType().keyType(), attributes[0]));
          pair.add(cell(type.asMapType().valueType(), attributes[1]));
          pairs.add(pair);
        }
        yield pairs;
      }
      default -> value;
    };
  }
}
