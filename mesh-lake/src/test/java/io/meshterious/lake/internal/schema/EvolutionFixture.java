// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import io.meshterious.lake.internal.TestCatalog;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A catalog, tables of contracts in it, and plans for them. */
abstract class EvolutionFixture {
  static final String ID = "- {name: id, id: p1, logicalType: string, primaryKey: true}";
  static final String QTY = "- {name: qty, id: p2, logicalType: integer, required: true}";

  @TempDir Path folder;
  TestCatalog catalog;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  Table create(DataContract contract) {
    return create(contract, 3);
  }

  Table create(DataContract contract, int formatVersion) {
    TableLayout layout = TableLayout.of(contract, Contracts.table(contract), formatVersion);
    return TableCreation.create(
        catalog.catalog(), TableIdentifier.of("main", "orders"), layout, Map.of());
  }

  static EvolutionPlan plan(Table table, DataContract newer) {
    return Evolution.plan(table, newer, Contracts.table(newer));
  }

  static TableMetadata metadata(Table table) {
    return ((HasTableOperations) table).operations().refresh();
  }

  static void refused(Table table, DataContract newer, TableError code, String... words) {
    String before = metadata(table).metadataFileLocation();
    assertThatThrownBy(() -> plan(table, newer))
        .isInstanceOfSatisfying(
            MeshException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContainingAll(words);
    assertThat(metadata(table).metadataFileLocation()).isEqualTo(before);
  }

  static DataContract withDefaults(String version, String price) {
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

  static final String BY_HOUR =
      """
      customProperties:
        - {property: mesh.eventTime, value: at}
        - {property: mesh.partitioning, value: ["hour(at)"]}
      properties:
        - {name: id, id: p1, logicalType: string, primaryKey: true}
        - {name: at, id: p2, logicalType: timestamp, required: true}
      """;

  static DataContract events(String version, String... more) {
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
}
