// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.keep.expiry.ContentFiles;
import io.meshterious.lake.internal.keep.expiry.ExpiryJournal;
import io.meshterious.lake.internal.keep.orphans.Locations.Place;
import io.meshterious.lake.internal.keep.step.Parallel;
import io.meshterious.lake.keep.KeepError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;

/** All files that a table's metadata refers to, whatever way their locations are written. */
final class ReferencedFiles {
  private final Locations locations = new Locations();
  private final Map<String, String> storeByPath = new ConcurrentHashMap<>();

  private ReferencedFiles() {}

  /** Reads them from a table that has been refreshed. */
  static ReferencedFiles of(Table table, Parallel parallel) {
    ReferencedFiles found = new ReferencedFiles();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    found.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(entry -> found.add(entry.file()));
    metadata.statisticsFiles().stream().map(StatisticsFile::path).forEach(found::add);
    metadata.partitionStatisticsFiles().stream()
        .map(PartitionStatisticsFile::path)
        .forEach(found::add);
    found.add(ExpiryJournal.location(table));
    found.add(((HasTableOperations) table).operations().metadataFileLocation("version-hint.text"));
    List<Snapshot> snapshots = new ArrayList<>(metadata.snapshots());
    for (Snapshot snapshot : snapshots) {
      if (snapshot.manifestListLocation() != null) {
        found.add(snapshot.manifestListLocation());
      }
    }
    ContentFiles files = new ContentFiles(table.io(), metadata.specsById(), parallel);
    Map<String, ManifestFile> manifests = files.manifests(snapshots);
    manifests.keySet().forEach(found::add);
    files.paths(manifests.values(), found::add);
    return found;
  }

  /** What tells one state of a table's metadata from another. */
  static String version(Table table) {
    String location = ((HasTableOperations) table).operations().current().metadataFileLocation();
    return location == null ? "" : location;
  }

  private void add(String location) {
    Place place = locations.place(location);
    storeByPath.put(place.path(), place.store());
  }

  /**
   * Whether a file is referred to.
   *
   * @throws MeshException when the same path is referred to in another store, which most often
   *     means that one store has two names
   */
  boolean contains(String location) {
    Place place = locations.place(location);
    String store = storeByPath.get(place.path());
    if (store == null) {
      return false;
    }
    if (!store.equals(place.store())) {
      throw new MeshException(
          KeepError.LOCATION_MISMATCH,
          "Cannot tell orphans apart: metadata names '"
              + store
              + place.path()
              + "' and storage lists '"
              + location
              + "'; nothing was deleted, because both may be the same file; open the table through"
              + " the scheme and host its metadata was written with");
    }
    return true;
  }
}
