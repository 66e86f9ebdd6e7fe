// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.BaseOverwriteFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * An append that merges its manifest with chosen ones. Iceberg merges all manifests it is shown, in
 * bins of its own making; so it is shown the chosen ones only, and the others are put back behind.
 */
public final class TieredAppend extends BaseOverwriteFiles {
  private final Set<String> chosen = new HashSet<>();
  private int kept;

  public TieredAppend(String table, TableOperations operations, List<ManifestFile> merge) {
    super(table, operations);
    merge.forEach(manifest -> chosen.add(manifest.path()));
  }

  @Override
  public List<ManifestFile> apply(TableMetadata base, @Nullable Snapshot head) {
    if (head == null) {
      return super.apply(base, head);
    }
    FileIO io = ops().io();
    List<ManifestFile> shown = new ArrayList<>();
    List<ManifestFile> others = new ArrayList<>();
    for (ManifestFile manifest : head.allManifests(io)) {
      boolean merged =
          manifest.content() == ManifestContent.DATA && chosen.contains(manifest.path());
      (merged ? shown : others).add(manifest);
    }
    kept = others.size();
    List<ManifestFile> result = new ArrayList<>(super.apply(base, new Part(head, shown)));
    result.addAll(others);
    return result;
  }

  @Override
  protected Map<String, String> summary() {
    Map<String, String> summary = new HashMap<>(super.summary());
    summary.computeIfPresent(
        SnapshotSummary.KEPT_MANIFESTS_COUNT,
        (key, count) -> String.valueOf(Integer.parseInt(count) + kept));
    return summary;
  }

  /**
   * A snapshot with some of its data manifests, and none of its delete manifests: what the others
   * hold must not be judged by these.
   */
  @SuppressWarnings("deprecation") // The interface asks for what it deprecates.
  private record Part(Snapshot whole, List<ManifestFile> manifests) implements Snapshot {
    @Override
    public List<ManifestFile> allManifests(FileIO io) {
      return manifests;
    }

    @Override
    public List<ManifestFile> dataManifests(FileIO io) {
      return manifests;
    }

    @Override
    public List<ManifestFile> deleteManifests(FileIO io) {
      return List.of();
    }

    @Override
    public long sequenceNumber() {
      return whole.sequenceNumber();
    }

    @Override
    public long snapshotId() {
      return whole.snapshotId();
    }

    @Override
    public @Nullable Long parentId() {
      return whole.parentId();
    }

    @Override
    public long timestampMillis() {
      return whole.timestampMillis();
    }

    @Override
    public String operation() {
      return whole.operation();
    }

    @Override
    public Map<String, String> summary() {
      return Objects.requireNonNullElse(whole.summary(), Map.of());
    }

    @Override
    public Iterable<DataFile> addedDataFiles(FileIO io) {
      return whole.addedDataFiles(io);
    }

    @Override
    public Iterable<DataFile> removedDataFiles(FileIO io) {
      return whole.removedDataFiles(io);
    }

    @Override
    public Iterable<DeleteFile> addedDeleteFiles(FileIO io) {
      return whole.addedDeleteFiles(io);
    }

    @Override
    public Iterable<DeleteFile> removedDeleteFiles(FileIO io) {
      return whole.removedDeleteFiles(io);
    }

    @Override
    public String manifestListLocation() {
      return whole.manifestListLocation();
    }
  }
}
