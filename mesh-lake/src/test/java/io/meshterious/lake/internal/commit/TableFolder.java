// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The files of a table's folder: those it needs, and the others. */
final class TableFolder {
  private TableFolder() {}

  /** What the table can reach from its current metadata. */
  static Set<String> reachable(Table table) {
    table.refresh();
    Set<String> found = new TreeSet<>(ReachableFileUtil.metadataFileLocations(table, false));
    found.addAll(ReachableFileUtil.manifestListLocations(table));
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        found.add(manifest.path());
      }
    }
    found.addAll(TestFiles.files(table));
    return found;
  }

  /** What is in the folder and cannot be reached. */
  static Set<String> orphans(Table table) {
    Set<String> found = onDisk(table);
    found.removeAll(reachable(table));
    return found;
  }

  /** What can be reached and is not there. */
  static Set<String> missing(Table table) {
    Set<String> needed = reachable(table);
    needed.removeAll(onDisk(table));
    return needed;
  }

  private static Set<String> onDisk(Table table) {
    try (Stream<Path> files = Files.walk(Path.of(table.location()))) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
