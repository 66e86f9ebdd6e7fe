// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that fit a contract of {@link MigrationPairs}. */
final class SampleRows {
  private SampleRows() {}

  /** Two rows for each table of a contract, with values wherever the contract wants one. */
  static List<String> of(DataContract contract) {
    List<String> rows = new ArrayList<>();
    for (Table table : contract.tables()) {
      for (int row = 1; row <= 2; row++) {
        List<Property> filled = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Property property : table.properties()) {
          boolean nested =
              property.dataType() instanceof DataType.Struct
                  || property.dataType() instanceof DataType.Array;
          if (property.required() && nested) {
            return List.of();
          } else if (property.required()
              || (property.relationships().isEmpty() && !nested && !property.unique())) {
            filled.add(property);
            values.add(value(property, row));
          }
        }
        String columns =
            filled.stream()
                .map(it -> '"' + it.columnName().replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
        rows.add(
            "INSERT INTO \""
                + table.tableName().replace("\"", "\"\"")
                + "\" ("
                + columns
                + ") VALUES ("
                + String.join(", ", values)
                + ")");
      }
    }
    boolean unfit =
        contract.tables().stream()
            .flatMap(table -> table.properties().stream())
            .anyMatch(it -> it.required() && it.unique() && !it.allowedValues().isEmpty());
    boolean linked =
        contract.tables().stream()
            .flatMap(table -> table.properties().stream())
            .anyMatch(it -> it.required() && !it.relationships().isEmpty());
    return unfit || linked ? List.of() : rows;
  }

  private static String value(Property property, int row) {
    DataType type = property.dataType();
    if (!property.allowedValues().isEmpty()) {
      ScalarNode value = property.allowedValues().get(row % property.allowedValues().size());
      return "'" + value.text().replace("'", "''") + "'";
    } else if (type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real) {
      return String.valueOf(9 + row);
    } else if (type instanceof DataType.Uuid) {
      return "'00000000-0000-0000-0000-00000000000" + row + "'";
    } else if (type instanceof DataType.Bool) {
      return row == 1 ? "TRUE" : "FALSE";
    } else if (type instanceof DataType.Date) {
      return "DATE '2026-01-0" + row + "'";
    } else if (type instanceof DataType.Timestamp) {
      return "TIMESTAMP '2026-01-0" + row + " 10:00:00'";
    } else if (type instanceof DataType.Json) {
      return "'{\"a\": " + row + "}'";
    }
    return "'x" + row + "'";
  }
}
