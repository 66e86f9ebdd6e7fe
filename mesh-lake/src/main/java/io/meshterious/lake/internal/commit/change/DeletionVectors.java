// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.change;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.TableChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.ContentFileUtil;

/**
 * The rule of format version 3 that a data file has at most one deletion vector. Iceberg checks it
 * against other committers only; a change that forgets to remove the vector it replaces would be
 * committed, and the table could not be read any more.
 */
final class DeletionVectors {
  private static final List<String> COLUMNS =
      List.of("file_path", "file_format", "referenced_data_file", "content_offset");

  private DeletionVectors() {}

  /** Refuses a second vector for a data file. */
  static void check(TableChange change, TableMetadata table, Snapshot head, FileIO files) {
    Set<String> covered = new HashSet<>();
    Set<Integer> specs = new HashSet<>();
    for (DeleteFile file : change.addedDeletes()) {
      String data = file.referencedDataFile();
      if (data != null && ContentFileUtil.isDV(file)) {
        covered.add(data);
        specs.add(file.specId());
      }
    }
    for (DeleteFile file : change.removedDeletes()) {
      String data = file.referencedDataFile();
      if (data != null) {
        covered.remove(data);
      }
    }
    if (covered.isEmpty()) {
      return;
    }
    long base =
        change.base().isPresent()
            ? table.snapshot(change.base().getAsLong()).sequenceNumber()
            : Long.MAX_VALUE;
    for (ManifestFile manifest : head.deleteManifests(files)) {
      if (specs.contains(manifest.partitionSpecId()) && manifest.minSequenceNumber() <= base) {
        check(change, table, manifest, covered, base, files);
      }
    }
  }

  private static void check(
      TableChange change,
      TableMetadata table,
      ManifestFile manifest,
      Set<String> covered,
      long base,
      FileIO files) {
    try (ManifestReader<DeleteFile> reader =
        ManifestFiles.readDeleteManifest(manifest, files, table.specsById()).select(COLUMNS)) {
      for (DeleteFile file : reader) {
        Long age = file.dataSequenceNumber();
        // What is newer than the base is somebody else's, and a conflict, which Iceberg finds.
        if (age != null
            && age <= base
            && ContentFileUtil.isDV(file)
            && covered.contains(file.referencedDataFile())) {
          throw new MeshException(
              CommitError.INVALID_CHANGE,
              "Cannot commit "
                  + change
                  + ": data file '"
                  + file.referencedDataFile()
                  + "' has a deletion vector already; the new one must hold its positions too, and"
                  + " the old one must be among the delete files that the change removes");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
