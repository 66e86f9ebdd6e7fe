// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import java.nio.file.Path;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/**
 * What is tried on a class path without test libraries. It lives in a package of its own as far as
 * the JVM is concerned, and so uses only what is public.
 */
public final class InIsolation {
  private InIsolation() {}

  /** Does one of a few things. */
  public static String run(String what, String where) throws Exception {
    return switch (what) {
      case "folder" -> folder(Path.of(where));
      case "postgres" -> connect(LakeConfig.jdbc(where).warehouse("/tmp/x").build());
      case "rest" -> connect(LakeConfig.rest(where).build());
      case "s3" -> connect(LakeConfig.jdbc(where).warehouse("s3://bucket/x").build());
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String connect(LakeConfig config) {
    try (Lake lake = Lake.connect(config)) {
      return lake.tables().toString();
    }
  }

  private static String folder(Path folder) throws Exception {
    try (Lake lake = Lake.open(folder)) {
      lake.createNamespace("raw");
    }
    String database = "jdbc:sqlite:" + folder.resolve("catalog.db");
    try (org.apache.iceberg.jdbc.JdbcCatalog catalog = new org.apache.iceberg.jdbc.JdbcCatalog()) {
      Class.forName("org.sqlite.JDBC");
      catalog.initialize(
          "lake",
          java.util.Map.of(
              "uri",
              database,
              "warehouse",
              folder.resolve("warehouse").toString(),
              "io-impl",
              "io.meshterious.lake.internal.io.LocalFileIO",
              "jdbc.schema-version",
              "V1"));
      Table table = make(catalog);
      table
          .newFastAppend()
          .appendFile(
              DataFiles.builder(PartitionSpec.unpartitioned())
                  .withPath(table.location() + "/data/a.parquet")
                  .withFileSizeInBytes(1)
                  .withRecordCount(1)
                  .build())
          .commit();
    }
    try (Lake lake = Lake.open(folder)) {
      LakeTable table = lake.table("t");
      return table.name() + " " + table.description().counts().rows();
    }
  }

  private static <C extends Catalog & SupportsNamespaces> Table make(C catalog) {
    if (!catalog.namespaceExists(Namespace.of("main"))) {
      throw new IllegalStateException("the lake has no namespace 'main'");
    }
    return catalog.createTable(
        TableIdentifier.of("main", "t"),
        new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
  }
}
