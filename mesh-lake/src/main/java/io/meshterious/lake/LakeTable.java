// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.file.WriterOptions;
import io.meshterious.lake.internal.catalog.CatalogFailures;
import io.meshterious.lake.internal.catalog.Descriptions;
import io.meshterious.lake.internal.catalog.LakeContext;
import io.meshterious.lake.internal.catalog.PropertyRules;
import io.meshterious.lake.internal.catalog.Tables;
import io.meshterious.lake.internal.keep.TableKeeper;
import io.meshterious.lake.internal.keep.refs.TableRefs;
import io.meshterious.lake.internal.query.uuid.TableUuids;
import io.meshterious.lake.keep.Maintenance;
import io.meshterious.lake.keep.Refs;
import io.meshterious.lake.query.UuidScan;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * A table of a lake. It stays the same table while others write to it; every question is answered
 * as of now.
 */
public final class LakeTable {
  private final TableName name;
  private final Table table;
  private final Tables tables;
  private final LakeContext lake;

  LakeTable(TableName name, Table table, Tables tables, LakeContext lake) {
    this.name = name;
    this.table = table;
    this.tables = tables;
    this.lake = lake;
  }

  /** The name it was opened by. */
  public TableName name() {
    return name;
  }

  /** The Iceberg table, as it is now. All callers get the same object. */
  public Table iceberg() {
    String what = "Cannot read table '" + name + "'";
    return CatalogFailures.asked(
        what,
        () -> {
          try {
            synchronized (table) {
              table.refresh();
            }
            return table;
          } catch (NoSuchTableException gone) {
            throw tables.missing(what, name);
          }
        });
  }

  /** What the table is now. */
  public TableDescription description() {
    return Descriptions.of(name, iceberg());
  }

  /** Its properties, sorted by name. */
  public Map<String, String> properties() {
    return Collections.unmodifiableMap(new TreeMap<>(iceberg().properties()));
  }

  /**
   * Sets properties; others stay as they are.
   *
   * @throws io.meshterious.core.error.MeshException {@link LakeError#PROPERTY_REFUSED} for those
   *     that follow from the table itself, and those that would lead its files out of the warehouse
   */
  public void setProperties(Map<String, String> properties) {
    PropertyRules.check(name, table.location(), properties);
    change("Cannot set properties of table '" + name + "'", properties, Set.of());
  }

  /** Removes properties, as far as they are set. */
  public void removeProperties(Set<String> names) {
    PropertyRules.checkNames(name, names);
    change("Cannot remove properties of table '" + name + "'", Map.of(), names);
  }

  /**
   * Makes a writer of rows in columns. What it wrote becomes part of the table when {@link #commit}
   * appends its files.
   */
  public TableWriter writer() {
    return TableWriter.of(iceberg());
  }

  /** Makes a writer of rows in columns, with options of its own. */
  public TableWriter writer(WriterOptions options) {
    return TableWriter.of(iceberg(), options);
  }

  /**
   * The UUIDs of a column, without an object for each.
   *
   * @throws io.meshterious.core.error.MeshException {@link
   *     io.meshterious.lake.query.QueryError#RESULT_MISMATCH} when it has no UUIDs
   */
  public UuidScan uuids(String column) {
    return TableUuids.of(iceberg(), column, lake.engine(), lake.staging());
  }

  /**
   * Commits a change. It does not throw for what can go wrong while it runs: the outcome says
   * whether the change is there, is not there, or whether that is unknown.
   */
  public CommitOutcome commit(TableChange change) {
    return lake.committer().commit(iceberg(), change);
  }

  /**
   * The commit of an attempt to the main branch, if it is there. Attempts are forgotten when their
   * snapshots expire.
   */
  public Optional<CommitOutcome.Committed> attempt(String attemptId) {
    return attempt(attemptId, SnapshotRef.MAIN_BRANCH);
  }

  /** The commit of an attempt to a branch, if it is there. */
  public Optional<CommitOutcome.Committed> attempt(String attemptId, String branch) {
    return lake.committer().find(iceberg(), attemptId, branch);
  }

  /** Its tags, branches and history. */
  public Refs refs() {
    return new TableRefs(tables.load(name));
  }

  /** What keeps it in shape: compaction, expiry of snapshots and the like. */
  public Maintenance maintenance() {
    return new TableKeeper(
        tables.load(name), lake.committer(), lake.engine(), lake.staging(), lake.scratch());
  }

  private void change(String what, Map<String, String> set, Set<String> remove) {
    if (set.isEmpty() && remove.isEmpty()) {
      return;
    }
    Table current = iceberg();
    CatalogFailures.asked(
        what,
        () -> {
          UpdateProperties update = current.updateProperties();
          set.forEach(update::set);
          remove.forEach(update::remove);
          update.commit();
          return true;
        });
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
