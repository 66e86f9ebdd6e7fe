// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.scan;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchCatalog;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.query.Queries;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.query.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/**
 * A scan of a table with eight columns in ten files: an aggregate of every column, of two, and of
 * every column of a table in which each tenth row is deleted by a deletion vector. None of it can
 * be told from the statistics of the files.
 *
 * <p>Ours is a whole query: parsing, loading the table, planning, reading. The plain read names the
 * files in its statement and knows nothing of the table, nor of deleted rows; for the table with
 * deletes it still reads all of them. The files are in the cache of the operating system. A user of
 * Iceberg's reader would object that it makes an object of every row, which is the point.
 */
public final class ScanBench implements Bench {
  private static final int FILES = 10;
  private static final String ALL =
      "select count(*) as found, sum(order_id), sum(strlen(customer_id)), sum(strlen(product_id)),"
          + " sum(strlen(warehouse)), sum(qty), sum(price), bit_xor(epoch_us(updated)),"
          + " sum(strlen(status)) from ";
  private static final String TWO = "select count(*) as found, sum(order_id), sum(qty) from ";

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "order_id", Types.LongType.get()),
          Types.NestedField.required(2, "customer_id", Types.StringType.get()),
          Types.NestedField.required(3, "product_id", Types.StringType.get()),
          Types.NestedField.required(4, "warehouse", Types.StringType.get()),
          Types.NestedField.required(5, "qty", Types.IntegerType.get()),
          Types.NestedField.required(6, "price", Types.DoubleType.get()),
          Types.NestedField.required(7, "updated", Types.TimestampType.withoutZone()),
          Types.NestedField.required(8, "status", Types.StringType.get()));

  /** The benchmark. */
  public ScanBench() {}

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String about() {
    return "Reading a table, beside a plain read of its files and Iceberg's reader";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    long rows = run.size().pick(10_000, 2_000_000, 10_000_000);
    Path folder = run.freshFolder();
    EngineOptions options = EngineOptions.defaults().temp(folder.resolve("spill"), 8L << 30);
    try (JdbcCatalog catalog = BenchCatalog.open(folder, false);
        Engine engine = Engine.open(options);
        Session session = engine.session();
        Queries queries = new Queries(engine, new Names(catalog), Staging.localOnly())) {
      catalog.createNamespace(Namespace.of(TableName.DEFAULT_NAMESPACE));
      List<Path> files = write(session, folder, rows);
      Table clean = table(catalog, "clean", files, rows);
      Table deleted = table(catalog, "deleted", files, rows);
      delete(deleted, rows);
      String plain = "read_parquet(" + Sql.list(files.stream().map(Path::toString).toList()) + ")";
      for (String[] one :
          new String[][] {{"every column", ALL, "clean"}, {"two columns", TWO, "clean"}}) {
        run.compare(
            one[0] + ", " + rows + " rows",
            ours(queries, one[1] + one[2], rows, rows),
            plain(session, one[1] + plain, rows),
            Contender.timed(
                "IcebergGenerics", "rows/s", () -> generic(clean, one[1].equals(TWO), rows)));
      }
      run.compare(
          "every column, each tenth of " + rows + " rows deleted",
          ours(queries, ALL + "deleted", rows - rows / 10, rows),
          plain(session, ALL + plain, rows),
          Contender.timed(
              "IcebergGenerics", "rows/s", () -> generic(deleted, false, rows - rows / 10)));
    }
  }

  private static Contender ours(Queries queries, String sql, long expected, long scanned) {
    return Contender.timed(
        "mesh",
        "rows/s",
        () -> {
          try (Stream<Row> result = queries.query(new Pin.Current(), sql).rows()) {
            check(result.findFirst().orElseThrow().as("found", Long.class), expected);
          }
          return scanned;
        });
  }

  private static Contender plain(Session session, String sql, long expected) {
    return Contender.timed(
        "read_parquet",
        "rows/s",
        () -> {
          check(session.number(sql), expected);
          return expected;
        });
  }

  private static long generic(Table table, boolean two, long expected) throws IOException {
    IcebergGenerics.ScanBuilder scan = IcebergGenerics.read(table);
    long count = 0;
    long quantity = 0;
    try (CloseableIterable<Record> records =
        (two ? scan.select("order_id", "qty") : scan).build()) {
      for (Record record : records) {
        count++;
        quantity += (Integer) record.getField("qty");
      }
    }
    check(count, expected);
    check(Long.signum(quantity), 1);
    return expected;
  }

  private static void check(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("read " + found + " instead of " + expected);
    }
  }

  private static List<Path> write(Session session, Path folder, long rows) {
    List<Path> files = new ArrayList<>();
    long each = rows / FILES;
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve("orders-" + i + ".parquet");
      session.execute(
          "COPY (SELECT i AS order_id, 'C-' || (hash(i) % 200000) AS customer_id,"
              + " 'P-' || (hash(i * 7) % 5000) AS product_id, ['north', 'south', 'east', 'west',"
              + " 'central', 'overseas'][(1 + hash(i * 3) % 6)::BIGINT] AS warehouse,"
              + " (1 + hash(i * 5) % 50)::INTEGER AS qty,"
              + " ((hash(i * 11) % 50000) / 100.0)::DOUBLE AS price,"
              + " make_timestamp(1795000000000000 + i * 1000) AS updated,"
              + " ['new', 'paid', 'shipped', 'done'][(1 + hash(i * 13) % 4)::BIGINT] AS status"
              + " FROM range("
              + i * each
              + ", "
              + (i + 1) * each
              + ") r(i)) TO "
              + Sql.literal(file.toString())
              + " (FORMAT parquet, COMPRESSION zstd, FIELD_IDS "
              + DuckTypes.fieldIds(SCHEMA)
              + ")");
      files.add(file);
    }
    return files;
  }

  private static Table table(JdbcCatalog catalog, String name, List<Path> files, long rows)
      throws IOException {
    Table table =
        catalog.createTable(
            TableIdentifier.of(TableName.DEFAULT_NAMESPACE, name),
            SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", "3"));
    AppendFiles append = table.newAppend();
    for (Path file : files) {
      append.appendFile(
          DataFiles.builder(table.spec())
              .withPath(file.toString())
              .withFormat(FileFormat.PARQUET)
              .withFileSizeInBytes(Files.size(file))
              .withRecordCount(rows / FILES)
              .build());
    }
    append.commit();
    return table;
  }

  @SuppressWarnings("NullAway") // Iceberg wants null where no rows were deleted before
  private static void delete(Table table, long rows) throws IOException {
    List<String> locations = new ArrayList<>();
    try (var tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> locations.add(task.file().location()));
    }
    RowDelta delta = table.newRowDelta();
    BaseDVFileWriter writer =
        new BaseDVFileWriter(
            OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PUFFIN).build(),
            location -> null);
    try (writer) {
      for (String location : locations) {
        for (long row = 0; row < rows / FILES; row += 10) {
          writer.delete(location, row, table.spec(), null);
        }
      }
    }
    writer.result().deleteFiles().forEach(delta::addDeletes);
    delta.commit();
  }

  /** The tables of a catalog. */
  private record Names(JdbcCatalog catalog) implements QueryCatalog {
    @Override
    public Optional<Table> load(TableName name) {
      TableIdentifier id = TableIdentifier.of(name.namespace(), name.name());
      return catalog.tableExists(id) ? Optional.of(catalog.loadTable(id)) : Optional.empty();
    }

    @Override
    public List<TableName> names() {
      return catalog.listTables(Namespace.of(TableName.DEFAULT_NAMESPACE)).stream()
          .map(id -> new TableName(TableName.DEFAULT_NAMESPACE, id.name()))
          .toList();
    }
  }
}
