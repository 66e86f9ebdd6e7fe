// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualityDeletesTest {
  private static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()),
          optional(2, "name", Types.StringType.get()),
          required(3, "region", Types.StringType.get()),
          optional(4, "st", Types.StructType.of(optional(5, "x", Types.IntegerType.get()))));

  private ScanFixture fixture;

  @BeforeAll
  void open(@TempDir Path folder) {
    fixture = new ScanFixture(folder);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @Test
  void sql_keysDeleted_leavesOutOlderRowsOnly() {
    // Given
    Table table = create("older", PartitionSpec.unpartitioned());
    Rows.append(table, List.of(row(table, 1, "a", "n"), row(table, 2, null, "n")));
    delete(table, List.of("id"), row(table, 1, "a", "n"));
    Rows.append(table, List.of(row(table, 1, "again", "n")));
    delete(table, List.of("name"), row(table, 9, null, "n"));
    Rows.append(table, List.of(row(table, 3, null, "n")));
    // When
    List<String> rows = fixture.rows(table);
    // Then
    assertThat(rows)
        .isEqualTo(Rows.byIceberg(table))
        .containsExactly("(1, again, n, (1))", "(3, null, n, (3))");
  }

  @Test
  void sql_randomHistories_readAsIcebergReads() {
    // Given
    SeededRandom random = SeededRandom.forTest("equality deletes");
    for (int round = 0; round < SeededRandom.rounds(4); round++) {
      Table table =
          create("random" + round, PartitionSpec.builderFor(SCHEMA).identity("region").build());
      for (int step = 0; step < 8; step++) {
        String region = random.oneOf("n", "s");
        List<Record> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          rows.add(
              row(table, random.below(8), random.oneIn(3) ? null : "v" + random.below(3), region));
        }
        if (random.oneIn(2)) {
          DataFile file = Rows.append(table, rows);
          if (random.oneIn(3)) {
            Rows.deletePositions(table, file, random.below(4));
          }
        } else {
          List<String> key = random.oneOf(List.of("id"), List.of("id", "name"), List.of("st.x"));
          PartitionKey partition = new PartitionKey(table.spec(), table.schema());
          partition.partition(rows.get(0));
          boolean everywhere = random.oneIn(3);
          PartitionSpec spec = everywhere ? PartitionSpec.unpartitioned() : table.spec();
          if (everywhere && !table.specs().containsValue(PartitionSpec.unpartitioned())) {
            table.updateSpec().removeField("region").commit();
          }
          PartitionSpec known =
              table.specs().values().stream()
                  .filter(s -> s.isUnpartitioned() == everywhere)
                  .findFirst()
                  .orElse(spec);
          Rows.deleteValues(
              table, known, everywhere ? null : partition, key, keys(table, key, rows));
          if (table.spec().isUnpartitioned()) {
            table.updateSpec().addField("region").commit();
          }
        }
      }
      // When
      List<String> rows = fixture.rows(table);
      // Then
      assertThat(rows).isEqualTo(Rows.byIceberg(table));
    }
  }

  private Table create(String name, PartitionSpec spec) {
    return fixture.catalog.create(name, SCHEMA, spec, Map.of("format-version", "2"));
  }

  private static void delete(Table table, List<String> key, Record row) {
    Rows.deleteValues(table, table.spec(), null, key, keys(table, key, List.of(row)));
  }

  private static List<Record> keys(Table table, List<String> key, List<Record> rows) {
    Types.StructType type = table.schema().select(key).asStruct();
    List<Record> keys = new ArrayList<>();
    for (Record row : rows) {
      List<Object> values = new ArrayList<>();
      for (Types.NestedField field : type.fields()) {
        values.add(field.name());
        values.add(row.getField(field.name()));
      }
      keys.add(Rows.record(type, values.toArray()));
    }
    return keys;
  }

  private static Record row(Table table, int id, String name, String region) {
    Record st = Rows.record(table.schema().findType("st").asStructType(), "x", id);
    return Rows.row(table, "id", (long) id, "name", name, "region", region, "st", st);
  }
}
