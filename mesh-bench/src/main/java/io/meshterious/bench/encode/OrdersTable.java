// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import io.meshterious.bench.BenchCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  private final JdbcCatalog catalog;
  private final Table table;

  /**
   * Makes the table.
   *
   * @param codec Iceberg's name of the compression
   * @param level its level; empty for Iceberg's default
   */
  OrdersTable(Path folder, String codec, String level) {
    catalog = BenchCatalog.open(folder, false);
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
