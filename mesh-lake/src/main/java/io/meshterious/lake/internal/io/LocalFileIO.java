// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Files on the local file system. A location is a path, or a path after {@code file:} or {@code
 * file://}; as everywhere in Iceberg nothing in it is escaped, so that {@code %20} is three
 * characters of a name. It is kept as it is written in metadata.
 *
 * <p>By default a file and the folders that were made for it are forced to disk when the file is
 * closed, so that a commit that returned survives a power cut; the property {@value #DURABLE} set
 * to {@code false} leaves that to the operating system. With the property {@value #ROOT}, files
 * outside that folder are read, but neither written nor deleted.
 */
public final class LocalFileIO implements DelegateFileIO {
  /** The property that turns forcing to disk off. */
  public static final String DURABLE = "mesh.io.durable";

  /** The property that names the folder that all written files have to be in. */
  public static final String ROOT = "mesh.io.root";

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "file:";

  private Map<String, String> properties = Map.of();
  private boolean durable = true;
  private @Nullable File root;

  /** A file IO that is durable, and writes anywhere, until {@link #initialize} says otherwise. */
  public LocalFileIO() {}

  @Override
  public void initialize(Map<String, String> newProperties) {
    properties = Map.copyOf(newProperties);
    durable = Boolean.parseBoolean(newProperties.getOrDefault(DURABLE, "true"));
    String folder = newProperties.get(ROOT);
    root = folder == null ? null : path(folder).toAbsolutePath().normalize().toFile();
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  /** The path of a location. */
  public static Path path(String location) {
    return location.startsWith(SCHEME) ? ofUri(location) : Path.of(location);
  }

  private static Path ofUri(String location) {
    String rest = location.substring(SCHEME.length());
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      if (slash < 0 || !(host.isEmpty() || host.equals("localhost"))) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION,
            "Invalid location: '" + location + "' (a local file has no host)");
      }
      rest = rest.substring(slash);
    }
    return Path.of(rest);
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInputFile(location, path(location), -1);
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return new LocalInputFile(location, path(location), length);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return newLocalFile(location, durable);
  }

  /** A file that is forced to disk when it is closed, or not. */
  LocalOutputFile newLocalFile(String location, boolean forced) {
    return new LocalOutputFile(location, inside("write", location), forced);
  }

  /** Whether files are forced to disk. */
  boolean durable() {
    return durable;
  }

  @Override
  public void deleteFile(String location) {
    delete(location, inside("delete", location));
  }

  private static void delete(String location, Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete '" + location + "': " + e.getMessage(), e);
    }
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    int failed = 0;
    RuntimeException first = null;
    for (String location : locations) {
      try {
        deleteFile(location);
      } catch (UncheckedIOException | MeshException e) {
        failed++;
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      BulkDeletionFailureException some = new BulkDeletionFailureException(failed);
      some.addSuppressed(first);
      throw some;
    }
  }

  /**
   * The files in a folder and in all folders below it, found while they are asked for. Symbolic
   * links are neither listed nor followed.
   */
  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path folder = path(prefix);
    String start = prefix.endsWith("/") ? prefix : prefix + "/";
    return () -> new LocalListing(folder, start);
  }

  /** Deletes a folder with all that is in it. */
  @Override
  public void deletePrefix(String prefix) {
    Path folder = inside("delete", prefix);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      LocalFolders.deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete '" + prefix + "': " + e.getMessage(), e);
    }
  }

  private Path inside(String action, String location) {
    Path path = path(location);
    if (root != null && !path.toAbsolutePath().normalize().startsWith(root.toPath())) {
      throw new MeshException(
          LakeError.OUTSIDE_WAREHOUSE,
          "Cannot "
              + action
              + " '"
              + location
              + "': it is outside '"
              + root
              + "', where all files of the lake are");
    }
    return path;
  }
}
