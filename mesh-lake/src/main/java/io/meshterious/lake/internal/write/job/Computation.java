// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.internal.write.contract.ContractChecks;
import io.meshterious.lake.internal.write.deletes.PositionDeletes;
import io.meshterious.lake.internal.write.file.DuckFiles;
import io.meshterious.lake.internal.write.file.FileOptions;
import io.meshterious.lake.internal.write.source.BatchFile;
import io.meshterious.lake.internal.write.source.Source;
import io.meshterious.lake.internal.write.source.SourceRows;
import io.meshterious.lake.internal.write.source.SourceTables;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One try of a write: the table as it was when the try began, a session of its own, and the files
 * written so far.
 */
public final class Computation implements AutoCloseable {
  private final WriteContext context;
  private final WriteOptions options;
  private final boolean dry;
  private final Table table;
  private final @Nullable Long snapshotId;
  private final Session session;
  private final FileOptions files;
  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<DataFile> written = new ArrayList<>();
  private final List<PositionDeletes.Written> deleted = new ArrayList<>();

  public Computation(WriteContext context, WriteOptions options, Table table, boolean dry) {
    this.context = context;
    this.options = options;
    this.dry = dry;
    this.table = table;
    this.snapshotId = head(table, options.branch());
    FileOptions usual = FileOptions.of(table, context.scratch());
    this.files =
        options.targetBytes().isPresent()
            ? usual.targetBytes(options.targetBytes().getAsLong())
            : usual;
    this.session = context.engine().session();
  }

  private static @Nullable Long head(Table table, String branch) {
    SnapshotRef ref = table.refs().get(branch);
    if (ref != null && ref.isBranch()) {
      return ref.snapshotId();
    } else if (branch.equals(SnapshotRef.MAIN_BRANCH)) {
      Snapshot current = table.currentSnapshot();
      return current == null ? null : Long.valueOf(current.snapshotId());
    }
    throw new MeshException(
        WriteError.INVALID_WRITE,
        "Cannot write to branch '"
            + branch
            + "' of '"
            + table.name()
            + "': "
            + (ref == null ? "it does not exist" : "it is a tag")
            + NearMiss.of(branch, table.refs().keySet())
                .map(it -> "; did you mean '" + it + "'?")
                .orElse("; known are " + table.refs().keySet()));
  }

  public Session session() {
    return session;
  }

  public Table table() {
    return table;
  }

  public Schema schema() {
    return table.schema();
  }

  public String name() {
    return context.name();
  }

  /** Whether nothing is to be written. */
  public boolean dry() {
    return dry;
  }

  public boolean lineage() {
    return PositionDeletes.formatVersion(table) >= 3;
  }

  /** A source with its tables readable, and matched with the table's columns. */
  Matched match(Source source) {
    Bound bound = bind(source);
    return new Matched(
        new SourceRows(session, name(), schema()).matched(bound.select(), source.parameters()),
        source.parameters(),
        bound.readsTarget());
  }

  /** A source with its tables readable. */
  public Bound bind(Source source) {
    if (!source.batches().isEmpty()) {
      BatchFile file = BatchFile.write(source.batches(), context.scratch(), files.id());
      resources.add(file);
      return new Bound("SELECT * FROM " + DuckFiles.relation(List.of(file.path())), false);
    }
    SourceTables.Bound bound = context.sources().bind(session, source.select());
    resources.add(bound);
    return new Bound(bound.sql(), bound.tables().contains(name()));
  }

  /** A SELECT that can be run in the session. */
  public record Bound(String select, boolean readsTarget) {}

  /** A SELECT of the table's columns. */
  record Matched(String select, List<@Nullable Object> parameters, boolean readsTarget) {}

  /** Puts rows of a SELECT into a temporary table, and gives its quoted name. */
  public String stage(String prefix, String select, List<@Nullable Object> parameters) {
    String name = Sql.quote(session.newName(prefix));
    SourceRows.execute(session, "CREATE TEMP TABLE " + name + " AS " + select, parameters);
    return name;
  }

  public long count(String relation) {
    return session.number("SELECT count(*) FROM " + relation);
  }

  /** The table's live rows that a filter may match. */
  public TableScan scan(Expression filter) {
    TableScan scan = TableScan.plan(table, snapshotId, table.schema(), filter, context.staging());
    resources.add(scan);
    return scan;
  }

  /** Writes rows as data files after all checks. */
  public List<DataFile> write(
      String select, List<@Nullable Object> parameters, boolean lineage, Consumer<String> check) {
    Optional<ContractChecks> contract = ContractChecks.of(table, name());
    List<DataFile> added =
        DuckFiles.write(
            session,
            table,
            select,
            parameters,
            files.lineage(lineage),
            relation -> {
              contract.ifPresent(rules -> rules.check(session, relation));
              check.accept(relation);
            });
    written.addAll(added);
    return added;
  }

  /** Writes deletes of rows that a SELECT gives by file and position. */
  public PositionDeletes.Written delete(TableScan scan, String positions) {
    PositionDeletes.Written deletes = PositionDeletes.write(session, scan, positions, files);
    deleted.add(deletes);
    return deletes;
  }

  /** A change that depends on the rows a filter may match, as they were when the try began. */
  public TableChange based(TableChange change, @Nullable Expression depends) {
    TableChange based = snapshotId == null ? change.basedOnEmpty() : change.basedOn(snapshotId);
    if (depends != null) {
      based = based.conflictsWith(depends);
    }
    return options.serializable() ? based.serializable() : based.snapshotIsolation();
  }

  /** What the files are named after. */
  public String id() {
    return files.id();
  }

  public List<DataFile> written() {
    return written;
  }

  public List<PositionDeletes.Written> deleted() {
    return deleted;
  }

  /** Deletes all files that were written. */
  public void discard() {
    DuckFiles.discard(table, written);
    deleted.forEach(deletes -> PositionDeletes.discard(table, deletes));
  }

  @Override
  public void close() {
    try {
      for (int i = resources.size() - 1; i >= 0; i--) {
        resources.get(i).close();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      session.close();
    }
  }
}
