// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableDescription.Counts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces and tables of a lake in a folder. */
class LakeTest {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "what", Types.StringType.get()));

  @TempDir Path temp;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = Lake.open(temp.resolve("lake"), LakeOptions.defaults().durable(false));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private LakeTable create(String name) {
    TableName table = TableName.of(name);
    lake.context()
        .catalog()
        .createTable(TableIdentifier.of(table.namespace(), table.name()), SCHEMA);
    return lake.table(name);
  }

  static void refused(ThrowingCallable call, ErrorCode code, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MeshException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              for (String word : words) {
                assertThat(refusal).hasMessageContaining(word);
              }
            });
  }

  @Test
  void tables_inAFolder_areWritten_readAndKept() {
    TableWork.isDone(lake, false);
  }

  @Test
  void lake_new_hasTheDefaultNamespace_andNoTables() {
    assertThat(lake.namespaces()).containsExactly("main");
    assertThat(lake.tables()).isEmpty();
  }

  @Test
  void namespace_created_isListed_describedAndDropped() {
    // When
    lake.createNamespace("raw", Map.of("owner", "team-a"));

    // Then
    assertThat(lake.namespaces()).containsExactly("main", "raw");
    assertThat(lake.namespaceProperties("raw")).containsEntry("owner", "team-a");
    lake.dropNamespace("raw");
    assertThat(lake.namespaces()).containsExactly("main");
  }

  @Test
  void namespace_wrongUses_areRefused() {
    // Given
    lake.createNamespace("raw");
    create("raw.orders");

    // Then
    refused(() -> lake.createNamespace("raw"), LakeError.NAMESPACE_EXISTS, "'raw'");
    refused(() -> lake.createNamespace("RAW"), LakeError.INVALID_NAME, "'raw' exists", "case");
    refused(() -> lake.createNamespace("pg_Catalog"), LakeError.INVALID_NAME, "pg_catalog");
    refused(() -> lake.dropNamespace("raw"), LakeError.NAMESPACE_NOT_EMPTY, "'raw'", "drop");
    refused(() -> lake.dropNamespace("row"), TableError.NAMESPACE_MISSING, "did you mean 'raw'?");
    refused(() -> lake.tables("nothing"), TableError.NAMESPACE_MISSING, "[main, raw]");
    refused(() -> lake.namespaceProperties("x"), TableError.NAMESPACE_MISSING, "'x'");
  }

  @Test
  void tables_ofSeveralNamespaces_areListedInOrder() {
    // Given
    lake.createNamespace("raw");
    create("raw.b");
    create("raw.a");
    create("c");

    // Then
    assertThat(lake.tables())
        .containsExactly(TableName.of("main.c"), TableName.of("raw.a"), TableName.of("raw.b"));
    assertThat(lake.tables("raw")).hasSize(2);
    assertThat(lake.exists("raw.a")).isTrue();
    assertThat(lake.exists("raw.c")).isFalse();
  }

  @Test
  void table_missing_namesTheNearest() {
    // Given
    create("orders");

    // Then
    refused(() -> lake.table("order"), LakeError.TABLE_MISSING, "did you mean 'main.orders'?");
    refused(() -> lake.table("ORDERS"), LakeError.TABLE_MISSING, "did you mean 'main.orders'?");
    refused(() -> lake.table("xyz"), LakeError.TABLE_MISSING, "has [orders]");
    refused(() -> lake.drop("xyz"), LakeError.TABLE_MISSING, "Cannot drop");
    refused(() -> lake.purge("xyz"), LakeError.TABLE_MISSING, "'main.xyz'");
    refused(() -> lake.table("raw.xyz"), TableError.NAMESPACE_MISSING, "'raw'");
  }

  @Test
  void table_differingInCaseOnly_isRefusedByTheDatabase() {
    // Given
    create("orders");

    // Then
    assertThatThrownBy(() -> create("Orders")).hasMessageContaining("exists");
  }

  @Test
  void description_ofATable_countsWhatItHolds() {
    // Given
    LakeTable table = create("orders");
    Table iceberg = table.iceberg();
    Counts before = table.description().counts();

    // When
    iceberg
        .newFastAppend()
        .appendFile(
            DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(iceberg.location() + "/data/a.parquet")
                .withFileSizeInBytes(1000)
                .withRecordCount(10)
                .build())
        .commit();

    // Then
    assertThat(before).isEqualTo(new Counts(0, 0, 0, 0, 0));
    TableDescription now = lake.table("orders").description();
    assertThat(now.counts()).isEqualTo(new Counts(10, 1, 1000, 0, 0));
    assertThat(now.snapshot())
        .hasValueSatisfying(it -> assertThat(it.operation()).isEqualTo("append"));
    assertThat(now.schema().columns()).hasSize(2);
    assertThat(now.location()).startsWith(temp.toString());
    assertThat(table.description())
        .usingRecursiveComparison()
        .ignoringFields("schema", "partitioning", "sortOrder")
        .isEqualTo(now);
  }

  @Test
  void properties_setAndRemoved_areSeenByOthers() {
    // Given
    LakeTable table = create("orders");
    LakeTable other = lake.table("orders");

    // When
    table.setProperties(Map.of("a", "1", "b", "2"));
    table.removeProperties(Set.of("b", "never-set"));

    // Then
    assertThat(other.properties()).containsEntry("a", "1").doesNotContainKey("b");
  }

  @Test
  void properties_thatMoveFilesOrAreFacts_areRefused() {
    LakeTable table = create("orders");
    for (String folder : List.of("/etc", table.iceberg().location() + "/../x", "x", "")) {
      refused(
          () -> table.setProperties(Map.of(TableProperties.WRITE_DATA_LOCATION, folder)),
          LakeError.PROPERTY_REFUSED,
          "inside");
    }
    refused(
        () -> table.setProperties(Map.of("write.location-provider.impl", "x.Y")),
        LakeError.PROPERTY_REFUSED,
        "code");
    refused(() -> table.setProperties(Map.of("uuid", "x")), LakeError.PROPERTY_REFUSED, "'uuid'");
    refused(
        () -> table.removeProperties(Set.of("mesh.contract.id")),
        LakeError.PROPERTY_REFUSED,
        "mesh.contract.id");
    table.setProperties(
        Map.of(TableProperties.WRITE_DATA_LOCATION, table.iceberg().location() + "/d"));
  }

  @Test
  void closed_refusesEverything() {
    // When
    lake.close();
    lake.close();

    // Then
    refused(() -> lake.tables(), LakeError.LAKE_CLOSED, "closed");
    refused(() -> lake.table("x"), LakeError.LAKE_CLOSED, "closed");
    refused(() -> lake.createNamespace("x"), LakeError.LAKE_CLOSED, "closed");
  }
}
