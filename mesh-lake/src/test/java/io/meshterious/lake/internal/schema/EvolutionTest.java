// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class EvolutionTest extends EvolutionFixture {
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
