// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * When a commit merges small manifests. Each commit leaves a manifest behind, and the list of all
 * manifests is written with each commit: without merging, commits become slower with their number.
 * A merge of every table's manifests at once would make a few commits very slow instead. So every
 * few commits the small manifests at the end of the list become one, until it has {@link
 * #MERGED_BYTES}; such manifests stay as they are until maintenance makes larger ones of them.
 *
 * @param every how many small manifests make a merge
 */
record ManifestPolicy(int every) {
  /** The size at which a merged manifest is left alone. */
  static final long MERGED_BYTES = 256 << 10;

  /** Whether the next commit on a snapshot should merge. */
  boolean due(@Nullable Snapshot head, FileIO io) {
    return head != null
        && (small(head.dataManifests(io)) >= every || small(head.deleteManifests(io)) >= every);
  }

  private static int small(List<ManifestFile> manifests) {
    int count = 0;
    for (ManifestFile manifest : manifests) {
      if (manifest.length() < MERGED_BYTES / 2) {
        count++;
      }
    }
    return count;
  }

  /** Iceberg's settings for one commit: no retries of its own, and merging as is due. */
  Map<String, String> settings(TableMetadata table, boolean merge) {
    long size =
        table.propertyAsLong(
            TableProperties.MANIFEST_TARGET_SIZE_BYTES,
            TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
    return Map.of(
        TableProperties.COMMIT_NUM_RETRIES,
        "0",
        TableProperties.MANIFEST_MERGE_ENABLED,
        String.valueOf(merge),
        TableProperties.MANIFEST_MIN_MERGE_COUNT,
        String.valueOf(every),
        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
        String.valueOf(merge ? Math.min(size, MERGED_BYTES) : size));
  }
}
