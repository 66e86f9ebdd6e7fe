// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.lake.keep.TableCounts;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;

/**
 * Data files of one partition that are rewritten together and committed on their own.
 *
 * @param snapshotId the snapshot they were planned in
 * @param tasks the files with the deletes that apply to them
 * @param ownDeletes delete files that apply to one file of the group alone, and so go with it
 * @param why what makes it worth it
 */
public record FileGroup(
    long snapshotId, List<FileScanTask> tasks, List<DeleteFile> ownDeletes, String why) {
  public FileGroup {
    tasks = List.copyOf(tasks);
    ownDeletes = List.copyOf(ownDeletes);
  }

  List<DataFile> files() {
    return tasks.stream().map(FileScanTask::file).toList();
  }

  long bytes() {
    return tasks.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
  }

  /** The partition for people, such as {@code day=1}. */
  String partition() {
    FileScanTask first = tasks.get(0);
    PartitionSpec spec = first.spec();
    return spec.isUnpartitioned() ? "whole table" : spec.partitionToPath(first.file().partition());
  }

  /** Like {@code day=1: 12 files, 3.1 MB, small files}. */
  @Override
  public String toString() {
    return partition() + ": " + tasks.size() + " files, " + TableCounts.bytes(bytes()) + ", " + why;
  }
}
