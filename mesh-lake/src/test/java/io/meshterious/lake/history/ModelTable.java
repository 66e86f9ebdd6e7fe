// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.history;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table should hold: rows by key in memory, what they were at each snapshot, and the
 * contract whose versions the table follows.
 */
final class ModelTable {
  /** A column: its stable id, its name now, and its type in the contract. */
  record Column(String id, String name, String type) {
    Column renamed(String newName) {
      return new Column(id, newName, type);
    }
  }

  static final String KEY = "id";
  private static final String TIME = "at";

  private final SeededRandom random;
  private final boolean partitioned;
  private final List<Column> columns = new ArrayList<>();
  private final Map<Long, Map<String, Object>> snapshots = new LinkedHashMap<>();
  private Map<Long, Map<String, Object>> rows = new TreeMap<>();
  private int version = 1;
  private int names;

  ModelTable(SeededRandom random) {
    this.random = random;
    this.partitioned = !random.oneIn(3);
    columns.add(new Column(KEY, KEY, "i64"));
    columns.add(new Column(TIME, TIME, "timestamp"));
    columns.add(new Column("name", "name", "text"));
    columns.add(new Column("qty", "qty", "i32"));
    columns.add(new Column("price", "price", "decimal"));
  }

  /** The rows by key; values by the id of their column, nulls left out. */
  Map<Long, Map<String, Object>> rows() {
    return rows;
  }

  List<Column> columns() {
    return columns;
  }

  /** Remembers what a snapshot holds. */
  void snapshot(long id) {
    Map<String, Object> copy = new TreeMap<>();
    rows.forEach((key, row) -> copy.put(String.valueOf(key), new TreeMap<>(row)));
    snapshots.put(id, copy);
  }

  /** Whether it remembers what a snapshot holds: one task may make several. */
  boolean knows(long snapshotId) {
    return snapshots.containsKey(snapshotId);
  }

  /** Goes back to what a snapshot held. */
  @SuppressWarnings("unchecked")
  void rollback(long id) {
    rows = new TreeMap<>();
    snapshots
        .get(id)
        .forEach(
            (key, row) -> rows.put(Long.valueOf(key), new TreeMap<>((Map<String, Object>) row)));
  }

  /** A row with a key; every column but key and time is null now and then. */
  Map<String, Object> row(long key) {
    Map<String, Object> row = new TreeMap<>();
    for (Column column : columns) {
      Object value = value(column, key);
      if (value != null) {
        row.put(column.id(), value);
      }
    }
    return row;
  }

  private Object value(Column column, long key) {
    if (column.id().equals(KEY)) {
      return key;
    }
    if (column.id().equals(TIME)) {
      // A key has one time, so that an upsert finds its row in whatever partition it is.
      return Instant.ofEpochSecond(1_767_225_600L + key % 5 * 86_400 + random.below(1_000));
    }
    if (random.oneIn(6)) {
      return null;
    }
    return switch (column.type()) {
      case "i32" -> (long) random.between(-1_000, 1_000);
      case "i64" -> random.anyLong();
      case "decimal" -> BigDecimal.valueOf(random.between(-999_999, 999_999), 2);
      default -> random.oneOf("", "a", "O'Neil", "été", "x".repeat(random.below(40)));
    };
  }

  /** Changes the columns in a way that a newer version of the contract may. */
  String change() {
    version++;
    switch (random.below(3)) {
      case 0 -> {
        String id = "extra" + names++;
        columns.add(new Column(id, id, random.oneOf("text", "i32", "decimal")));
        return "add " + id;
      }
      case 1 -> {
        int place = random.between(2, columns.size() - 1);
        Column renamed = columns.get(place).renamed("renamed" + names++);
        columns.set(place, renamed);
        return "rename " + renamed.id();
      }
      default -> {
        for (int i = 2; i < columns.size(); i++) {
          Column column = columns.get(i);
          if (column.type().equals("i32")) {
            columns.set(i, new Column(column.id(), column.name(), "i64"));
            return "widen " + column.id();
          }
        }
        return "nothing";
      }
    }
  }

  /** The contract as it is now. */
  DataContract contract() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.things
        name: Things
        version: %d.0.0
        status: active
        schema:
          - id: things
            name: things
            logicalType: object
        """
            .formatted(version));
    if (partitioned) {
      text.append("    customProperties:\n");
      text.append("      - {property: mesh.partitioning, value: [day(" + TIME + ")]}\n");
    }
    text.append("    properties:\n");
    for (Column column : columns) {
      boolean required = column.id().equals(KEY) || column.id().equals(TIME);
      text.append("      - id: ").append(column.id()).append('\n');
      text.append("        name: ").append(column.name()).append('\n');
      text.append(
          switch (column.type()) {
            case "i32" -> "        logicalType: integer\n";
            case "i64" ->
                "        logicalType: integer\n        logicalTypeOptions: {format: i64}\n";
            case "decimal" -> "        logicalType: number\n        physicalType: decimal(12,2)\n";
            case "timestamp" -> "        logicalType: timestamp\n";
            default -> "        logicalType: string\n";
          });
      if (required) {
        text.append("        required: true\n");
      }
      if (column.id().equals(KEY)) {
        text.append("        primaryKey: true\n");
      }
    }
    return DataContract.parse(text.toString(), DocumentFormat.YAML, "things-" + version);
  }

  /** A SELECT of rows, with the columns as they are called now. */
  String select(List<Map<String, Object>> some) {
    List<String> rowsOfValues = new ArrayList<>();
    for (Map<String, Object> row : some) {
      List<String> values = new ArrayList<>();
      for (Column column : columns) {
        values.add(literal(column, row.get(column.id())));
      }
      rowsOfValues.add("(" + String.join(", ", values) + ")");
    }
    return "SELECT * FROM (VALUES "
        + String.join(", ", rowsOfValues)
        + ") AS t("
        + String.join(", ", columns.stream().map(it -> "\"" + it.name() + "\"").toList())
        + ")";
  }

  private static String literal(Column column, Object value) {
    String type =
        switch (column.type()) {
          case "i32" -> "INTEGER";
          case "i64" -> "BIGINT";
          case "decimal" -> "DECIMAL(12,2)";
          case "timestamp" -> "TIMESTAMPTZ";
          default -> "VARCHAR";
        };
    return value == null
        ? "NULL::" + type
        : "'" + value.toString().replace("'", "''") + "'::" + type;
  }
}
