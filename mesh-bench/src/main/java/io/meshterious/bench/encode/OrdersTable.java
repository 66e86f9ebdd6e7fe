// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * An empty table of order events in a folder; files are not forced to disk, whoever writes them.
 */
final class OrdersTable implements AutoCloseable {
  private final JdbcCatalog catalog = new JdbcCatalog();
  private final Table table;

  /**
   * Makes the table.
   *
   * @param codec Iceberg's name of the compression
   * @param level its level; empty for Iceberg's default
   */
  OrdersTable(Path folder, String codec, String level) {
    catalog.initialize(
        "bench",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + folder.resolve("catalog.db"),
            CatalogProperties.WAREHOUSE_LOCATION,
            folder.resolve("warehouse").toString(),
            CatalogProperties.FILE_IO_IMPL,
            "io.meshterious.lake.internal.io.LocalFileIO",
            "jdbc.schema-version",
            "V1",
            "mesh.io.durable",
            "false"));
    Namespace namespace = Namespace.of("bench");
    catalog.createNamespace(namespace);
    Map<String, String> properties = new HashMap<>();
    properties.put(TableProperties.PARQUET_COMPRESSION, codec);
    if (!level.isEmpty()) {
      properties.put(TableProperties.PARQUET_COMPRESSION_LEVEL, level);
    }
    table =
        catalog.createTable(
            TableIdentifier.of(namespace, "order_events"),
            OrderEvent.SCHEMA,
            PartitionSpec.unpartitioned(),
            properties);
  }

  Table table() {
    return table;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
