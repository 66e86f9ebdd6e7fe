// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.lake.internal.catalog.LakeContext;
import io.meshterious.lake.internal.catalog.Namespaces;
import io.meshterious.lake.internal.catalog.RemoteCatalog;
import io.meshterious.lake.internal.catalog.Tables;
import io.meshterious.lake.internal.folder.LakeFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Iceberg tables and the catalog that knows them. A lake is either a folder with everything in it,
 * which several processes of one machine may have open at once, or a catalog that is reached over
 * the network, with files wherever that says. It is safe for use by many threads.
 */
public final class Lake implements AutoCloseable {
  private final LakeContext context;
  private final Namespaces namespaces;
  private final Tables tables;

  private Lake(LakeContext context) {
    this.context = context;
    this.namespaces = new Namespaces(context);
    this.tables = new Tables(context, namespaces);
  }

  /** Opens the lake in a folder, and makes it if the folder is empty or not there yet. */
  public static Lake open(Path folder) {
    return open(folder, LakeOptions.defaults());
  }

  /** Opens the lake in a folder. */
  public static Lake open(Path folder, LakeOptions options) {
    return new Lake(LakeFolder.open(folder, options));
  }

  /** Opens a lake whose catalog is somewhere else. */
  public static Lake connect(LakeConfig config) {
    return new Lake(RemoteCatalog.open(config.address()));
  }

  /** The folder of a lake that was opened by its folder. */
  public Optional<Path> folder() {
    return context.folder();
  }

  /** The names of the namespaces, sorted. */
  public List<String> namespaces() {
    return namespaces.list();
  }

  /** Makes a namespace. */
  public void createNamespace(String name) {
    createNamespace(name, Map.of());
  }

  /** Makes a namespace with properties. */
  public void createNamespace(String name, Map<String, String> properties) {
    namespaces.create(name, properties);
  }

  /** What the catalog knows about a namespace. */
  public Map<String, String> namespaceProperties(String name) {
    return namespaces.properties(name);
  }

  /** Drops a namespace that has no tables. */
  public void dropNamespace(String name) {
    namespaces.drop(name);
  }

  /** The names of all tables, sorted. */
  public List<TableName> tables() {
    return namespaces.list().stream().flatMap(it -> tables.list(it).stream()).toList();
  }

  /** The names of the tables in a namespace, sorted. */
  public List<TableName> tables(String namespace) {
    return tables.list(namespace);
  }

  /** Whether there is a table of this name. */
  public boolean exists(String table) {
    return tables.exists(TableName.of(table));
  }

  /** A table, such as {@code raw.orders}. */
  public LakeTable table(String name) {
    return table(TableName.of(name));
  }

  /** A table. */
  public LakeTable table(TableName name) {
    return new LakeTable(name, tables.load(name), tables);
  }

  /** Gives a table another name; its files stay where they are. */
  public LakeTable rename(String from, String to) {
    TableName name = TableName.of(to);
    tables.rename(TableName.of(from), name);
    return table(name);
  }

  /**
   * Takes a table out of the catalog. Its files stay, so that it could be registered again; {@link
   * #purge} deletes them.
   */
  public void drop(String table) {
    tables.drop(TableName.of(table));
  }

  /** Takes a table out of the catalog and deletes its files, its history included. For good. */
  public void purge(String table) {
    tables.purge(TableName.of(table));
  }

  LakeContext context() {
    return context;
  }

  /** Closes the catalog; a second call does nothing. */
  @Override
  public void close() {
    context.close();
  }
}
