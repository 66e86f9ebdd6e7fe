// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/*
 * When a commit merges manifests, and which.
 *
 * Each commit leaves a manifest behind, and the list of all manifests is read and written with each
 * commit: without merging, commits become slower with their number. Iceberg's own merging waits for
 * a hundred manifests and then rewrites megabytes, which makes that one commit very slow (a merge
 * costs some 0.35 ms for each manifest and 25 µs for each file in it). So appends merge in tiers, as
 * log-structured stores do: eight manifests of one file become one of eight, eight of those one of
 * 64, and so on up to a size that a commit can bear. Each file is so rewritten three times at most,
 * every eighth commit takes some 3 ms longer, and after n commits about n / 512 manifests remain,
 * for maintenance to make larger ones of.
 *
 * Other changes are rarer and read manifests anyway: for them Iceberg merges, with smaller limits
 * than its own.
 */
/**
 * When and what to merge.
 *
 * @param every how many manifests of a tier make one of the next
 */
public record ManifestPolicy(int every) {
  /** The number of files from which a manifest is left alone. */
  public static final int ENOUGH_FILES = 512;

  private static final int OTHER_CHANGES_COUNT = 32;
  private static final long OTHER_CHANGES_BYTES = 512 << 10;

  /** Iceberg's setting for each commit: no tries of its own. */
  private static final String NO_RETRIES = "0";

  /**
   * The manifests that an append should merge its own with: some of the lowest tier that is full;
   * none if no tier is.
   *
   * @param head the snapshot it appends to
   * @param spec the id of the partition spec of its files
   */
  public List<ManifestFile> merge(@Nullable Snapshot head, FileIO io, int spec) {
    if (head == null) {
      return List.of();
    }
    List<List<ManifestFile>> tiers = new ArrayList<>();
    for (ManifestFile manifest : head.dataManifests(io)) {
      long files = files(manifest);
      if (manifest.partitionSpecId() != spec || files >= ENOUGH_FILES) {
        continue;
      }
      int tier = tier(files);
      while (tiers.size() <= tier) {
        tiers.add(new ArrayList<>());
      }
      tiers.get(tier).add(manifest);
    }
    for (List<ManifestFile> tier : tiers) {
      if (tier.size() >= every) {
        List<ManifestFile> chosen = affordable(tier);
        if (chosen.size() > 1) {
          return chosen;
        }
      }
    }
    return List.of();
  }

  /** The first of a tier's manifests that a commit can bear to rewrite. */
  private List<ManifestFile> affordable(List<ManifestFile> tier) {
    List<ManifestFile> chosen = new ArrayList<>();
    long files = 0;
    for (ManifestFile manifest : tier) {
      files += files(manifest);
      if (files > ENOUGH_FILES + every || chosen.size() == 2 * every) {
        break;
      }
      chosen.add(manifest);
    }
    return chosen;
  }

  private int tier(long files) {
    int tier = 0;
    for (long most = every; most <= files; most *= every) {
      tier++;
    }
    return tier;
  }

  private static long files(ManifestFile manifest) {
    Integer added = manifest.addedFilesCount();
    Integer existing = manifest.existingFilesCount();
    Integer deleted = manifest.deletedFilesCount();
    if (added == null || existing == null || deleted == null) {
      return ENOUGH_FILES;
    }
    return (long) added + existing + deleted;
  }

  /** Iceberg's settings for an append that merges what was chosen, and nothing else. */
  public Map<String, String> mergingSettings() {
    return Map.of(
        TableProperties.COMMIT_NUM_RETRIES,
        NO_RETRIES,
        TableProperties.MANIFEST_MERGE_ENABLED,
        "true",
        TableProperties.MANIFEST_MIN_MERGE_COUNT,
        "2",
        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
        String.valueOf(1L << 40));
  }

  /** Iceberg's settings for other commits. */
  public Map<String, String> settings(TableMetadata table) {
    long size =
        table.propertyAsLong(
            TableProperties.MANIFEST_TARGET_SIZE_BYTES,
            TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
    return Map.of(
        TableProperties.COMMIT_NUM_RETRIES,
        NO_RETRIES,
        TableProperties.MANIFEST_MERGE_ENABLED,
        "true",
        TableProperties.MANIFEST_MIN_MERGE_COUNT,
        String.valueOf(OTHER_CHANGES_COUNT),
        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
        String.valueOf(Math.min(size, OTHER_CHANGES_BYTES)));
  }
}
