// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.ContentFileUtil;
import org.apache.iceberg.util.DeleteFileSet;

/**
 * Tells delete files that apply to a single data file from those that apply to more. Deletion
 * vectors name their data file; older position deletes may show it by the bounds of their path
 * column only, which planned files no longer have.
 */
final class OwnDeletes {
  private final Set<String> byBounds;

  private OwnDeletes(Set<String> byBounds) {
    this.byBounds = byBounds;
  }

  static OwnDeletes find(Table table, long snapshotId, List<FileScanTask> files) {
    Set<String> unclear = new HashSet<>();
    for (FileScanTask file : files) {
      for (DeleteFile delete : file.deletes()) {
        if (delete.content() == FileContent.POSITION_DELETES
            && !ContentFileUtil.isFileScoped(delete)) {
          unclear.add(delete.location());
        }
      }
    }
    return new OwnDeletes(unclear.isEmpty() ? Set.of() : byBounds(table, snapshotId, unclear));
  }

  private static Set<String> byBounds(Table table, long snapshotId, Set<String> unclear) {
    Set<String> own = new HashSet<>();
    for (ManifestFile manifest : table.snapshot(snapshotId).deleteManifests(table.io())) {
      try (ManifestReader<DeleteFile> deletes =
          ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
        for (DeleteFile delete : deletes) {
          if (unclear.contains(delete.location()) && ContentFileUtil.isFileScoped(delete)) {
            own.add(delete.location());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read manifest '" + manifest.path() + "'", e);
      }
    }
    return own;
  }

  /** Whether a delete file applies to a single data file. */
  boolean contains(DeleteFile delete) {
    return ContentFileUtil.isFileScoped(delete) || byBounds.contains(delete.location());
  }

  /** Those of some data files. */
  List<DeleteFile> of(List<FileScanTask> files) {
    DeleteFileSet own = DeleteFileSet.create();
    for (FileScanTask file : files) {
      file.deletes().stream().filter(this::contains).forEach(own::add);
    }
    return new ArrayList<>(own);
  }
}
