// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsBulkOperations;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files on the local file system. A location is a path or a {@code file:} URI and is kept as it is
 * written in metadata.
 *
 * <p>By default a file and the folder it is in are forced to disk when the file is closed, so that
 * a commit that returned survives a power cut; the property {@value #DURABLE} set to {@code false}
 * leaves that to the operating system.
 */
public final class LocalFileIO implements FileIO, SupportsPrefixOperations, SupportsBulkOperations {
  /** The property that turns forcing to disk off. */
  public static final String DURABLE = "mesh.io.durable";

  private Map<String, String> properties = Map.of();
  private boolean durable = true;

  /** A file IO that is durable until {@link #initialize} says otherwise. */
  public LocalFileIO() {}

  @Override
  public void initialize(Map<String, String> newProperties) {
    properties = Map.copyOf(newProperties);
    durable = Boolean.parseBoolean(newProperties.getOrDefault(DURABLE, "true"));
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  /** The path of a location. */
  public static Path path(String location) {
    return location.startsWith("file:")
        ? Path.of(URI.create(location).getPath())
        : Path.of(location);
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInputFile(location, path(location).toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutputFile(location, path(location), durable);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete '" + location + "': " + e.getMessage(), e);
    }
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    for (String location : locations) {
      deleteFile(location);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path folder = path(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<FileInfo> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        describe(file, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list '" + prefix + "': " + e.getMessage(), e);
    }
    return found;
  }

  /** Adds a file, unless it has gone since its folder was listed. */
  private static void describe(Path file, List<FileInfo> found) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        found.add(
            new FileInfo(
                file.toString(), attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
    } catch (NoSuchFileException e) {
      // Somebody else deleted it: there is nothing to describe.
      return;
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    for (FileInfo file : listPrefix(prefix)) {
      deleteFile(file.location());
    }
  }

  /** Makes the folders of a file that is about to be written, on disk where that is asked for. */
  static void makeParents(Path file, boolean durable) {
    Path parent = file.getParent();
    if (parent == null || Files.isDirectory(parent)) {
      return;
    }
    try {
      makeFolder(parent, durable);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make folder '" + parent + "': " + e.getMessage(), e);
    }
  }

  private static void makeFolder(Path folder, boolean durable) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      makeFolder(parent, durable);
    }
    Files.createDirectories(folder);
    if (durable && parent != null) {
      force(parent);
    }
  }

  /** Forces the names in a folder to disk. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record LocalInputFile(String location, File file) implements InputFile {
    @Override
    public long getLength() {
      return delegate().getLength();
    }

    @Override
    public org.apache.iceberg.io.SeekableInputStream newStream() {
      return delegate().newStream();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }

    private InputFile delegate() {
      return org.apache.iceberg.Files.localInput(file);
    }
  }
}
