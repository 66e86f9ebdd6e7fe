// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns.Extra;
import io.meshterious.lake.query.QueryError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
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

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void sql_positionsAtEdges_areThoseAndNoOthers(String version) {
    // Given
    Table table =
        catalog.create(
            "t", SCHEMA, PartitionSpec.unpartitioned(), Map.of("format-version", version));
    DataFile odd = Rows.append(table, rows(table, 0, 5001));
    DataFile even = Rows.append(table, rows(table, 5001, 5017));
    Rows.deletePositions(table, odd, 0, 7, 8, 2047, 2048, 4999, 5000);
    Rows.deletePositions(table, even, 15);
    // When
    List<String> rows = Rows.byScan(session, table, ScanColumns.all());
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(5009);
  }

  @Test
  void joinedSql_scanBesideFewRows_isNotWhatTheEngineHashes() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    Rows.append(table, rows(table, 0, 5000));
    session.execute("CREATE TEMP TABLE few AS SELECT 10::BIGINT AS id UNION ALL SELECT 20");
    try (TableScan scan =
        TableScan.plan(table, null, Expressions.alwaysTrue(), Staging.localOnly())) {
      String join =
          "SELECT t.* FROM few JOIN ("
              + scan.joinedSql(session, ScanColumns.all())
              + ") AS t ON t.id = few.id";
      // When
      String plan =
          session.query(
              "EXPLAIN (FORMAT json) " + join,
              rows -> {
                rows.next();
                return rows.getString(2);
              });
      // Then: the probing side comes first
      assertThat(plan.indexOf("READ_PARQUET")).isPositive().isLessThan(plan.indexOf("few"));
      assertThat(Rows.bySql(session, join)).containsExactly("(10, n10)", "(20, n20)");
    }
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
            "(0, " + one + ", 0, 0, 1, 0, null, 0)",
            "(2, " + one + ", 2, 2, 1, 0, null, 0)",
            "(3, " + two + ", 0, 3, 2, 0, null, 1)",
            "(4, " + two + ", 1, 4, 2, 0, null, 1)");
  }

  @Test
  void plan_filesOfManyCommits_areInTheOrderTheyCame() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      written.add(Rows.append(table, rows(table, i, i + 1)).location());
    }
    // When
    try (TableScan scan =
        TableScan.plan(table, null, Expressions.alwaysTrue(), Staging.localOnly())) {
      // Then
      assertThat(scan.tasks()).extracting(task -> task.file().location()).isEqualTo(written);
    }
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

  @Test
  void sql_rowIdsWrittenIntoAFile_areKept() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    Rows.append(table, rows(table, 0, 2));
    String moved = table.location() + "/data/moved.parquet";
    session.execute(
        "COPY (SELECT 7::BIGINT AS id, 'm' AS name, 1::BIGINT AS r, 1::BIGINT AS u"
            + " UNION ALL SELECT 8, 'n', NULL, NULL) TO '"
            + moved
            + "' (FORMAT parquet, FIELD_IDS {id: 1, name: 2, r: "
            + MetadataColumns.ROW_ID.fieldId()
            + ", u: "
            + MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER.fieldId()
            + "})");
    table
        .newAppend()
        .appendFile(
            DataFiles.builder(table.spec())
                .withPath(moved)
                .withFileSizeInBytes(Path.of(moved).toFile().length())
                .withRecordCount(2)
                .build())
        .commit();
    // When
    List<String> rows =
        Rows.byScan(
            session,
            table,
            ScanColumns.of(List.of("id")).with(Extra.ROW_ID, Extra.LAST_UPDATED_SEQUENCE_NUMBER));
    // Then
    assertThat(rows)
        .containsExactly("(0, 0, 1)", "(1, 1, 1)", "(7, 1, 1)", "(8, 3, 2)")
        .isEqualTo(
            Rows.byIceberg(
                table,
                scan ->
                    scan.project(
                        new Schema(
                            SCHEMA.findField("id"),
                            MetadataColumns.ROW_ID,
                            MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER))));
  }

  @Test
  void sql_thousandsOfFiles_areReadByOneStatement() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    DataFile file = Rows.write(table, rows(table, 0, 2));
    AppendFiles append = table.newAppend();
    for (int i = 0; i < 3000; i++) {
      String copy = table.location() + "/data/copy-" + i + ".parquet";
      try {
        Files.createLink(Path.of(copy), Path.of(file.location()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      append.appendFile(DataFiles.builder(table.spec()).copy(file).withPath(copy).build());
    }
    append.commit();
    try (TableScan scan =
        TableScan.plan(table, null, Expressions.alwaysTrue(), Staging.localOnly())) {
      // When
      String sql = scan.sql(session, ScanColumns.all().with(Extra.FILE));
      // Then
      assertThat(session.number("SELECT count(DISTINCT _file) FROM (" + sql + ")")).isEqualTo(3000);
      assertThat(session.number("SELECT sum(id) FROM (" + sql + ")")).isEqualTo(3000);
    }
  }

  @Test
  void sql_fileWithoutFieldIds_isRefused() {
    // Given
    Table table = catalog.create("t", SCHEMA);
    table
        .updateProperties()
        .set(
            TableProperties.DEFAULT_NAME_MAPPING,
            NameMappingParser.toJson(MappingUtil.create(SCHEMA)))
        .commit();
    Rows.append(table, rows(table, 0, 2));
    assertThat(Rows.byScan(session, table, ScanColumns.all())).hasSize(2);
    String foreign = table.location() + "/data/foreign.parquet";
    session.execute(
        "COPY (SELECT 7::BIGINT AS id, 'm' AS name) TO '" + foreign + "' (FORMAT parquet)");
    table
        .newAppend()
        .appendFile(
            DataFiles.builder(table.spec())
                .withPath(foreign)
                .withFileSizeInBytes(Path.of(foreign).toFile().length())
                .withRecordCount(1)
                .build())
        .commit();
    // Then
    assertThatThrownBy(() -> Rows.byScan(session, table, ScanColumns.all()))
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(QueryError.SCAN_UNSUPPORTED))
        .hasMessageContaining("its columns have no field ids");
  }

  @Test
  void plan_remoteTable_isStagedAndRead() throws IOException {
    // Given
    try (TestCatalog remote =
            new TestCatalog(
                Files.createDirectories(folder.resolve("remote")),
                Map.of("io-impl", MemoryFileIO.class.getName(), "warehouse", "mem://bucket"));
        StagingCache cache = new StagingCache(folder.resolve("staged"), OptionalLong.of(1 << 20))) {
      Table table =
          remote.create("t", SCHEMA, PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
      DataFile file = Rows.append(table, rows(table, 0, 5));
      Rows.deletePositions(table, file, 2);
      // When
      try (TableScan scan = TableScan.plan(table, null, Expressions.alwaysTrue(), cache)) {
        List<String> rows = Rows.bySql(session, scan.sql(session, ScanColumns.all()));
        // Then
        assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(4);
      }
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
