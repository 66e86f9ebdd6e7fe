// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import io.meshterious.lake.internal.keep.step.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** Reads which files snapshots consist of. */
public final class ContentFiles {
  private static final List<String> PATH_AND_SIZE = List.of("file_path", "file_size_in_bytes");

  private final FileIO io;
  private final Map<Integer, PartitionSpec> specs;
  private final Parallel parallel;

  public ContentFiles(FileIO io, Map<Integer, PartitionSpec> specs, Parallel parallel) {
    this.io = io;
    this.specs = specs;
    this.parallel = parallel;
  }

  /** Manifests of snapshots, by location. */
  public Map<String, ManifestFile> manifests(Collection<Snapshot> snapshots) {
    Map<String, ManifestFile> found = new ConcurrentHashMap<>();
    parallel.each(
        snapshots,
        snapshot -> snapshot.allManifests(io).forEach(file -> found.put(file.path(), file)));
    return found;
  }

  /** Manifests of snapshots whose manifest lists may have been deleted already, by location. */
  Map<String, ManifestFile> manifestsLeft(Collection<Snapshot> snapshots) {
    Map<String, ManifestFile> found = new ConcurrentHashMap<>();
    parallel.each(
        snapshots,
        snapshot -> {
          try {
            snapshot.allManifests(io).forEach(file -> found.put(file.path(), file));
          } catch (NotFoundException e) {
            gone(snapshot.manifestListLocation(), e);
          }
        });
    return found;
  }

  /** Live data and delete files of manifests that may have been deleted already, with sizes. */
  Map<String, Long> filesLeft(Collection<ManifestFile> manifests) {
    Map<String, Long> found = new ConcurrentHashMap<>();
    parallel.each(
        manifests,
        manifest -> {
          try (CloseableIterable<? extends ContentFile<?>> files = open(manifest)) {
            for (ContentFile<?> file : files) {
              found.put(file.location(), file.fileSizeInBytes());
            }
          } catch (NotFoundException e) {
            gone(manifest.path(), e);
          } catch (IOException e) {
            throw unreadable(manifest, e);
          }
        });
    return found;
  }

  /** Passes on the locations of live data and delete files of manifests; on several threads. */
  public void paths(Collection<ManifestFile> manifests, Consumer<String> each) {
    parallel.each(
        manifests,
        manifest -> {
          try (CloseableIterable<String> paths =
              ManifestFiles.readPaths(manifest, io, specs(manifest))) {
            paths.forEach(each);
          } catch (IOException e) {
            throw unreadable(manifest, e);
          }
        });
  }

  private ManifestReader<? extends ContentFile<?>> open(ManifestFile manifest) {
    return manifest.content() == ManifestContent.DATA
        ? ManifestFiles.read(manifest, io, specs(manifest)).select(PATH_AND_SIZE)
        : ManifestFiles.readDeleteManifest(manifest, io, specs(manifest)).select(PATH_AND_SIZE);
  }

  /** The table's partition specs; none, when it has forgotten the manifest's own. */
  private @Nullable Map<Integer, PartitionSpec> specs(ManifestFile manifest) {
    return specs.containsKey(manifest.partitionSpecId()) ? specs : null;
  }

  /** Rethrows when a file is there after all and something else is missing. */
  private void gone(@Nullable String location, NotFoundException e) {
    if (location == null || io.newInputFile(location).exists()) {
      throw e;
    }
  }

  private static UncheckedIOException unreadable(ManifestFile manifest, IOException e) {
    return new UncheckedIOException("Cannot read manifest '" + manifest.path() + "'", e);
  }
}
