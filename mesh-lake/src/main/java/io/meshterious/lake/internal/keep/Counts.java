// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.keep.TableCounts;
import java.util.Map;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/** Counts what a table consists of. */
final class Counts {
  private Counts() {}

  static TableCounts of(Table table) {
    int snapshots = 0;
    for (Snapshot ignored : table.snapshots()) {
      snapshots++;
    }
    @Nullable Snapshot current = table.currentSnapshot();
    if (current == null) {
      return new TableCounts(snapshots, 0, 0, 0, 0, 0);
    }
    int manifests = 0;
    long dataFiles = 0;
    long deleteFiles = 0;
    long records = 0;
    for (ManifestFile manifest : current.allManifests(table.io())) {
      manifests++;
      long files = or0(manifest.addedFilesCount()) + or0(manifest.existingFilesCount());
      if (manifest.content() == ManifestContent.DATA) {
        dataFiles += files;
        records += or0(manifest.addedRowsCount()) + or0(manifest.existingRowsCount());
      } else {
        deleteFiles += files;
      }
    }
    Map<String, String> summary = current.summary();
    String bytes = summary.getOrDefault(SnapshotSummary.TOTAL_FILE_SIZE_PROP, "0");
    return new TableCounts(
        snapshots, manifests, dataFiles, Long.parseLong(bytes), deleteFiles, records);
  }

  private static long or0(@Nullable Number count) {
    return count == null ? 0 : count.longValue();
  }
}
