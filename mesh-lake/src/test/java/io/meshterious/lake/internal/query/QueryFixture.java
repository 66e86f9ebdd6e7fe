// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.query.result.TextValues;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.query.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;

/** Tables in a folder, an engine, and queries over them. */
final class QueryFixture implements AutoCloseable {
  final TestCatalog tables;
  final Engine engine;
  final Queries queries;

  QueryFixture(Path folder) {
    this(folder, EngineOptions.defaults().temp(folder.resolve("spill"), 1L << 30));
  }

  QueryFixture(Path folder, EngineOptions options) {
    this(folder, options, Staging.localOnly());
  }

  QueryFixture(Path folder, EngineOptions options, Staging staging) {
    tables = new TestCatalog(folder);
    engine = Engine.open(options);
    queries = new Queries(engine, new Names(), staging);
  }

  Query sql(String sql) {
    return queries.query(new Pin.Current(), sql);
  }

  Query sql(Pin pin, String sql) {
    return queries.query(pin, sql);
  }

  /** The rows as texts of their values. */
  List<String> rows(Query query) {
    try (Stream<Row> rows = query.rows()) {
      return rows.map(row -> TextValues.text(new ArrayList<>(row.map().values()))).toList();
    }
  }

  List<String> rows(String sql) {
    return rows(sql(sql));
  }

  /** How many data files a query reads. */
  int files(Query query) {
    return ((LakeQuery) query).files();
  }

  @Override
  public void close() {
    queries.close();
    engine.close();
    tables.close();
  }

  private final class Names implements QueryCatalog {
    @Override
    public Optional<Table> load(TableName name) {
      TableIdentifier id = TableIdentifier.of(name.namespace(), name.name());
      return tables.catalog().tableExists(id)
          ? Optional.of(tables.catalog().loadTable(id))
          : Optional.empty();
    }

    @Override
    public List<TableName> names() {
      List<TableName> names = new ArrayList<>();
      for (Namespace namespace : ((SupportsNamespaces) tables.catalog()).listNamespaces()) {
        tables
            .catalog()
            .listTables(namespace)
            .forEach(id -> names.add(new TableName(id.namespace().toString(), id.name())));
      }
      return names;
    }
  }
}
