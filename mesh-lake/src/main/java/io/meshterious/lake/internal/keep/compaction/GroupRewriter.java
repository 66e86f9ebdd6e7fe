// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/** Writes the rows of data files into new ones. */
public interface GroupRewriter {
  /**
   * Writes the live rows of a group's files, with their lineage, into new files of the table's
   * current schema and partitioning.
   *
   * @param where which rows, in SQL; empty for all
   * @param order the order of the rows in them
   * @param targetBytes the size of the new files
   * @return the new files, not committed; none when no row is left. When it throws, it has deleted
   *     what it wrote
   */
  List<DataFile> rewrite(
      Table table, FileGroup group, String where, RowOrder order, long targetBytes);

  /** Those of some files of a snapshot that hold live rows of a kind, given in SQL. */
  List<FileScanTask> holding(Table table, long snapshotId, List<FileScanTask> tasks, String where);
}
