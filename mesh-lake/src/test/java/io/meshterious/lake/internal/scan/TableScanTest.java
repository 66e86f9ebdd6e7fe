// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableScanTest {
  private static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()), optional(2, "name", Types.StringType.get()));

  @TempDir Path folder;
  private TestCatalog catalog;
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
    engine = Engine.open(EngineOptions.defaults().temp(folder.resolve("spill"), 1 << 30));
    session = engine.session();
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
    catalog.close();
  }

  @Test
  void sql_tableWithoutSnapshot_givesColumnsAndNoRows() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    // When
    List<String> rows = Rows.byScan(session, table, ScanColumns.all().with(Extra.values()));
    // Then
    assertThat(rows).isEmpty();
  }

  @Test
  void sql_cleanTable_givesAllRows() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    Rows.append(table, rows(table, 0, 5));
    Rows.append(table, rows(table, 5, 9));
    // When
    List<String> rows = Rows.byScan(session, table, ScanColumns.all());
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void sql_positionsDeleted_leavesThemOut(String version) {
    // Given
    Table table =
        catalog.create(
            "t", SCHEMA, PartitionSpec.unpartitioned(), Map.of("format-version", version));
    DataFile first = Rows.append(table, rows(table, 0, 5));
    Rows.append(table, rows(table, 5, 9));
    DataFile third = Rows.append(table, rows(table, 9, 12));
    Rows.deletePositions(table, first, 0, 3);
    Rows.deletePositions(table, third, 1);
    // When
    List<String> rows = Rows.byScan(session, table, ScanColumns.all());
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(9);
  }

  @Test
  void sql_extraColumns_tellWhereEachRowIs() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    DataFile first = Rows.append(table, rows(table, 0, 3));
    DataFile second = Rows.append(table, rows(table, 3, 5));
    Rows.deletePositions(table, first, 1);
    // When
    List<String> rows =
        Rows.byScan(session, table, ScanColumns.of(List.of("id")).with(Extra.values()));
    // Then
    String one = first.location();
    String two = second.location();
    assertThat(rows)
        .containsExactly(
            "(0, " + one + ", 0, 0, 1, 0, null)",
            "(2, " + one + ", 2, 2, 1, 0, null)",
            "(3, " + two + ", 0, 3, 2, 0, null)",
            "(4, " + two + ", 1, 4, 2, 0, null)");
  }

  @Test
  void plan_filter_choosesFiles() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    Rows.append(table, rows(table, 0, 5));
    Rows.append(table, rows(table, 5, 9));
    // When
    try (TableScan scan =
        TableScan.plan(table, null, Expressions.greaterThan("id", 6L), Staging.localOnly())) {
      // Then
      assertThat(scan.files()).isEqualTo(1);
      assertThat(Rows.bySql(session, scan.sql(session, ScanColumns.all()))).hasSize(4);
    }
  }

  private static List<Record> rows(Table table, int from, int to) {
    List<Record> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(Rows.row(table, "id", (long) i, "name", i % 3 == 0 ? null : "n" + i));
    }
    return rows;
  }
}
