// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.compaction;

import io.meshterious.lake.internal.commit.change.Attempts;
import io.meshterious.lake.internal.keep.step.MetadataCommit;
import io.meshterious.lake.internal.keep.step.PlannedStep;
import io.meshterious.lake.internal.keep.step.StepRun;
import io.meshterious.lake.internal.keep.step.Summaries;
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
import java.util.Objects;
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
 * of few partitions reads few manifests. Small manifests written since planning are merged as well.
 */
public final class ManifestStep implements PlannedStep {
  private static final double SMALL = 0.75;

  private final Table table;
  private final ManifestRewrite task;
  private final Selection planned;
  private final MaintenancePlan.Step description;

  /**
   * Manifests that are rewritten.
   *
   * @param manifests their locations
   * @param parts into how many those of a partition spec are cut
   */
  private record Selection(Set<String> manifests, Map<Integer, Integer> parts) {}

  private ManifestStep(
      Table table, ManifestRewrite task, Selection planned, MaintenancePlan.Step description) {
    this.table = table;
    this.task = task;
    this.planned = planned;
    this.description = description;
  }

  public static ManifestStep plan(Table table, ManifestRewrite task) {
    List<ManifestFile> all = dataManifests(table);
    Selection planned = select(table, task);
    List<String> details = new ArrayList<>();
    int after = all.size();
    for (Map.Entry<Integer, Integer> entry : planned.parts().entrySet()) {
      long count =
          all.stream()
              .filter(manifest -> planned.manifests().contains(manifest.path()))
              .filter(manifest -> manifest.partitionSpecId() == entry.getKey())
              .count();
      after -= (int) count - entry.getValue();
      details.add(
          "partition spec "
              + entry.getKey()
              + ": "
              + count
              + " manifests into about "
              + entry.getValue());
    }
    long bytes =
        all.stream()
            .filter(manifest -> planned.manifests().contains(manifest.path()))
            .mapToLong(ManifestFile::length)
            .sum();
    MaintenancePlan.Step description =
        new MaintenancePlan.Step(
            task.title(),
            planned.manifests().size() + " of " + all.size() + " manifests, leaving about " + after,
            task.all()
                ? "all were asked for"
                : "they should be about " + target(table, task) + " bytes",
            planned.manifests().size(),
            bytes,
            0,
            details);
    return new ManifestStep(table, task, planned, description);
  }

  private static long target(Table table, ManifestRewrite task) {
    return task.targetBytes()
        .orElseGet(
            () ->
                PropertyUtil.propertyAsLong(
                    table.properties(),
                    TableProperties.MANIFEST_TARGET_SIZE_BYTES,
                    TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT));
  }

  private static Selection select(Table table, ManifestRewrite task) {
    long target = target(table, task);
    Map<Integer, List<ManifestFile>> bySpec = new TreeMap<>();
    for (ManifestFile manifest : dataManifests(table)) {
      if (task.all() || manifest.length() < target * SMALL) {
        bySpec.computeIfAbsent(manifest.partitionSpecId(), spec -> new ArrayList<>()).add(manifest);
      }
    }
    Set<String> chosen = new HashSet<>();
    Map<Integer, Integer> parts = new TreeMap<>();
    for (Map.Entry<Integer, List<ManifestFile>> entry : bySpec.entrySet()) {
      List<ManifestFile> manifests = entry.getValue();
      long size = manifests.stream().mapToLong(ManifestFile::length).sum();
      int needed = (int) Math.max(1, (size + target - 1) / target);
      if (task.all() || needed < manifests.size()) {
        manifests.forEach(manifest -> chosen.add(manifest.path()));
        parts.put(entry.getKey(), needed);
      }
    }
    return new Selection(chosen, parts);
  }

  @Override
  public MaintenancePlan.Step describe() {
    return description;
  }

  @Override
  public void run(StepRun run) {
    int total = planned.manifests().size();
    run.progress("merge", 0, total);
    int[] others = new int[1];
    Set<String> rewritten = new HashSet<>();
    MetadataCommit.make(
        table,
        "rewrite manifests",
        () -> {
          rewritten.clear();
          Selection now = select(table, task);
          if (now.manifests().isEmpty()) {
            return;
          }
          rewritten.addAll(now.manifests());
          others[0] = dataManifests(table).size() - rewritten.size();
          Map<Integer, StructLikeMap<Integer>> places = places(now);
          RewriteManifests rewrite = table.rewriteManifests();
          rewrite.rewriteIf(manifest -> rewritten.contains(manifest.path()));
          rewrite.clusterBy(file -> file.specId() + "/" + place(places, file));
          Attempts.state(table.currentSnapshot()).forEach(rewrite::set);
          rewrite.set(Summaries.TASK, description.task());
          rewrite.commit();
        },
        () -> dataManifests(table).stream().noneMatch(file -> rewritten.contains(file.path())));
    long missing = planned.manifests().stream().filter(path -> !rewritten.contains(path)).count();
    if (missing > 0) {
      run.skipped(missing + " manifests", "other commits have replaced them");
    }
    if (!rewritten.isEmpty()) {
      run.committed();
      run.removed(rewritten.size(), 0);
      run.added(Math.max(0, dataManifests(table).size() - others[0]), 0);
    }
    run.progress("merge", total, total);
  }

  private static int place(Map<Integer, StructLikeMap<Integer>> places, DataFile file) {
    StructLikeMap<Integer> ofSpec = places.get(file.specId());
    @Nullable Integer place = ofSpec == null ? null : ofSpec.get(file.partition());
    return place == null ? 0 : place;
  }

  /** Which part each partition belongs to, by spec. */
  private Map<Integer, StructLikeMap<Integer>> places(Selection selection) {
    Map<Integer, StructLikeMap<Integer>> counts = new HashMap<>();
    for (ManifestFile manifest : dataManifests(table)) {
      if (selection.manifests().contains(manifest.path())) {
        count(manifest, counts);
      }
    }
    Map<Integer, StructLikeMap<Integer>> places = new HashMap<>();
    counts.forEach(
        (spec, ofSpec) ->
            places.put(spec, cut(spec, ofSpec, selection.parts().getOrDefault(spec, 1))));
    return places;
  }

  private PartitionSpec spec(int id) {
    return Objects.requireNonNull(table.specs().get(id), "the table has the specs of its files");
  }

  private void count(ManifestFile manifest, Map<Integer, StructLikeMap<Integer>> counts) {
    PartitionSpec spec = spec(manifest.partitionSpecId());
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

  private StructLikeMap<Integer> cut(int specId, StructLikeMap<Integer> counts, int wanted) {
    Types.StructType type = spec(specId).partitionType();
    Comparator<StructLike> order = Comparators.forType(type);
    List<StructLike> partitions = new ArrayList<>(counts.keySet());
    partitions.sort(order);
    long total = counts.values().stream().mapToLong(Integer::longValue).sum();
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
