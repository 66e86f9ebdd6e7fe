// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class RefusedEvolutionTest extends EvolutionFixture {
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
  void plan_requiredColumnWithDefaultOnFormatVersion2_isRefused() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY), 2);
    refused(
        table,
        withDefaults("1.1.0", "1.50"),
        TableError.EVOLUTION_REFUSED,
        "'orders.price': required property 'price' is new: writers that do not know it are refused;"
            + " make it optional, because");
  }

  @Test
  void plan_wideningThatIcebergCannotDo_saysWhatToDo() {
    Table table = create(Contracts.withProperties("1.0.0", ID, QTY));
    refused(
        table,
        Contracts.withProperties(
            "2.0.0",
            ID,
            "- {name: qty, id: p2, logicalType: number, physicalType: \"decimal(10,0)\", required:"
                + " true}"),
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
  void plan_columnRenamedByHand_isRefused() {
    DataContract contract = Contracts.withProperties("1.0.0", ID, QTY);
    Table table = create(contract);
    table.updateSchema().renameColumn("qty", "quantity").commit();
    refused(
        table,
        contract,
        TableError.EVOLUTION_REFUSED,
        "'orders.qty': version 1.0.0 of the contract gave the table a column for it, which is gone"
            + " or has another name; give it back its name first");
  }
}
