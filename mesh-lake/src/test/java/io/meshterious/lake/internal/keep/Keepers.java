// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.EngineOptions;
import io.meshterious.lake.internal.keep.compaction.DuckRewriter;
import io.meshterious.lake.internal.keep.compaction.FileGroup;
import io.meshterious.lake.internal.keep.compaction.GroupRewriter;
import io.meshterious.lake.internal.keep.compaction.RowOrder;
import io.meshterious.lake.internal.keep.retention.Archives;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.keep.Maintenance;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/** Maintenance for tests: one engine and one committer for all of them. */
public final class Keepers {
  static final Committer COMMITTER = new Committer(CommitLocks.none(), CommitOptions.defaults());
  public static final Engine ENGINE =
      Engine.open(EngineOptions.defaults().memory(512L << 20).threads(2));
  static final GroupRewriter REWRITER =
      new DuckRewriter(ENGINE, Staging.localOnly(), Path.of(System.getProperty("java.io.tmpdir")));

  static final Archives ARCHIVES =
      new Archives(ENGINE, Staging.localOnly(), Path.of(System.getProperty("java.io.tmpdir")));

  private Keepers() {}

  public static Maintenance of(Table table) {
    return new TableKeeper(table, COMMITTER, REWRITER, ARCHIVES);
  }

  /** Maintenance during whose rewriting something else happens, the first few times. */
  public static Maintenance interrupted(Table table, int times, Runnable meanwhile) {
    AtomicInteger left = new AtomicInteger(times);
    return new TableKeeper(table, COMMITTER, new Interrupted(left, meanwhile), ARCHIVES);
  }

  private record Interrupted(AtomicInteger left, Runnable meanwhile) implements GroupRewriter {
    @Override
    public List<DataFile> rewrite(
        Table table, FileGroup group, String where, RowOrder order, long targetBytes) {
      List<DataFile> files = REWRITER.rewrite(table, group, where, order, targetBytes);
      if (left.getAndDecrement() > 0) {
        meanwhile.run();
      }
      return files;
    }

    @Override
    public List<FileScanTask> holding(
        Table table, long snapshotId, List<FileScanTask> tasks, String where) {
      return REWRITER.holding(table, snapshotId, tasks, where);
    }
  }

  /** Ids of a table's rows in the order in which they lie in its files. */
  public static List<Long> ids(Table table) {
    table.refresh();
    List<Long> ids = new java.util.ArrayList<>();
    try (var rows = org.apache.iceberg.data.IcebergGenerics.read(table).select("id").build()) {
      rows.forEach(row -> ids.add((Long) row.get(0)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ids;
  }
}
