// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import io.meshterious.lake.internal.keep.step.Parallel;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * Files that only expired snapshots need, with their sizes. They are deleted in the order of the
 * components: what is found through a file goes before that file, so that a deletion which was cut
 * short can be taken up again.
 */
record ExpiredFiles(
    Map<String, Long> content,
    Map<String, Long> statistics,
    Map<String, Long> manifests,
    Map<String, Long> manifestLists) {

  /**
   * Finds them.
   *
   * @param table the table; what its snapshots other than the expired ones need stays
   * @param expired snapshots that have expired or are about to
   * @param expiredStatistics locations and sizes of statistics files that go with them
   */
  static ExpiredFiles find(
      Table table,
      Collection<Snapshot> expired,
      Map<String, Long> expiredStatistics,
      Parallel parallel) {
    FileIO io = table.io();
    ContentFiles files = new ContentFiles(io, table.specs(), parallel);
    Set<Long> ids = new HashSet<>();
    expired.forEach(snapshot -> ids.add(snapshot.snapshotId()));
    List<Snapshot> kept = new ArrayList<>();
    Set<String> keptLists = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      if (!ids.contains(snapshot.snapshotId())) {
        kept.add(snapshot);
        keptLists.add(snapshot.manifestListLocation());
      }
    }
    Map<String, ManifestFile> candidates = new TreeMap<>(files.manifestsLeft(expired));
    Map<String, ManifestFile> keptManifests = files.manifests(kept);
    candidates.keySet().removeAll(keptManifests.keySet());
    Map<String, Long> content = new ConcurrentHashMap<>(files.filesLeft(candidates.values()));
    if (!content.isEmpty()) {
      files.paths(keptManifests.values(), content::remove);
    }
    Map<String, Long> manifests = new TreeMap<>();
    candidates.values().forEach(manifest -> manifests.put(manifest.path(), manifest.length()));
    Map<String, Long> lists = new ConcurrentHashMap<>();
    parallel.each(
        expired,
        snapshot -> {
          @Nullable String list = snapshot.manifestListLocation();
          if (list != null && !keptLists.contains(list)) {
            lists.put(list, length(io, list));
          }
        });
    Map<String, Long> statistics = new TreeMap<>(expiredStatistics);
    for (StatisticsFile file : table.statisticsFiles()) {
      if (!ids.contains(file.snapshotId())) {
        statistics.remove(file.path());
      }
    }
    for (PartitionStatisticsFile file : table.partitionStatisticsFiles()) {
      if (!ids.contains(file.snapshotId())) {
        statistics.remove(file.path());
      }
    }
    return new ExpiredFiles(content, statistics, manifests, lists);
  }

  /** Statistics files of snapshots, with their sizes. */
  static Map<String, Long> statistics(Table table, Set<Long> snapshots) {
    Map<String, Long> found = new TreeMap<>();
    for (StatisticsFile file : table.statisticsFiles()) {
      if (snapshots.contains(file.snapshotId())) {
        found.put(file.path(), file.fileSizeInBytes());
      }
    }
    for (PartitionStatisticsFile file : table.partitionStatisticsFiles()) {
      if (snapshots.contains(file.snapshotId())) {
        found.put(file.path(), file.fileSizeInBytes());
      }
    }
    return found;
  }

  int count() {
    return content.size() + statistics.size() + manifests.size() + manifestLists.size();
  }

  long bytes() {
    return List.of(content, statistics, manifests, manifestLists).stream()
        .flatMap(files -> files.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  private static long length(FileIO io, String location) {
    try {
      return io.newInputFile(location).getLength();
    } catch (NotFoundException | UncheckedIOException e) {
      return 0;
    }
  }
}
