// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.commit.TogetherOutcome;
import io.meshterious.lake.internal.catalog.LakeContext;
import io.meshterious.lake.internal.catalog.Namespaces;
import io.meshterious.lake.internal.catalog.PropertyRules;
import io.meshterious.lake.internal.catalog.RemoteCatalog;
import io.meshterious.lake.internal.catalog.Tables;
import io.meshterious.lake.internal.commit.run.AtomicSwap;
import io.meshterious.lake.internal.commit.run.TableAndChange;
import io.meshterious.lake.internal.folder.LakeFolder;
import io.meshterious.lake.internal.keep.refs.BranchAudit;
import io.meshterious.lake.internal.query.Queries;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.schema.Evolution;
import io.meshterious.lake.internal.schema.EvolutionPlan;
import io.meshterious.lake.internal.schema.TableContract;
import io.meshterious.lake.internal.schema.TableCreation;
import io.meshterious.lake.internal.schema.TableLayout;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.job.WriteContext;
import io.meshterious.lake.keep.Audit;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.write.TableWrite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;

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
    return new LakeTable(name, tables.load(name), tables, context);
  }

  /**
   * Makes the table of a contract that describes one, under the name the contract gives it.
   *
   * @throws io.meshterious.core.error.MeshException when there is such a table already, or the
   *     contract says something that an Iceberg table cannot hold
   */
  public LakeTable create(DataContract contract) {
    return create(contract, only(contract).name());
  }

  /**
   * Makes a table of a contract, under the name the contract gives it.
   *
   * @param table the name of the table in the contract
   */
  public LakeTable create(DataContract contract, String table) {
    return create(contract, table, tableOf(contract, table).tableName());
  }

  /**
   * Makes a table of a contract under a name of your own.
   *
   * @param table the name of the table in the contract
   * @param name the name in the lake, such as {@code raw.orders}
   */
  public LakeTable create(DataContract contract, String table, String name) {
    return create(contract, table, name, CreationOptions.defaults());
  }

  /** Makes a table of a contract with options. */
  public LakeTable create(
      DataContract contract, String table, String name, CreationOptions options) {
    TableName target = TableName.of(name);
    TableLayout layout =
        TableLayout.of(contract, tableOf(contract, table), options.formatVersion());
    PropertyRules.checkNew(target, options.properties().keySet());
    tables.prepare(target);
    TableCreation.create(
        context.catalog(), Tables.identifier(target), layout, options.properties());
    return table(target);
  }

  /**
   * Lets a table follow a newer version of its contract, in one commit. What breaks nobody happens:
   * new properties, new names, wider types, less that is required. What breaks somebody is refused,
   * with the words of the contracts' comparison.
   *
   * @return what was done, in words; empty when the table followed that version already
   */
  public List<String> evolve(String table, DataContract newer) {
    EvolutionPlan plan = evolution(table, newer);
    plan.apply();
    return plan.steps();
  }

  /** What {@link #evolve} would do, in words. Nothing is changed. */
  public List<String> planEvolution(String table, DataContract newer) {
    return evolution(table, newer).steps();
  }

  private EvolutionPlan evolution(String table, DataContract newer) {
    org.apache.iceberg.Table current = tables.load(TableName.of(table));
    String described =
        TableContract.find(current)
            .map(it -> it.table().name())
            .orElseGet(() -> only(newer).name());
    return Evolution.plan(current, newer, tableOf(newer, described));
  }

  private static Table only(DataContract contract) {
    if (contract.tables().size() != 1) {
      throw new MeshException(
          TableError.CONTRACT_TABLE_UNKNOWN,
          "Cannot create the table of contract '"
              + contract.name()
              + "': it describes "
              + contract.tables().stream().map(Table::name).toList()
              + "; name one");
    }
    return contract.tables().get(0);
  }

  private static Table tableOf(DataContract contract, String name) {
    return contract
        .table(name)
        .orElseThrow(
            () ->
                new MeshException(
                    TableError.CONTRACT_TABLE_UNKNOWN,
                    "Cannot find table '"
                        + name
                        + "' in contract '"
                        + contract.name()
                        + "': it describes "
                        + contract.tables().stream().map(Table::name).toList()));
  }

  /**
   * A question in SQL over the tables, by their names: {@code select * from raw.orders}. It reads
   * one state of each table, the current one when it is run.
   */
  public Query sql(String statement) {
    return queries().query(new Pin.Current(), statement);
  }

  /** The tables as they were at a moment. */
  public LakeState asOf(Instant time) {
    return state(new Pin.AtTime(time));
  }

  /** The tables at one snapshot, which all tables of a query must have. */
  public LakeState asOf(long snapshotId) {
    return state(new Pin.AtSnapshot(snapshotId));
  }

  /** The tables at a tag or branch, which all tables of a query must have. */
  public LakeState asOf(String tagOrBranch) {
    return state(new Pin.AtRef(tagOrBranch));
  }

  /**
   * The tables as they are, and beside them files of a table under a name of their own: those that
   * are written and not committed, or those that a snapshot added.
   *
   * @param name what statements call them, without a namespace
   * @param table the table they were written for
   * @param files the files; deletes do not apply to them
   */
  public LakeState beside(String name, LakeTable table, Collection<DataFile> files) {
    return beside(Map.of(name, files), table);
  }

  /** The same for several names. */
  public LakeState beside(Map<String, ? extends Collection<DataFile>> files, LakeTable table) {
    var iceberg = table.iceberg();
    Map<String, Pin.FilesOf> named = new HashMap<>();
    files.forEach(
        (name, some) ->
            named.put(name.toLowerCase(Locale.ROOT), new Pin.FilesOf(iceberg, List.copyOf(some))));
    return state(new Pin.Beside(named));
  }

  private LakeState state(Pin pin) {
    return statement -> queries().query(pin, statement);
  }

  private Queries queries() {
    return context.queries(tables.forQueries());
  }

  /**
   * Begins a write to a table: rows that are computed with SQL, or a condition for rows that go.
   *
   * <pre>{@code
   * lake.write("orders").from("select * from staged_orders").upsert("order_id").run().orThrow();
   * }</pre>
   */
  public TableWrite write(String table) {
    TableName name = TableName.of(table);
    tables.load(name);
    return new TableWrite(
        new Writes(
            new WriteContext(
                context.engine(),
                context.committer(),
                context.staging(),
                queries().sources(),
                context.scratch(),
                name.toString(),
                () -> tables.load(name))));
  }

  /**
   * Commits changes to several tables under one attempt id.
   *
   * <p>A REST catalog does it in one step. Elsewhere all are checked first and then committed one
   * after the other, in the order of the map, with no other committer of the lake in between; a
   * reader may see the first before the last, and a process that ends in the middle leaves the
   * rest: give an attempt id, and the same call makes up for it.
   *
   * @param changes the change of each table, by its name
   * @param attemptId names this try of this work, so that it is never done twice
   */
  public TogetherOutcome commit(Map<String, TableChange> changes, String attemptId) {
    return commit(changes, Optional.of(attemptId));
  }

  /** Commits changes to several tables under a new attempt id; see the other form. */
  public TogetherOutcome commit(Map<String, TableChange> changes) {
    return commit(changes, Optional.empty());
  }

  private TogetherOutcome commit(Map<String, TableChange> changes, Optional<String> attemptId) {
    List<TableAndChange> all = new ArrayList<>();
    changes.forEach(
        (table, change) -> {
          TableName name = TableName.of(table);
          all.add(new TableAndChange(name, tables.load(name), change));
        });
    return context.committer().commitTogether(all, attemptId, AtomicSwap.of(context.catalog()));
  }

  /**
   * Begins to write to a branch that readers do not see, or goes on with it: write, check, then
   * publish or discard.
   *
   * @param table the table
   * @param branch the branch, made when it does not exist
   */
  public Audit audit(String table, String branch) {
    return BranchAudit.begin(
        tables.load(TableName.of(table)), branch, context.engine(), context.staging());
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
