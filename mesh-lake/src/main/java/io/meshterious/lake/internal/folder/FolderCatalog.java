// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import io.meshterious.lake.LakeOptions;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * The catalog of a lake in a folder: Iceberg's JDBC catalog in a database file.
 *
 * @param location the folder's real path
 * @param options how the lake is opened
 */
record FolderCatalog(Path location, LakeOptions options) {
  static final String DATABASE = "catalog.db";
  static final String WAREHOUSE = "warehouse";
  private static final String CATALOG_NAME = "lake";

  Path database() {
    return location.resolve(DATABASE);
  }

  Path warehouse() {
    return location.resolve(WAREHOUSE);
  }

  /** Opens the catalog, and makes its tables if told to. */
  JdbcCatalog open(boolean tables) {
    JdbcCatalog catalog =
        new JdbcCatalog(
            properties -> CatalogUtil.loadFileIO(LocalFileIO.class.getName(), properties, null),
            properties ->
                new SqliteConnections(database(), options.busyTimeout(), options.durable()),
            tables);
    catalog.initialize(CATALOG_NAME, properties());
    return catalog;
  }

  /** What the catalog and the file IO are opened with. */
  Map<String, String> properties() {
    return Map.of(
        CatalogProperties.URI,
        SqliteConnections.url(database()),
        CatalogProperties.WAREHOUSE_LOCATION,
        warehouse().toString(),
        CatalogProperties.FILE_IO_IMPL,
        LocalFileIO.class.getName(),
        CatalogProperties.UNIQUE_TABLE_LOCATION,
        "true",
        LocalFileIO.DURABLE,
        Boolean.toString(options.durable()),
        LocalFileIO.ROOT,
        location.toString(),
        "jdbc.strict-mode",
        "true",
        "jdbc.schema-version",
        "V1");
  }
}
