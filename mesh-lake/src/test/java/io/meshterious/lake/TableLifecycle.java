// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.TableDescription.Counts;
import io.meshterious.lake.internal.catalog.LakeContext;
import io.meshterious.lake.internal.catalog.Namespaces;
import io.meshterious.lake.internal.catalog.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;

/** What every lake must be able to do, wherever its catalog and its files are. */
final class TableLifecycle {
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));

  private TableLifecycle() {}

  /** Makes a table with one column. */
  static LakeTable create(Lake lake, String name) {
    TableName table = TableName.of(name);
    LakeContext context = lake.context();
    new Tables(context, new Namespaces(context)).prepare(table);
    context.catalog().createTable(Tables.identifier(table), SCHEMA);
    return lake.table(table);
  }

  /** Writes rows through Iceberg's own writer. */
  static void append(LakeTable target, int rows) {
    Table table = target.iceberg();
    try (DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.AVRO)
            .dataSchema(table.schema())
            .build()
            .newDataWriter(
                EncryptedFiles.encryptedOutput(
                    table
                        .io()
                        .newOutputFile(
                            table.locationProvider().newDataLocation(UUID.randomUUID() + ".avro")),
                    EncryptionKeyMetadata.EMPTY),
                table.spec(),
                null)) {
      for (long i = 0; i < rows; i++) {
        GenericRecord row = GenericRecord.create(table.schema());
        row.setField("id", i);
        writer.write(row);
      }
      writer.close();
      DataFile file = writer.toDataFile();
      table.newFastAppend().appendFile(file).commit();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Counts rows through Iceberg's own reader. */
  static int rows(LakeTable target) {
    int rows = 0;
    try (CloseableIterable<Record> all = IcebergGenerics.read(target.iceberg()).build()) {
      for (Record row : all) {
        rows += row.getField("id") == null ? 0 : 1;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return rows;
  }

  /** From the first namespace to the last file, on a lake without tables. */
  static void holds(Lake lake) {
    lake.createNamespace("raw", Map.of("owner", "team-a"));
    assertThat(lake.namespaces()).contains("raw");
    assertThat(lake.namespaceProperties("raw")).containsEntry("owner", "team-a");
    LakeTable orders = create(lake, "raw.orders");
    LakeTable events = create(lake, "web.events");
    assertThat(lake.namespaces()).contains("raw", "web");
    refused(() -> create(lake, "raw.Orders"), LakeError.INVALID_NAME, "'raw.orders' exists");
    refused(() -> lake.createNamespace("raw"), LakeError.NAMESPACE_EXISTS, "'raw'");
    refused(() -> lake.createNamespace("Raw"), LakeError.INVALID_NAME, "'raw' exists");
    refused(() -> lake.table("raw.order"), LakeError.TABLE_MISSING, "'raw.orders'?");
    refused(() -> lake.tables("rawr"), TableError.NAMESPACE_MISSING, "'raw'?");

    append(orders, 10);
    append(orders, 5);
    append(events, 1);
    assertThat(rows(lake.table("raw.orders"))).isEqualTo(15);
    Counts counts = lake.table("raw.orders").description().counts();
    assertThat(List.of(counts.rows(), counts.files(), counts.deleteFiles()))
        .isEqualTo(List.of(15L, 2L, 0L));

    orders.setProperties(Map.of("a", "1", "b", "2"));
    orders.removeProperties(Set.of("b"));
    assertThat(lake.table("raw.orders").properties())
        .containsEntry("a", "1")
        .doesNotContainKey("b");

    LakeTable renamed = lake.rename("raw.orders", "old.orders");
    assertThat(lake.tables())
        .containsExactly(TableName.of("old.orders"), TableName.of("web.events"));
    assertThat(rows(renamed)).isEqualTo(15);
    refused(orders::iceberg, LakeError.TABLE_MISSING, "'raw.orders'");
    refused(() -> lake.rename("raw.none", "raw.x"), LakeError.TABLE_MISSING, "'raw.none'");
    refused(() -> lake.rename("old.orders", "web.events"), TableError.TABLE_EXISTS, "web.events");
    refused(() -> lake.rename("old.orders", "web.EVENTS"), LakeError.INVALID_NAME, "case");

    LakeTable again = create(lake, "raw.orders");
    assertThat(again.iceberg().location()).isNotEqualTo(renamed.iceberg().location());
    lake.purge("raw.orders");
    assertThat(rows(lake.table("old.orders"))).isEqualTo(15);

    refused(() -> lake.dropNamespace("old"), LakeError.NAMESPACE_NOT_EMPTY, "'old'");
    Table kept = renamed.iceberg();
    String manifests = kept.currentSnapshot().manifestListLocation();
    lake.drop("old.orders");
    assertThat(kept.io().newInputFile(manifests).exists()).isTrue();
    refused(() -> lake.drop("old.orders"), LakeError.TABLE_MISSING, "'old.orders'");

    Table purged = events.iceberg();
    String data = purged.newScan().planFiles().iterator().next().file().location();
    events.setProperties(Map.of("gc.enabled", "false"));
    refused(() -> lake.purge("web.events"), LakeError.PURGE_REFUSED, "gc.enabled");
    events.setProperties(Map.of("gc.enabled", "true"));
    lake.purge("web.events");
    assertThat(purged.io().newInputFile(data).exists()).isFalse();
    assertThat(lake.exists("web.events")).isFalse();

    for (String namespace : List.of("raw", "old", "web")) {
      lake.dropNamespace(namespace);
    }
    assertThat(lake.tables()).isEmpty();
    refused(() -> lake.dropNamespace("raw"), TableError.NAMESPACE_MISSING, "'raw'");
  }
}
