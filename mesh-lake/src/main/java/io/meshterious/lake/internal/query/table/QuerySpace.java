// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.table;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.query.statement.ReadStatement;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.query.QueryError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one statement, each loaded once and pinned to one snapshot, and the names under
 * which sessions see them: a database of the session's own with a schema for each namespace.
 */
public final class QuerySpace implements AutoCloseable {
  /** A name of the statement and what it stands for. */
  private record Named(
      String schema,
      String name,
      Table table,
      Pin.Pinned pin,
      @Nullable MetadataTableType kind,
      @Nullable List<DataFile> files) {
    Named(
        String schema, String name, Table table, Pin.Pinned pin, @Nullable MetadataTableType kind) {
      this(schema, name, table, pin, kind, null);
    }

    Schema columns() {
      return kind == null ? pin.schema() : MetadataTables.schema(MetadataTables.of(table, kind));
    }
  }

  private final Map<String, Named> tables = new LinkedHashMap<>();
  private final Map<TableName, Table> loaded = new HashMap<>();
  private final ScanColumns columns;
  private final boolean joins;
  private final List<TableScan> scans = new ArrayList<>();

  /** Loads and pins the tables of a statement. */
  public QuerySpace(QueryCatalog catalog, Pin pin, ReadStatement statement) {
    for (ReadStatement.TableReference reference : statement.tables()) {
      add(catalog, pin, reference);
    }
    joins = statement.joins();
    List<ScanColumns.Extra> extras = new ArrayList<>();
    for (ScanColumns.Extra extra : ScanColumns.Extra.values()) {
      if (extra != ScanColumns.Extra.TASK && statement.names(extra.column())) {
        extras.add(extra);
      }
    }
    columns = ScanColumns.all().with(extras.toArray(new ScanColumns.Extra[0]));
  }

  private void add(QueryCatalog catalog, Pin pin, ReadStatement.TableReference reference) {
    String schema = reference.schema().isEmpty() ? TableName.DEFAULT_NAMESPACE : reference.schema();
    String key = key(schema, reference.table());
    if (tables.containsKey(key)) {
      return;
    }
    if (pin instanceof Pin.Beside beside && reference.schema().isEmpty()) {
      Pin.FilesOf given = beside.files().get(reference.table().toLowerCase(Locale.ROOT));
      if (given != null) {
        Pin.Pinned pinned = new Pin.Pinned(null, given.table().schema());
        tables.put(
            key, new Named(schema, reference.table(), given.table(), pinned, null, given.files()));
        return;
      }
    }
    int dollar = reference.table().lastIndexOf('$');
    String base = dollar < 0 ? reference.table() : reference.table().substring(0, dollar);
    TableName name = find(catalog, schema, base, reference.table());
    Table table = loaded.get(name);
    if (table == null) {
      throw new IllegalStateException("not loaded: " + name);
    }
    MetadataTableType kind =
        dollar < 0
            ? null
            : MetadataTables.type(
                reference.table().substring(dollar + 1), schema + "." + reference.table());
    tables.put(key, new Named(schema, reference.table(), table, pin.of(name, table), kind));
  }

  /** The table with a name, or with the same name in other letters if there is only one. */
  private TableName find(QueryCatalog catalog, String schema, String base, String typed) {
    TableName exact = null;
    try {
      exact = new TableName(schema, base);
    } catch (MeshException e) {
      throw unknown(catalog, schema, typed, e);
    }
    if (load(catalog, exact)) {
      return exact;
    }
    String text = exact.toString();
    List<TableName> similar =
        catalog.names().stream().filter(n -> n.toString().equalsIgnoreCase(text)).toList();
    if (similar.size() == 1 && load(catalog, similar.get(0))) {
      return similar.get(0);
    }
    throw unknown(catalog, schema, typed, null);
  }

  private boolean load(QueryCatalog catalog, TableName name) {
    if (!loaded.containsKey(name)) {
      Optional<Table> table = catalog.load(name);
      table.ifPresent(found -> loaded.put(name, found));
    }
    return loaded.containsKey(name);
  }

