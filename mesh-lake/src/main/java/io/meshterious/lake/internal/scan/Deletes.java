// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;

/** The delete files of planned tasks, by how they are applied. */
final class Deletes {
  private Deletes() {}

  /** Delete files that the engine reads: in Parquet, each once, in the order of the tasks. */
  static Collection<DeleteFile> engineRead(List<FileScanTask> tasks) {
    Map<String, DeleteFile> found = new LinkedHashMap<>();
    for (FileScanTask task : tasks) {
      for (DeleteFile delete : task.deletes()) {
        if (delete.format() == FileFormat.PARQUET) {
          found.putIfAbsent(delete.location(), delete);
        }
      }
    }
    return found.values();
  }

  /** Whether rows of a task are deleted by their position. */
  static boolean byPosition(FileScanTask task) {
    return task.deletes().stream().anyMatch(Deletes::byPosition);
  }

  /** Whether a delete file or deletion vector names positions. */
  static boolean byPosition(DeleteFile delete) {
    return delete.content() == FileContent.POSITION_DELETES;
  }

  /** Whether rows of a task are deleted by their values. */
  static boolean byValue(FileScanTask task) {
    return task.deletes().stream().anyMatch(Deletes::byValue);
  }

  /** Whether a delete file names values. */
  static boolean byValue(DeleteFile delete) {
    return delete.content() == FileContent.EQUALITY_DELETES;
  }
}
