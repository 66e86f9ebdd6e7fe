// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.keep.MaintenancePlan;
import io.meshterious.lake.keep.ManifestRewrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.StructLikeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges manifests of data files. The files of each partition spec are put in order of their
 * partitions and cut into as many parts as manifests of the target size are needed, so that a query
 * of few partitions reads few manifests. Manifests written since planning are left as they are.
 */
final class ManifestStep implements PlannedStep {
  private static final double SMALL = 0.75;

  private final Table table;
  private final Set<String> planned;
  private final Map<Integer, Integer> parts;
  private final MaintenancePlan.Step description;

  private ManifestStep(
      Table table,
      Set<String> planned,
      Map<Integer, Integer> parts,
      MaintenancePlan.Step description) {
    this.table = table;
    this.planned = planned;
    this.parts = parts;
    this.description = description;
  }

  static ManifestStep plan(Table table, ManifestRewrite task) {
    long target =
        task.targetBytes()
            .orElseGet(
                () ->
                    PropertyUtil.propertyAsLong(
                        table.properties(),
                        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
                        TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT));
    Map<Integer, List<ManifestFile>> bySpec = new TreeMap<>();
    int all = 0;
    for (ManifestFile manifest : dataManifests(table)) {
      all++;
      if (task.all() || manifest.length() < target * SMALL) {
        bySpec.computeIfAbsent(manifest.partitionSpecId(), spec -> new ArrayList<>()).add(manifest);
      }
    }
    Set<String> planned = new HashSet<>();
    Map<Integer, Integer> parts = new HashMap<>();
    List<String> details = new ArrayList<>();
    long bytes = 0;
    int after = all;
    for (Map.Entry<Integer, List<ManifestFile>> entry : bySpec.entrySet()) {
      List<ManifestFile> manifests = entry.getValue();
      long size = manifests.stream().mapToLong(ManifestFile::length).sum();
      int needed = (int) Math.max(1, (size + target - 1) / target);
      if (task.all() || needed < manifests.size()) {
        manifests.forEach(manifest -> planned.add(manifest.path()));
        parts.put(entry.getKey(), needed);
        bytes += size;
        after -= manifests.size() - needed;
        details.add(
            "partition spec "
                + entry.getKey()
                + ": "
                + manifests.size()
                + " manifests into about "
                + needed);
      }
    }
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            planned.size() + " of " + all + " manifests, leaving about " + after,
            task.all() ? "all were asked for" : "they are smaller than " + target + " bytes",
            planned.size(),
            bytes,
            0,
            details);
    return new ManifestStep(table, planned, parts, description);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    if (planned.isEmpty()) {
      return;
    }
    run.progress("merge", 0, planned.size());
    long[] before = new long[1];
    Set<String> rewritten = new HashSet<>();
    MetadataCommit.make(
        table,
        "rewrite manifests",
        () -> {
          rewritten.clear();
          Map<Integer, StructLikeMap<Integer>> places = places(rewritten);
          before[0] = dataManifests(table).size();
          if (rewritten.isEmpty()) {
            return;
          }
          RewriteManifests rewrite = table.rewriteManifests();
          rewrite.rewriteIf(manifest -> rewritten.contains(manifest.path()));
          rewrite.clusterBy(file -> file.specId() + "/" + place(places, file));
          rewrite.set(Summaries.TASK, description.task());
          rewrite.commit();
        },
        () -> dataManifests(table).stream().noneMatch(file -> rewritten.contains(file.path())));
    if (rewritten.size() < planned.size()) {
      run.skipped(
          (planned.size() - rewritten.size()) + " manifests", "other commits have replaced them");
    }
    if (!rewritten.isEmpty()) {
      run.committed();
      run.removed(rewritten.size(), 0);
      long added = dataManifests(table).size() - (before[0] - rewritten.size());
      run.added(Math.max(0, added), 0);
    }
    run.progress("merge", planned.size(), planned.size());
  }

  private static int place(Map<Integer, StructLikeMap<Integer>> places, DataFile file) {
    StructLikeMap<Integer> ofSpec = places.get(file.specId());
    @Nullable Integer place = ofSpec == null ? null : ofSpec.get(file.partition());
    return place == null ? 0 : place;
  }

  /** Which part each partition belongs to, by spec; fills in which planned manifests are left. */
  private Map<Integer, StructLikeMap<Integer>> places(Set<String> left) {
    Map<Integer, StructLikeMap<Integer>> counts = new HashMap<>();
    for (ManifestFile manifest : dataManifests(table)) {
      if (planned.contains(manifest.path())) {
        left.add(manifest.path());
        count(manifest, counts);
      }
    }
    Map<Integer, StructLikeMap<Integer>> places = new HashMap<>();
    counts.forEach((spec, ofSpec) -> places.put(spec, cut(spec, ofSpec)));
    return places;
  }

  private void count(ManifestFile manifest, Map<Integer, StructLikeMap<Integer>> counts) {
    PartitionSpec spec = table.specs().get(manifest.partitionSpecId());
    StructLikeMap<Integer> ofSpec =
        counts.computeIfAbsent(spec.specId(), id -> StructLikeMap.create(spec.partitionType()));
    try (ManifestReader<DataFile> files =
        ManifestFiles.read(manifest, table.io(), table.specs())
            .select(List.of("file_path", "partition"))) {
      for (DataFile file : files) {
        ofSpec.merge(file.partition(), 1, Integer::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read manifest '" + manifest.path() + "'", e);
    }
  }

  private StructLikeMap<Integer> cut(int specId, StructLikeMap<Integer> counts) {
    Types.StructType type = table.specs().get(specId).partitionType();
    Comparator<StructLike> order = Comparators.forType(type);
    List<StructLike> partitions = new ArrayList<>(counts.keySet());
    partitions.sort(order);
    long total = counts.values().stream().mapToLong(Integer::longValue).sum();
    int wanted = parts.getOrDefault(specId, 1);
    StructLikeMap<Integer> places = StructLikeMap.create(type);
    long seen = 0;
    for (StructLike partition : partitions) {
      places.put(partition, (int) (seen * wanted / Math.max(1, total)));
      @Nullable Integer count = counts.get(partition);
      seen += count == null ? 0 : count;
    }
    return places;
  }

  private static List<ManifestFile> dataManifests(Table table) {
    @Nullable Snapshot current = table.currentSnapshot();
    return current == null ? List.of() : current.dataManifests(table.io());
  }
}