  private static MeshException unknown(
      QueryCatalog catalog, String schema, String name, @Nullable Throwable cause) {
    List<String> names = catalog.names().stream().map(TableName::toString).sorted().toList();
    String typed = schema + "." + name;
    Optional<String> near = NearMiss.of(typed, names);
    if (near.isEmpty()) {
      near = names.stream().filter(n -> n.endsWith("." + name)).findFirst();
    }
    String known =
        names.size() > 20
            ? names.subList(0, 20) + " and " + (names.size() - 20) + " more"
            : names + "";
    return new MeshException(
        QueryError.TABLE_UNKNOWN,
        "Cannot find table '"
            + typed
            + "': "
            + near.map(n -> "did you mean '" + n + "'? Known tables are ")
                .orElse("known tables are ")
            + known,
        cause);
  }

  /** How a table is called in maps. */
  public static String key(String schema, String table) {
    return (schema + "." + table).toLowerCase(Locale.ROOT);
  }

  /** The columns of each table, by {@link #key}. */
  public Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new HashMap<>();
    tables.forEach(
        (key, named) -> {
          if (named.kind() == null) {
            schemas.put(key, named.pin().schema());
          }
        });
    return schemas;
  }

  /** Whether any table may have more than one file. */
  public boolean hasFilesToChoose() {
    return tables.values().stream()
        .filter(named -> named.kind() == null)
        .anyMatch(
            named -> {
              Long id = named.pin().snapshotId();
              Snapshot snapshot = id == null ? null : named.table().snapshot(id);
              return snapshot != null
                  && !"1".equals(snapshot.summary().get(SnapshotSummary.TOTAL_DATA_FILES_PROP));
            });
  }

  /** Makes empty tables with the columns of the real ones, for planning. */
  public void createEmpty(Session session, String database) {
    createSchemas(session, database);
    for (Named named : tables.values()) {
      List<String> parts = new ArrayList<>();
      for (NestedField field : named.columns().columns()) {
        parts.add(Sql.quote(field.name()) + " " + DuckTypes.sqlType(field.type()));
      }
      if (named.kind() == null) {
        for (ScanColumns.Extra extra : columns.extras()) {
          parts.add(Sql.quote(extra.column()) + " " + extra.sqlType(named.table()));
        }
      }
      session.execute(
          "CREATE TABLE " + qualified(database, named) + "(" + String.join(", ", parts) + ")");
    }
    session.execute("USE " + Sql.quote(database) + "." + TableName.DEFAULT_NAMESPACE);
  }

  /** Makes a view of each table, of the files that a filter leaves. */
  public void createViews(
      Session session, String database, Staging staging, Map<String, Expression> filters) {
    createSchemas(session, database);
    tables.forEach(
        (key, named) -> {
          String name = qualified(database, named);
          if (named.kind() != null) {
            Table metadata = MetadataTables.of(named.table(), named.kind());
            MetadataTables.create(session, name, metadata, named.kind(), named.pin().snapshotId());
            return;
          }
          Expression filter = filters.getOrDefault(key, Expressions.alwaysTrue());
          TableScan scan =
              named.files() != null
                  ? TableScan.ofFiles(named.table(), named.files(), staging)
                  : TableScan.plan(
                      named.table(),
                      named.pin().snapshotId(),
                      named.pin().schema(),
                      filter,
                      staging);
          scans.add(scan);
          session.execute(
              "CREATE VIEW "
                  + name
                  + " AS "
                  + (joins ? scan.joinedSql(session, columns) : scan.sql(session, columns)));
        });
    session.execute("USE " + Sql.quote(database) + "." + TableName.DEFAULT_NAMESPACE);
  }

  /** Removes what was made in a session. */
  public void drop(Session session, String database) {
    session.execute("USE memory");
    session.execute("DETACH DATABASE IF EXISTS " + Sql.quote(database));
  }

  private void createSchemas(Session session, String database) {
    session.execute("ATTACH ':memory:' AS " + Sql.quote(database));
    TreeSet<String> schemas = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    tables.values().forEach(named -> schemas.add(named.schema()));
    schemas.remove(TableName.DEFAULT_NAMESPACE);
    for (String schema : schemas) {
      session.execute("CREATE SCHEMA " + Sql.quote(database) + "." + Sql.quote(schema));
    }
  }

  private static String qualified(String database, Named named) {
    return Sql.quote(database) + "." + Sql.quote(named.schema()) + "." + Sql.quote(named.name());
  }

  /** The names of the tables, as the catalog has them. */
  public Set<TableName> names() {
    return loaded.keySet();
  }

  /** How many data files are read. */
  public int files() {
    return scans.stream().mapToInt(TableScan::files).sum();
  }

  @Override
  public void close() {
    scans.forEach(TableScan::close);
  }
}
