// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolutionTest {
  private static final String ID = "- {name: id, id: p1, logicalType: string, primaryKey: true}";
  private static final String QTY = "- {name: qty, id: p2, logicalType: integer, required: true}";

  @TempDir Path folder;
  private TestCatalog catalog;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Table create(DataContract contract) {
    return create(contract, 3);
  }

  private Table create(DataContract contract, int formatVersion) {
    TableLayout layout = TableLayout.of(contract, Contracts.table(contract), formatVersion);
    return TableCreation.create(
        catalog.catalog(), TableIdentifier.of("main", "orders"), layout, Map.of());
  }

  private static EvolutionPlan plan(Table table, DataContract newer) {
    return Evolution.plan(table, newer, Contracts.table(newer));
  }

  private static TableMetadata metadata(Table table) {
    return ((HasTableOperations) table).operations().refresh();
  }

  private static void refused(Table table, DataContract newer, TableError code, String... words) {
    String before = metadata(table).metadataFileLocation();
    assertThatThrownBy(() -> plan(table, newer))
        .isInstanceOfSatisfying(
            MeshException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContainingAll(words);
    assertThat(metadata(table).metadataFileLocation()).isEqualTo(before);
  }

  @Test
  void apply_everyKindOfStep_isOneCommitWithIdsKept() {
    // Given
    Table table =
        create(
            Contracts.of(
                "1.0.0",
                """
                properties:
                  - {name: id, id: p1, logicalType: string, primaryKey: true}
                  - {name: qty, id: p2, logicalType: integer, required: true}
                  - {name: price, id: p3, logicalType: number, physicalType: "decimal(8,2)"}
                  - name: customer
                    id: p4
                    logicalType: object
                    properties:
                      - {name: mail, id: p5, logicalType: string, required: true}
                      - {name: age, id: p6, logicalType: integer, logicalTypeOptions: {format: u8}}
                  - {name: tags, id: p7, logicalType: array, items: {logicalType: integer, required: true}}
                """));
    int before = metadata(table).previousFiles().size();

    // When
    EvolutionPlan plan =
        plan(
            table,
            Contracts.of(
                "2.0.0",
                """
                customProperties:
                  - {property: mesh.partitioning, value: ["bucket(4, id)"]}
                properties:
                  - {name: id, id: p1, logicalType: string, primaryKey: true, description: The id}
                  - name: buyer
                    id: p4
                    logicalType: object
                    properties:
                      - {name: age, id: p6, logicalType: integer, logicalTypeOptions: {format: u32}}
                      - {name: city, id: p8, logicalType: string}
                      - {name: email, id: p5, logicalType: string}
                  - {name: qty, id: p2, logicalType: integer, logicalTypeOptions: {format: i64}}
                  - {name: note, id: p9, logicalType: string}
                  - {name: price, id: p3, logicalType: number, physicalType: "decimal(12,2)"}
                  - {name: tags, id: p7, logicalType: array, items: {logicalType: integer, logicalTypeOptions: {format: i64}}}
                """));
    plan.apply();

    // Then
    assertThat(plan.steps())
        .containsExactly(
            "describe column 'id'",
            "rename column 'customer' to 'buyer'",
            "widen column 'buyer.age' from int to long",
            "add column 'buyer.city' string",
            "rename column 'buyer.mail' to 'email'",
            "let column 'buyer.email' be null",
            "reorder the fields of 'buyer': age, mail",
            "widen column 'qty' from int to long",
            "let column 'qty' be null",
            "add column 'note' string",
            "widen column 'price' from decimal(8, 2) to decimal(12, 2)",
            "widen column 'tags.element' from int to long",
            "let column 'tags.element' be null",
            "reorder the columns: id, customer, qty, price, tags",
            "partition new files by bucket[4](id)",
            "remember version 2.0.0 of the contract");
    assertThat(table.schema().columns().toString())
        .isEqualTo(
            List.of(
                    "1: id: required string (The id)",
                    "4: buyer: optional struct<7: age: optional long, 9: city: optional string,"
                        + " 6: email: optional string>",
                    "2: qty: optional long",
                    "10: note: optional string",
                    "3: price: optional decimal(12, 2)",
                    "5: tags: optional list<long>")
                .toString());
    assertThat(table.spec().fields().toString()).contains("id_bucket: bucket[4](1)");
    assertThat(metadata(table).previousFiles()).hasSize(before + 1);
    assertThat(metadata(table).lastColumnId()).isEqualTo(10);
  }

  @Test
  void plan_sameContract_isEmptyAndCommitsNothing() {
    // Given
    DataContract contract = Contracts.withProperties("1.0.0", ID, QTY);
    Table table = create(contract);
    String before = metadata(table).metadataFileLocation();

    // When
    EvolutionPlan plan = plan(table, contract);
    plan.apply();

    // Then
    assertThat(plan).hasToString("nothing to do");
    assertThat(metadata(table).metadataFileLocation()).isEqualTo(before);
  }

  @Test
  void plan_breakingChanges_areAllToldAtOnceInTheWordsOfTheDiff() {
    Table table =
        create(
            Contracts.withProperties(
                "1.0.0",
                ID,
                QTY,
                "- {name: a, logicalType: string}",
                "- {name: b, logicalType: string}",
                "- {name: c, logicalType: integer, logicalTypeOptions: {format: i64}}"));
    refused(
        table,
        Contracts.withProperties(
            "2.0.0",
            ID,
            "- {name: qty, id: p2, logicalType: integer, required: true, unique: true}",
            "- {name: a, logicalType: string, required: true}",
            "- {name: c, logicalType: integer}",
            "- {name: d, logicalType: string, required: true}"),
        TableError.EVOLUTION_REFUSED,
        "Cannot evolve table 'test.main.orders' to version 2.0.0 of its contract: 5 reasons",
        "\n  'orders.qty': 'unique' is new",
        ": a value that exists is refused",
        "\n  'orders.a': it was nullable and is required: rows without it are refused",
        "\n  'orders.c': the type changed from i64 to i32: values that were taken no longer fit",
        "\n  'orders.b': property 'b' is gone: who reads or writes it finds nothing",
        "\n  'orders.d': required property 'd' is new: writers that do not know it are refused;"
            + " make it optional, or give it a mesh.default, because");
  }

  @Test
  void apply_requiredColumnWithDefault_isReadByOldRows() {
    // Given
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    new RandomRows(SeededRandom.of(1)).append(table, 3);

    // When
    EvolutionPlan plan = plan(table, withDefaults("1.1.0", "1.50"));
    plan.apply();

    // Then
    assertThat(plan.steps())
        .contains("add column 'price' decimal(10, 2), required, default 1.50")
        .contains("add column 'day' date, required, default 2026-01-30");
    assertThat(RandomRows.read(table))
        .hasSize(3)
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsEntry(3, new BigDecimal("1.50"))
                    .containsEntry(4, LocalDate.of(2026, 1, 30)));
  }

  @Test
  void apply_otherDefault_holdsForNewRowsOnly() {
    // Given
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    plan(table, withDefaults("1.1.0", "1.50")).apply();

    // When
    EvolutionPlan plan = plan(table, withDefaults("1.2.0", "2"));
    plan.apply();

    // Then
    assertThat(plan.steps())
        .containsExactly(
            "column 'price' has the default 2.00", "remember version 1.2.0 of the contract");
    Types.NestedField price = table.schema().findField("price");
    assertThat(price.initialDefault()).isEqualTo(new BigDecimal("1.50"));
    assertThat(price.writeDefault()).isEqualTo(new BigDecimal("2.00"));
  }

  @Test
  void plan_requiredColumnWithDefaultOnFormatVersion2_isRefused() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY), 2);
    refused(
        table,
        withDefaults("1.1.0", "1.50"),
        TableError.EVOLUTION_REFUSED,
        "'orders.price': required property 'price' is new: writers that do not know it are refused;"
            + " make it optional, because");
  }

  private static DataContract withDefaults(String version, String price) {
    return Contracts.withProperties(
        version,
        ID,
        QTY,
        "- {name: price, logicalType: number, physicalType: \"decimal(10,2)\", required: true,"
            + " customProperties: [{property: mesh.default, value: "
            + price
            + "}]}",
        "- {name: day, logicalType: date, required: true,"
            + " customProperties: [{property: mesh.default, value: '2026-01-30'}]}");
  }

  @Test
  void plan_wideningThatIcebergCannotDo_saysWhatToDo() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    refused(
        table,
        Contracts.withProperties(
            "2.0.0",
            ID,
            "- {name: qty, id: p2, logicalType: number, physicalType: \"decimal(10,0)\", required: true}"),
        TableError.EVOLUTION_REFUSED,
        "'orders.qty': the type changed from i32 to decimal(10,0)",
        "Iceberg cannot turn int into decimal(10, 0) in place: add a property of the new type");
  }

  @Test
  void plan_typeThatNoTableHolds_isRefused() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    refused(
        table,
        Contracts.withProperties(
            "2.0.0",
            ID,
            QTY,
            "- {name: big, logicalType: integer, logicalTypeOptions: {format: i128}}"),
        TableError.EVOLUTION_REFUSED,
        "i128 has up to 39 digits",
        "use format i64");
  }

  @Test
  void plan_olderContract_isRefused() {
    Table table = create(Contracts.withProperties("1.1.0", ID, QTY));
    refused(
        table,
        Contracts.withProperties("1.0.9", ID, QTY),
        TableError.OLDER_CONTRACT,
        "version 1.0.9 of the contract is older than the table's version 1.1.0");
  }

  @Test
  void plan_otherContractOrTable_isRefused() {
    DataContract contract = Contracts.withProperties("1.0.0", ID, QTY);
    Table table = create(contract);
    DataContract other =
        DataContract.lenient(
            contract.node().with("id", io.meshterious.core.document.Node.of("x")), "x");
    refused(table, other, TableError.OTHER_CONTRACT, "references to the old id lead nowhere");
    DataContract two =
        DataContract.parse(
            contract.write(io.meshterious.core.document.DocumentFormat.YAML)
                + "\n  - {name: returns, properties: [{name: a, logicalType: string}]}\n",
            io.meshterious.core.document.DocumentFormat.YAML,
            "two");
    assertThatThrownBy(() -> Evolution.plan(table, two, two.table("returns").orElseThrow()))
        .isInstanceOfSatisfying(
            MeshException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(TableError.OTHER_CONTRACT))
        .hasMessageContaining("table 'returns' is new");
  }

  @Test
  void plan_tableWithoutContract_isRefused() {
    Table table =
        catalog.create(
            "plain",
            new org.apache.iceberg.Schema(
                Types.NestedField.optional(1, "id", Types.LongType.get())));
    refused(
        table,
        Contracts.withProperties("1.0.0", ID),
        TableError.NO_CONTRACT,
        "it was not made from a contract");
  }

  @Test
  void plan_columnsAndPropertiesSetByHand_stay() {
    // Given
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    table.updateSchema().addColumn("mine", Types.StringType.get()).commit();
    table.updateProperties().set("write.target-file-size-bytes", "1000").set("x", "y").commit();

    // When
    plan(table, Contracts.withProperties("1.1.0", ID, QTY, "- {name: note, logicalType: string}"))
        .apply();

    // Then
    assertThat(table.schema().columns().stream().map(Types.NestedField::name))
        .containsExactly("id", "qty", "note", "mine");
    assertThat(table.schema().findField("mine").fieldId()).isEqualTo(3);
    assertThat(table.properties())
        .containsEntry("write.target-file-size-bytes", "1000")
        .containsEntry("x", "y")
        .containsEntry(TableContract.VERSION, "1.1.0");
  }

  @Test
  void plan_columnOfTheNameSetByHand_isRefused() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    table.updateSchema().addColumn("Note", Types.StringType.get()).commit();
    refused(
        table,
        Contracts.withProperties("1.1.0", ID, QTY, "- {name: note, logicalType: string}"),
        TableError.EVOLUTION_REFUSED,
        "'Note': the table has a column of this name that no contract gave it");
  }

  @Test
  void apply_twoNamesSwapped_keepTheirIds() {
    // Given
    Table table =
        create(
            Contracts.withProperties(
                "1.0.0",
                ID,
                "- {name: a, id: pa, logicalType: string}",
                "- {name: b, id: pb, logicalType: integer}"));

    // When
    plan(
            table,
            Contracts.withProperties(
                "2.0.0",
                ID,
                "- {name: b, id: pa, logicalType: string}",
                "- {name: a, id: pb, logicalType: integer}"))
        .apply();

    // Then
    assertThat(table.schema().findField("b").fieldId()).isEqualTo(2);
    assertThat(table.schema().findField("a").fieldId()).isEqualTo(3);
  }

  private static final String BY_HOUR =
      """
      customProperties:
        - {property: mesh.eventTime, value: at}
        - {property: mesh.partitioning, value: ["hour(at)"]}
      properties:
        - {name: id, id: p1, logicalType: string, primaryKey: true}
        - {name: at, id: p2, logicalType: timestamp, required: true}
      """;

  private static DataContract events(String version, String... more) {
    return Contracts.of(
        version,
        """
        customProperties: [{property: mesh.eventTime, value: at}]
        properties:
          - {name: id, id: p1, logicalType: string, primaryKey: true}
          - {name: at, id: p2, logicalType: timestamp, required: true}
        %s
        """
            .formatted(String.join("\n", more).indent(2)));
  }

  @Test
  void plan_columnOfThePartitionsName_isRefused() {
    Table table = create(events("1.0.0"));
    refused(
        table,
        events("1.1.0", "- {name: event_date, id: p3, logicalType: date}"),
        TableError.EVOLUTION_REFUSED,
        "'orders.event_date': a partition of the table is named 'event_date', and Iceberg lets no"
            + " column have that name; set another physicalName");
  }

  @Test
  void apply_partitioningThereAndBack_hasThePartitionFieldAgain() {
    // Given
    RandomRows rows = new RandomRows(SeededRandom.of(2));
    Table table = create(events("1.0.0"));
    rows.append(table, 3);

    // When
    plan(table, Contracts.of("1.1.0", BY_HOUR)).apply();
    rows.append(table, 3);
    plan(table, events("1.2.0")).apply();
    rows.append(table, 3);

    // Then
    assertThat(RandomRows.read(catalog.table("orders"))).hasSize(9);
    assertThat(table.spec().fields().toString()).isEqualTo("[1000: event_date: day(2)]");
    assertThat(table.specs()).hasSize(2);
  }
}
