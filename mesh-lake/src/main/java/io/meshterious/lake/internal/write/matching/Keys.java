// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.matching;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.write.contract.ContractChecks;
import io.meshterious.lake.internal.write.job.Computation;
import io.meshterious.lake.internal.write.source.SourceRows;
import io.meshterious.lake.internal.write.value.EngineType;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** The key columns of a write, and what has to hold for them. */
final class Keys {
  private Keys() {}

  /** The key columns by name, or the table's identifier fields when no names are given. */
  static List<NestedField> of(String tableName, Schema schema, List<String> names) {
    List<NestedField> keys = new ArrayList<>();
    if (names.isEmpty()) {
      for (int id : schema.identifierFieldIds().stream().sorted().toList()) {
        keys.add(check(tableName, schema, schema.findColumnName(id)));
      }
    }
    for (String name : names) {
      keys.add(check(tableName, schema, name));
    }
    if (keys.isEmpty()) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot write to '"
              + tableName
              + "' by key: the table has no identifier fields; say which columns are the key");
    }
    return keys;
  }

  private static NestedField check(String tableName, Schema schema, String name) {
    NestedField field = schema.asStruct().field(name);
    if (field == null) {
      List<String> known = schema.columns().stream().map(NestedField::name).toList();
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot write to '"
              + tableName
              + "' by key '"
              + name
              + "': it is not a column"
              + NearMiss.of(name, known)
                  .map(it -> "; did you mean '" + it + "'?")
                  .orElse("; columns are " + known));
    }
    Type type = field.type();
    boolean inexact = type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
    if (!type.isPrimitiveType() || inexact) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot write to '"
              + tableName
              + "' by key '"
              + name
              + "': values of type "
              + type
              + " do not identify rows");
    }
    return field;
  }

  static String equal(List<NestedField> keys, String left, String right) {
    return keys.stream()
        .map(key -> Sql.quote(key.name()))
        .map(column -> left + "." + column + " = " + right + "." + column)
        .collect(Collectors.joining(" AND "));
  }

  private static String list(List<NestedField> keys) {
    return keys.stream().map(key -> Sql.quote(key.name())).collect(Collectors.joining(", "));
  }

  static void refuseNull(Computation it, String staged, List<NestedField> keys) {
    String anyNull =
        keys.stream()
            .map(key -> Sql.quote(key.name()) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    long nulls = it.count(staged + " WHERE " + anyNull);
    if (nulls > 0) {
      throw new MeshException(
          WriteError.REQUIRED_MISSING,
          "Cannot write to '"
              + it.name()
              + "' by key "
              + names(keys)
              + ": the key has no value in "
              + nulls
              + " rows");
    }
  }

  static void refuseRepeated(Computation it, String staged, List<NestedField> keys) {
    String list = list(keys);
    long repeated =
        it.session()
            .number(
                "SELECT count(*) FROM (SELECT 1 FROM "
                    + staged
                    + " GROUP BY "
                    + list
                    + " HAVING count(*) > 1)");
    if (repeated > 0) {
      throw new MeshException(
          WriteError.DUPLICATE_KEY,
          "Cannot write to '"
              + it.name()
              + "' by key "
              + names(keys)
              + ": "
              + repeated
              + " keys are in several of the rows"
              + ContractChecks.examples(it.session(), it.table(), staged, keys)
              + "; write one row a key, or say which is the latest");
    }
  }

  /** Whether the key columns of a staged table are of the table's types. */
  static boolean sameTypes(Computation it, String staged, List<NestedField> keys) {
    List<SourceRows.Column> columns =
        SourceRows.columns(it.session(), "SELECT * FROM " + staged, List.of());
    return keys.stream()
        .allMatch(
            key ->
                columns.stream()
                    .anyMatch(
                        column ->
                            column.name().equals(key.name())
                                && column
                                    .type()
                                    .equals(EngineType.parse(DuckTypes.sqlType(key.type())))));
  }

  private static List<String> names(List<NestedField> keys) {
    return keys.stream().map(NestedField::name).map(Objects::requireNonNull).toList();
  }
}
