// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.table;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableName;
import io.meshterious.lake.query.QueryError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** Which state of its tables a query reads. */
public sealed interface Pin {
  /** The current state of every table. */
  record Current() implements Pin {}

  /** One snapshot; every table of the query must have it. */
  record AtSnapshot(long id) implements Pin {}

  /** What was current at a moment. */
  record AtTime(Instant time) implements Pin {}

  /** A tag or branch; every table of the query must have it. */
  record AtRef(String name) implements Pin {}

  /**
   * The current state of every table, and beside them files of tables under names of their own.
   *
   * @param files by name, in lower case
   */
  record Beside(Map<String, FilesOf> files) implements Pin {
    /** Keeps a copy. */
    public Beside {
      files = Map.copyOf(files);
    }
  }

  /** Files of a table, whether or not they are part of it. */
  record FilesOf(Table table, List<DataFile> files) {
    /** Keeps a copy. */
    public FilesOf {
      files = List.copyOf(files);
    }
  }

  /** A snapshot of one table and the columns it is read with. */
  record Pinned(@Nullable Long snapshotId, Schema schema) {}

  /** The snapshot of one table. */
  default Pinned of(TableName name, Table table) {
    if (this instanceof AtSnapshot at) {
      if (table.snapshot(at.id()) == null) {
        throw missing(name, "snapshot " + at.id(), "the table has no such snapshot");
      }
      return new Pinned(at.id(), SnapshotUtil.schemaFor(table, at.id()));
    }
    if (this instanceof AtTime at) {
      Long id = SnapshotUtil.nullableSnapshotIdAsOfTime(table, at.time().toEpochMilli());
      if (id == null) {
        throw missing(name, at.time().toString(), "the table had no snapshot then");
      }
      return new Pinned(id, SnapshotUtil.schemaFor(table, id));
    }
    if (this instanceof AtRef at) {
      SnapshotRef ref = table.refs().get(at.name());
      if (ref == null) {
        throw missing(
            name,
            "'" + at.name() + "'",
            "the table has no such tag or branch; known are "
                + table.refs().keySet().stream().sorted().toList());
      }
      return new Pinned(ref.snapshotId(), SnapshotUtil.schemaFor(table, at.name()));
    }
    Snapshot current = table.currentSnapshot();
    return new Pinned(current == null ? null : current.snapshotId(), table.schema());
  }

  private static MeshException missing(TableName name, String what, String why) {
    return new MeshException(
        QueryError.SNAPSHOT_UNKNOWN, "Cannot read '" + name + "' as of " + what + ": " + why);
  }
}
