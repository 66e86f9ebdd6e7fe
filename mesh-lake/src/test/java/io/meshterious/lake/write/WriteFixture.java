// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.job.WriteContext;
import io.meshterious.lake.internal.write.source.SourceTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/** Tables in a folder, an engine, and what writes to them need. */
@SuppressWarnings("deprecation") // the files of a snapshot, for a test
final class WriteFixture implements AutoCloseable {
  private final Path folder;
  private final TestCatalog catalog;
  private final Engine engine;
  private Committer committer = new Committer(CommitLocks.none(), CommitOptions.defaults());
  private Runnable beforeScan = () -> {};
  private UnaryOperator<Table> view = UnaryOperator.identity();

  WriteFixture(Path folder, Engine engine) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.catalog = new TestCatalog(folder);
    this.engine = engine;
  }

  /** Lets commits try for so long. */
  void deadline(Duration deadline) {
    committer = new Committer(CommitLocks.none(), CommitOptions.defaults().withDeadline(deadline));
  }

  static Engine newEngine() {
    return Engine.open(EngineOptions.defaults().threads(2));
  }

  TestCatalog catalog() {
    return catalog;
  }

  Engine engine() {
    return engine;
  }

  /** Runs something each time a write is about to read its table. */
  void beforeScan(Runnable action) {
    beforeScan = action;
  }

  /** Shows the tables to writes as something else. */
  void load(UnaryOperator<Table> newView) {
    view = newView;
  }

  /** A write to a table. A SELECT reads tables under their names, such as {@code main_orders}. */
  TableWrite write(String table) {
    return new TableWrite(
        new Writes(
            new WriteContext(
                engine,
                committer,
                (io, files) -> {
                  beforeScan.run();
                  return Staging.localOnly().stage(io, files);
                },
                this::bind,
                folder.resolve("scratch"),
                "main." + table,
                () -> view.apply(catalog.table(table)))));
  }

  /** Makes views of the tables whose names are in a SELECT with {@code main_} before them. */
  private SourceTables.Bound bind(Session session, String sql) {
    Set<String> tables = new HashSet<>();
    List<TableScan> scans = new ArrayList<>();
    var found = java.util.regex.Pattern.compile("main_(\\w+)").matcher(sql);
    while (found.find()) {
      if (tables.add("main." + found.group(1))) {
        TableScan scan =
            TableScan.plan(
                catalog.table(found.group(1)), null, Expressions.alwaysTrue(), Staging.localOnly());
        scans.add(scan);
        session.execute(
            "CREATE OR REPLACE TEMP VIEW "
                + found.group()
                + " AS "
                + scan.sql(session, ScanColumns.all()));
      }
    }
    return new SourceTables.Bound() {
      @Override
      public String sql() {
        return sql;
      }

      @Override
      public Set<String> tables() {
        return tables;
      }

      @Override
      public void close() {
        scans.forEach(TableScan::close);
      }
    };
  }

  /** The rows of a table as Iceberg reads them: texts of all columns, sorted. */
  List<String> byIceberg(String table) {
    List<String> rows = new ArrayList<>();
    Table read = catalog.table(table);
    List<NestedField> columns = read.schema().columns();
    try (CloseableIterable<Record> records = IcebergGenerics.read(read).build()) {
      for (Record record : records) {
        List<String> values = new ArrayList<>();
        for (NestedField field : columns) {
          values.add(String.valueOf(record.getField(field.name())));
        }
        rows.add(String.join("|", values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.sort(null);
    return rows;
  }

  /** The rows of a table as the engine reads them. */
  List<String> byEngine(String table) {
    return byEngine(table, "SELECT * FROM t");
  }

  /** The rows of a SELECT from a table, which is called {@code t} in it. */
  List<String> byEngine(String table, String select, ScanColumns.Extra... extras) {
    try (Session session = engine.session();
        TableScan scan =
            TableScan.plan(
                catalog.table(table), null, Expressions.alwaysTrue(), Staging.localOnly())) {
      return session.query(
          "WITH t AS (" + scan.sql(session, ScanColumns.all().with(extras)) + ") " + select,
          result -> {
            ResultSetMetaData columns = result.getMetaData();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
              List<String> values = new ArrayList<>();
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.add(String.valueOf(result.getString(i)));
              }
              rows.add(String.join("|", values));
            }
            rows.sort(null);
            return rows;
          });
    }
  }

  Table table(String name) {
    return catalog.table(name);
  }

  /** Files of a table that no snapshot refers to. */
  Set<String> orphans(String name) {
    Table table = catalog.table(name);
    Set<String> files = new TreeSet<>();
    Path data = Path.of(table.location(), "data");
    if (Files.isDirectory(data)) {
      try (Stream<Path> walk = Files.walk(data)) {
        walk.filter(Files::isRegularFile).map(Path::toString).forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (var snapshot : table.snapshots()) {
      snapshot.addedDataFiles(table.io()).forEach(file -> files.remove(file.location()));
      snapshot.addedDeleteFiles(table.io()).forEach(file -> files.remove(file.location()));
    }
    return files;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
