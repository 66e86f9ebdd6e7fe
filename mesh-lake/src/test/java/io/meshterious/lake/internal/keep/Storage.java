// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.internal.io.LocalFileIO;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** What lies under a table's location, and what of it the table's snapshots need. */
public final class Storage {
  private Storage() {}

  /** All files under the table's location. */
  public static Set<String> files(Table table) {
    try (Stream<Path> walk = Files.walk(LocalFileIO.path(table.location()))) {
      return walk.filter(Files::isRegularFile)
          .map(Path::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that some snapshot needs: data, deletes, manifests, manifest lists, metadata. */
  public static Set<String> needed(Table table) {
    table.refresh();
    Set<String> needed = new TreeSet<>(ReachableFileUtil.metadataFileLocations(table, false));
    needed.addAll(ReachableFileUtil.manifestListLocations(table));
    needed.addAll(ReachableFileUtil.statisticsFilesLocations(table));
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        needed.add(manifest.path());
        try (CloseableIterable<String> paths =
            ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
          paths.forEach(needed::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return needed;
  }

  /** Makes a file as old as this. */
  public static void age(String file, Duration age) {
    try {
      Files.setLastModifiedTime(Path.of(file), FileTime.from(Instant.now().minus(age)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes all files of a table as old as this. */
  public static void age(Table table, Duration age) {
    files(table).forEach(file -> age(file, age));
  }

  /** A file that nothing refers to. */
  public static Path stray(Table table, String name, Duration age) {
    Path file = LocalFileIO.path(table.location()).resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "nobody needs this");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    age(file.toString(), age);
    return file;
  }
}
