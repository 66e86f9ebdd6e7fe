// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import io.meshterious.lake.internal.io.LocalFileIO;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The catalog of a benchmark's tables: Iceberg's, in a folder, as a lake in a folder has it. */
public final class BenchCatalog {
  private BenchCatalog() {}

  /**
   * Opens the catalog in a folder, and makes it if it is not there.
   *
   * @param durable whether files and the catalog's rows are forced to disk
   */
  public static JdbcCatalog open(Path folder, boolean durable) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize(
        "bench",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:"
                + folder.resolve("catalog.db")
                + "?journal_mode=WAL&synchronous="
                + (durable ? "FULL" : "OFF"),
            CatalogProperties.WAREHOUSE_LOCATION,
            folder.resolve("warehouse").toString(),
            CatalogProperties.FILE_IO_IMPL,
            LocalFileIO.class.getName(),
            LocalFileIO.DURABLE,
            String.valueOf(durable),
            "jdbc.schema-version",
            "V1"));
    return catalog;
  }
}
