// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal;

import io.meshterious.lake.internal.io.LocalFileIO;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A catalog in a folder, for tests of what lies below a lake. */
public final class TestCatalog implements AutoCloseable {
  private final JdbcCatalog catalog = new JdbcCatalog();

  /** A catalog in a folder, new or as it was left. */
  public TestCatalog(Path folder) {
    this(folder, Map.of());
  }

  /** A catalog with further properties. */
  public TestCatalog(Path folder, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent(CatalogProperties.URI, "jdbc:sqlite:" + folder.resolve("catalog.db"));
    all.putIfAbsent(CatalogProperties.WAREHOUSE_LOCATION, folder.resolve("warehouse").toString());
    all.putIfAbsent(CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName());
    all.putIfAbsent(LocalFileIO.DURABLE, "false");
    all.putIfAbsent("jdbc.schema-version", "V1");
    catalog.initialize("test", all);
    if (!catalog.namespaceExists(Namespace.of("main"))) {
      catalog.createNamespace(Namespace.of("main"));
    }
  }

  /** The catalog. */
  public Catalog catalog() {
    return catalog;
  }

  /** Makes a table of format version 3 without partitions, in namespace {@code main}. */
  public Table create(String name, Schema schema) {
    return create(name, schema, PartitionSpec.unpartitioned(), Map.of());
  }

  /** Makes a table in namespace {@code main}; of format version 3 unless a property says so. */
  public Table create(
      String name, Schema schema, PartitionSpec spec, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("format-version", "3");
    return catalog.createTable(TableIdentifier.of("main", name), schema, spec, all);
  }

  /** A table of namespace {@code main}, as it is now. */
  public Table table(String name) {
    return catalog.loadTable(TableIdentifier.of("main", name));
  }

  @Override
  public void close() {
    catalog.close();
  }
}
