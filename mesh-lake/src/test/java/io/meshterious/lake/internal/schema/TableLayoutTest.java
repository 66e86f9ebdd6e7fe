// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import io.meshterious.lake.internal.TestCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SortField;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableLayoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void create_everyExampleTable_isAsItsLayout(int formatVersion) {
    try (TestCatalog catalog = new TestCatalog(folder)) {
      int tables = 0;
      for (DataContract contract : Contracts.examples()) {
        for (Table table : contract.tables()) {
          // Given
          TableLayout layout = TableLayout.of(contract, table, formatVersion);
          String name = contract.id().orElse("").replaceAll("[^a-z]", "_") + "_" + table.name();

          // When
          org.apache.iceberg.Table created =
              TableCreation.create(
                  catalog.catalog(), TableIdentifier.of("main", name), layout, Map.of());

          // Then
          assertThat(created.schema().asStruct()).isEqualTo(layout.schema().asStruct());
          assertThat(created.schema().identifierFieldIds())
              .isEqualTo(layout.schema().identifierFieldIds());
          assertThat(TableUtil.formatVersion(created)).isEqualTo(formatVersion);
          TableContract remembered = TableContract.find(created).orElseThrow();
          assertThat(remembered.contract()).isEqualTo(contract);
          assertThat(remembered.fieldIds(created.schema())).isEqualTo(layout.fieldIds());
          tables++;
        }
      }
      assertThat(tables).isGreaterThanOrEqualTo(28);
    }
  }

  private static TableLayout layout(String table) {
    DataContract contract = Contracts.of("1.0.0", table);
    return TableLayout.of(contract, Contracts.table(contract));
  }

  private static List<String> partitions(String hints, String... properties) {
    return layout(
            """
            customProperties:
            %s
            properties:
              - {name: id, logicalType: string, required: true}
              - {name: at, logicalType: timestamp, required: true}
            %s
            """
                .formatted(hints.indent(2), String.join("\n", properties).indent(2)))
        .spec()
        .fields()
        .stream()
        .map(field -> field.name() + " " + field.transform() + " " + field.sourceId())
        .toList();
  }

  private static void refused(String table, String... words) {
    assertThatThrownBy(() -> layout(table))
        .isInstanceOfSatisfying(
            MeshException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(TableError.NOT_STORABLE))
        .hasMessageContainingAll(words);
  }

  @Test
  void of_everyKindOfColumn_hasItsTypeNullnessDocAndDefault() {
    // When
    TableLayout layout =
        layout(
            """
            customProperties: [{property: mesh.unknownFields, value: keep}]
            properties:
              - {name: id, logicalType: integer, primaryKey: true, description: The id}
              - {name: qty, physicalName: quantity, logicalType: integer, customProperties: [{property: mesh.default, value: 3}]}
              - name: buyer
                logicalType: object
                required: true
                logicalTypeOptions: {required: [mail]}
                properties:
                  - {name: mail, logicalType: string, description: Where to write}
                  - {name: tags, logicalType: array, items: {logicalType: object, properties: [{name: n, logicalType: date, required: true}]}}
              - {name: extra, logicalType: object}
            """);

    // Then
    assertThat(layout.schema().columns().toString())
        .isEqualTo(
            "[1: id: required int (The id), 2: quantity: optional int,"
                + " 3: buyer: required struct<6: mail: required string (Where to write),"
                + " 7: tags: optional list<struct<9: n: required date>>>,"
                + " 4: extra: optional string,"
                + " 5: unknown_fields: optional string (Fields of the event that the contract does"
                + " not name, as a JSON object)]");
    assertThat(layout.schema().findField("quantity").writeDefault()).isEqualTo(3);
    assertThat(layout.schema().identifierFieldNames()).containsExactly("id");
    assertThat(layout.fieldIds())
        .containsEntry("orders.buyer.tags[]", 8)
        .containsEntry("orders.buyer.tags[].n", 9)
        .hasSize(8);
    assertThat(layout.properties())
        .containsEntry("write.metadata.metrics.column.extra", "counts")
        .containsEntry("write.metadata.metrics.column.unknown_fields", "counts")
        .containsEntry("write.parquet.bloom-filter-enabled.column.id", "true")
        .containsEntry("write.metadata.delete-after-commit.enabled", "true")
        .containsEntry("write.parquet.compression-codec", "zstd")
        .containsEntry("mesh.contract.version", "1.0.0")
        .containsEntry("mesh.contract.id", "orders-contract")
        .containsEntry("mesh.contract.table", "orders");
  }

  @Test
  void of_columnsThatNoTableCanHave_areAllRefusedAtOnce() {
    refused(
        """
        customProperties: [{property: mesh.unknownFields, value: keep}]
        properties:
          - {name: a, logicalType: string}
          - {name: A, logicalType: string}
          - {name: "x.y", logicalType: string}
          - {name: _file, logicalType: string}
          - {name: Unknown_Fields, logicalType: string}
          - {name: n, logicalType: integer, customProperties: [{property: mesh.default, value: many}]}
          - {name: s, logicalType: string, logicalTypeOptions: {maxLength: 2}, customProperties: [{property: mesh.default, value: abc}]}
          - {name: o, logicalType: object, properties: [{name: big, logicalType: integer, logicalTypeOptions: {format: u128}}]}
        """,
        "Cannot make a table of 'orders': 7 reasons",
        "'orders._file': '_file' is a column that every Iceberg table has; set another"
            + " physicalName",
        "'orders.A': it and 'orders.a' would both be column 'A'",
        "'orders.x.y': column name 'x.y' has a dot",
        "'orders.Unknown_Fields': it and 'mesh.unknownFields' would both be column",
        "'orders.n': its default is of another type; allowed is a whole number of type i32",
        "'orders.s': its default is of another type; allowed is text(2)",
        "'orders.o.big': u128 has up to 39 digits and Iceberg's decimal holds 38; use format u64,"
            + " or physicalType decimal(38,0)");
  }

  @Test
  void of_tableWithoutProperties_isRefused() {
    refused("description: empty", "a table needs at least one");
  }

  @Test
  void spec_eventTime_isItsDayUnderTheNameEventDate() {
    assertThat(partitions("- {property: mesh.eventTime, value: at}"))
        .containsExactly("event_date day 2");
    assertThat(
            partitions(
                """
                - {property: mesh.eventTime, value: at}
                - {property: mesh.partitioning, value: ["day(at)", "bucket(8, id)"]}
                """))
        .containsExactly("event_date day 2", "id_bucket bucket[8] 1");
  }

  @Test
  void spec_columnEventDateOfItsOwn_isThePartition() {
    assertThat(
            partitions(
                "- {property: mesh.eventTime, value: at}",
                "- {name: event_date, logicalType: date, required: true}"))
        .containsExactly("event_date identity 3");
    assertThat(
            partitions(
                "- {property: mesh.eventTime, value: at}",
                "- {name: event_date, logicalType: string, required: true}"))
        .containsExactly("at_day day 2");
  }

  @Test
  void spec_transforms_areAsTheContractSays() {
    assertThat(
            partitions(
                """
                - property: mesh.partitioning
                  value: ["hour(at)", "truncate(4, id)", "identity(o.d)", "year(o.d)", "month(o_d)"]
                """,
                "- {name: o, logicalType: object, properties: [{name: d, logicalType: date}]}",
                "- {name: o_d, logicalType: date}"))
        .containsExactly(
            "at_hour hour 2",
            "id_trunc truncate[4] 1",
            "o_d_2 identity 5",
            "o_d_year year 5",
            "o_d_month month 4");
    assertThat(partitions("[]", "- {name: day, logicalType: date, partitioned: true}"))
        .containsExactly("day identity 3");
  }

  @Test
  void spec_transformsThatDoNotFit_areRefusedTogether() {
    refused(
        """
        customProperties:
          - property: mesh.partitioning
            value: ["day(id)", "hour(d)", "bucket(4, f)", "truncate(2, d)", "identity(o)", "day(gone)",
              "day(d)", "month(d)"]
        properties:
          - {name: id, logicalType: string}
          - {name: d, logicalType: date}
          - {name: f, logicalType: number}
          - {name: o, logicalType: object, properties: [{name: d, logicalType: date}]}
        """,
        "7 reasons",
        "by day(id), because 'orders.id' is string; day takes a date or a timestamp",
        "by hour(d), because 'orders.d' is date; hour takes a timestamp",
        "by bucket(4, f), because 'orders.f' is double; bucket takes anything but booleans and"
            + " floating point numbers",
        "by truncate(2, d), because 'orders.d' is date; truncate takes a number without",
        "by identity(o), because 'orders.o' holds more than one value; name a property inside it",
        "by day(gone), because the table has no property 'gone'",
        "by month(d), because it stands beside day(d); keep the finer one of the two");
  }

  @Test
  void identity_keyThatIcebergRefuses_isLeftOutWithANote() {
    // When
    TableLayout layout =
        layout(
            """
            properties:
              - {name: a, logicalType: string, primaryKey: true, primaryKeyPosition: 1}
              - {name: x, logicalType: number, primaryKey: true, primaryKeyPosition: 2}
            """);

    // Then
    assertThat(layout.schema().identifierFieldIds()).isEmpty();
    assertThat(layout.notes())
        .containsExactly("no identifier fields: 'orders.x' is a floating point number");
    assertThat(layout.sortOrder().fields()).hasSize(2);
  }

  @Test
  void identityAndOrder_events_areIdAndTime() {
    // When
    TableLayout layout =
        layout(
            """
            customProperties:
              - {property: mesh.eventId, value: id}
              - {property: mesh.eventTime, value: at}
            properties:
              - {name: id, logicalType: string, required: true, logicalTypeOptions: {format: uuid}}
              - {name: at, logicalType: timestamp, required: true}
            """);

    // Then
    assertThat(layout.schema().identifierFieldNames()).containsExactly("id");
    assertThat(layout.sortOrder().fields().stream().map(SortField::sourceId)).containsExactly(2, 1);
    assertThat(layout.properties())
        .containsEntry("write.parquet.bloom-filter-enabled.column.id", "true");
  }

  @Test
  void of_unknownFormatVersion_isRefused() {
    DataContract contract = Contracts.withProperties("1.0.0", "- {name: a, logicalType: string}");
    assertThatThrownBy(() -> TableLayout.of(contract, Contracts.table(contract), 4))
        .isInstanceOfSatisfying(
            MeshException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(TableError.INVALID_TABLE_OPTION))
        .hasMessage("Invalid format version: 4 (allowed are 2 and 3)");
  }

  @Test
  void create_whatIsWrong_isSaid() {
    try (TestCatalog catalog = new TestCatalog(folder)) {
      TableLayout layout = layout("properties: [{name: a, logicalType: string}]");
      create(catalog, layout, "main", Map.of("write.target-file-size-bytes", "7"));
      assertThat(catalog.table("t").properties())
          .containsEntry("write.target-file-size-bytes", "7");
      refusedCreation(catalog, layout, "main", Map.of(), TableError.TABLE_EXISTS);
      refusedCreation(catalog, layout, "gone", Map.of(), TableError.NAMESPACE_MISSING);
      refusedCreation(
          catalog, layout, "main", Map.of("format-version", "2"), TableError.INVALID_TABLE_OPTION);
      refusedCreation(
          catalog,
          layout,
          "main",
          Map.of("mesh.contract.id", "x"),
          TableError.INVALID_TABLE_OPTION);
    }
  }

  private static void create(
      TestCatalog catalog, TableLayout layout, String namespace, Map<String, String> properties) {
    TableCreation.create(catalog.catalog(), TableIdentifier.of(namespace, "t"), layout, properties);
  }

  private static void refusedCreation(
      TestCatalog catalog,
      TableLayout layout,
      String namespace,
      Map<String, String> properties,
      TableError code) {
    assertThatThrownBy(() -> create(catalog, layout, namespace, properties))
        .isInstanceOfSatisfying(
            MeshException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void find_damagedDocument_isRefused() {
    try (TestCatalog catalog = new TestCatalog(folder)) {
      create(catalog, layout("properties: [{name: a, logicalType: string}]"), "main", Map.of());
      org.apache.iceberg.Table table = catalog.table("t");
      for (String damaged : List.of("?", "AAAA", "")) {
        table.updateProperties().set(TableContract.DOCUMENT, damaged).commit();
        assertThatThrownBy(() -> TableContract.find(table))
            .isInstanceOfSatisfying(
                MeshException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(TableError.NO_CONTRACT))
            .hasMessageContaining("Cannot read the contract of table 'test.main.t'");
      }
    }
  }
}
