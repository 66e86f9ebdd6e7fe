// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.source;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.value.Coercion;
import io.meshterious.lake.internal.write.value.EngineType;
import io.meshterious.lake.write.WriteError;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Matches the columns of a SELECT with those of a table, by name, and converts their types. */
public final class SourceRows {
  /** A column of a SELECT. */
  public record Column(String name, EngineType type) {}

  private final Session session;
  private final String tableName;
  private final Schema schema;

  public SourceRows(Session session, String tableName, Schema schema) {
    this.session = session;
    this.tableName = tableName;
    this.schema = schema;
  }

  /** A SELECT of exactly the table's columns, of its types, from the rows of another SELECT. */
  public String matched(String select, List<@Nullable Object> parameters) {
    Map<String, Column> byName = new LinkedHashMap<>();
    for (Column column : columns(session, select, parameters)) {
      if (byName.put(column.name().toLowerCase(Locale.ROOT), column) != null) {
        throw mismatch(
            "the rows have two columns '" + column.name() + "'; give one of them another name");
      }
    }
    List<String> outputs = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      Column column = byName.remove(field.name().toLowerCase(Locale.ROOT));
      String value =
          column == null
              ? absent(field)
              : convert(field, column.type(), "s." + Sql.quote(column.name()));
      outputs.add(value + " AS " + Sql.quote(field.name()));
    }
    if (!byName.isEmpty()) {
      throw unknown(byName.values().stream().map(Column::name).toList());
    }
    return "SELECT " + String.join(", ", outputs) + " FROM (" + select + "\n) AS s";
  }

  /** The value that a column gets when the rows do not have it. */
  public String absent(NestedField field) {
    if (field.isRequired() && field.writeDefault() == null) {
      throw mismatch("the rows do not have column '" + field.name() + "', which is required");
    }
    return Coercion.absent(field);
  }

  /** A value as the type of a column. */
  public String convert(NestedField field, @Nullable EngineType from, String value) {
    if (field.type().typeId() == Type.TypeID.UNKNOWN) {
      return "NULL";
    }
    Optional<String> converted =
        from == null ? Optional.empty() : new Coercion().convert(from, field.type(), value);
    return converted.orElseThrow(
        () ->
            new MeshException(
                WriteError.TYPE_MISMATCH,
                "Cannot write rows to '"
                    + tableName
                    + "': column '"
                    + field.name()
                    + "' is of type "
                    + field.type()
                    + " and the rows have "
                    + from
                    + ", which does not become it without loss; say how with CAST in the SELECT"));
  }

  /** The error for columns that the table does not have. */
  public MeshException unknown(List<String> columns) {
    List<String> known = schema.columns().stream().map(NestedField::name).toList();
    StringBuilder why = new StringBuilder();
    for (String column : columns) {
      why.append(why.length() == 0 ? "the table has no column '" : ", '")
          .append(column)
          .append('\'');
      NearMiss.of(column, known).ifPresent(near -> why.append(" (did you mean '" + near + "'?)"));
    }
    return mismatch(why + "; its columns are " + known);
  }

  private MeshException mismatch(String why) {
    return new MeshException(
        WriteError.COLUMN_MISMATCH, "Cannot write rows to '" + tableName + "': " + why);
  }

  /** The columns of a SELECT with their types, in order. */
  public static List<Column> columns(
      Session session, String select, List<@Nullable Object> parameters) {
    try (PreparedStatement statement =
        session.connection().prepareStatement("DESCRIBE " + select)) {
      bind(statement, parameters);
      List<Column> columns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(new Column(rows.getString(1), EngineType.parse(rows.getString(2))));
        }
      }
      return columns;
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "read the rows to write");
    }
  }

  public static void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  /** Runs a statement with parameters. */
  public static void execute(Session session, String sql, List<@Nullable Object> parameters) {
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      bind(statement, parameters);
      statement.execute();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "read the rows to write");
    }
  }
}
