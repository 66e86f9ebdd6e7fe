// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.write;

import io.meshterious.bench.BenchCatalog;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.internal.write.job.WriteContext;
import io.meshterious.lake.internal.write.source.SourceTables;
import io.meshterious.lake.write.TableWrite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/** A table of order lines in ten files, and any number of tables that begin with its rows. */
final class StockTables implements AutoCloseable {
  static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "order_id", Types.LongType.get()),
          Types.NestedField.required(2, "customer_id", Types.StringType.get()),
          Types.NestedField.required(3, "product_id", Types.StringType.get()),
          Types.NestedField.required(4, "warehouse", Types.StringType.get()),
          Types.NestedField.required(5, "quantity", Types.IntegerType.get()),
          Types.NestedField.required(6, "price", Types.DoubleType.get()),
          Types.NestedField.required(7, "updated", Types.TimestampType.withoutZone()),
          Types.NestedField.required(8, "status", Types.StringType.get()));
  private static final int FILES = 10;
  private static final String ALL_COLUMNS =
      "count(*), sum(order_id), sum(strlen(customer_id)), sum(strlen(product_id)),"
          + " sum(strlen(warehouse)), sum(quantity), sum(price), bit_xor(epoch_us(updated)),"
          + " sum(strlen(status))";

  private final Engine engine;
  private final JdbcCatalog catalog;
  private final Committer committer = new Committer(CommitLocks.none(), CommitOptions.defaults());
  private final Path folder;
  private final TableMetadata origin;
  private int tables;

  /** Writes the table. */
  StockTables(Engine engine, Path folder, long rows) {
    this.engine = engine;
    this.folder = folder;
    catalog = BenchCatalog.open(folder, true);
    catalog.createNamespace(Namespace.of("main"));
    Table table =
        catalog.createTable(
            TableIdentifier.of("main", "origin"),
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", "3"));
    List<DataFile> files = new ArrayList<>();
    try (Session session = engine.session()) {
      for (int i = 0; i < FILES; i++) {
        files.addAll(
            DuckFiles.write(
                session,
                table,
                rows(i * rows / FILES, (i + 1) * rows / FILES, 1),
                FileOptions.of(table, folder.resolve("scratch"))));
      }
    }
    committer.commit(table, TableChange.append(files)).orThrow();
    table.refresh();
    origin = ((BaseTable) table).operations().current();
  }

  /** The field ids of the columns, as the engine wants them. */
  static String fieldIds() {
    return DuckTypes.fieldIds(SCHEMA.columns());
  }

  /** A SELECT of every so many-th order. */
  static String rows(long from, long to, long step) {
    return "SELECT i AS order_id, 'C-' || (hash(i) % 200000) AS customer_id, 'P-' || (hash(i * 7) %"
        + " 5000) AS product_id, ['north', 'south', 'east', 'west', 'central', 'overseas'][(1 +"
        + " (hash(i * 3) % 6))::BIGINT] AS warehouse, (1 + hash(i * 5) % 50)::INTEGER AS quantity,"
        + " ((hash(i * 11) % 50000) / 100.0)::DOUBLE AS price, make_timestamp(1795000000000000 + i"
        + " * 1000) AS updated, ['new', 'paid', 'shipped', 'done'][(1 + (hash(i * 13) %"
        + " 4))::BIGINT] AS status FROM range("
        + from
        + ", "
        + to
        + ", "
        + step
        + ") r(i)";
  }

  /** Another table with the same files. */
  Table copy() {
    tables++;
    String metadata = origin.location() + "/metadata/00000-copy-" + tables + ".metadata.json";
    TableMetadataParser.write(origin, new LocalFileIO().newOutputFile(metadata));
    return catalog.registerTable(TableIdentifier.of("main", "copy" + tables), metadata);
  }

  /** The beginning of a write to a table. */
  TableWrite write(Table table) {
    return new TableWrite(
        new Writes(
            new WriteContext(
                engine,
                committer,
                Staging.localOnly(),
                SourceTables.none(),
                folder.resolve("scratch"),
                table.name(),
                () -> table)));
  }

  /**
   * Reads all columns of all rows with the engine, and says how many rows there are. What is
   * computed cannot be told from the statistics of files.
   */
  long read(Table table) {
    try (Session session = engine.session();
        TableScan scan =
            TableScan.plan(table, null, Expressions.alwaysTrue(), Staging.localOnly())) {
      return session.number(
          "SELECT " + ALL_COLUMNS + " FROM (" + scan.sql(session, ScanColumns.all()) + ")");
    }
  }

  @Override
  public void close() {
    catalog.close();
  }
}
