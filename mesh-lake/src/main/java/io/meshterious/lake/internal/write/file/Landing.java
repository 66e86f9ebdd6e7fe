// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Puts finished files in their place: a local file is moved, any other is copied through the
 * table's file IO. With durable local files, the file is forced to disk before it is moved and the
 * folders after all are.
 */
public final class Landing {
  private final FileIO io;
  private final boolean local;
  private final boolean durable;
  private final Set<Path> folders = new LinkedHashSet<>();

  public Landing(FileIO io) {
    this.io = io;
    this.local = io instanceof LocalFileIO;
    this.durable =
        local && Boolean.parseBoolean(io.properties().getOrDefault(LocalFileIO.DURABLE, "true"));
  }

  /** Puts one file in its place. */
  public void land(Path file, String location) {
    try {
      if (local && Staging.isLocal(location)) {
        move(file, LocalFileIO.path(location));
      } else {
        try (PositionOutputStream out = io.newOutputFile(location).create()) {
          Files.copy(file, out);
        }
      }
    } catch (IOException e) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN, "Cannot write '" + location + "': " + e.getMessage(), e);
    }
  }

  private void move(Path file, Path target) throws IOException {
    if (durable) {
      force(file, StandardOpenOption.WRITE);
    }
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = target.getParent(); at != null; at = at.getParent()) {
      folders.add(at);
      if (Files.isDirectory(at)) {
        break;
      }
      missing.push(at);
    }
    for (Path folder : missing) {
      Files.createDirectories(folder);
    }
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forces the folders to disk that files were put in. */
  public void finish() {
    if (!durable) {
      return;
    }
    for (Path folder : folders) {
      try {
        force(folder, StandardOpenOption.READ);
      } catch (IOException e) {
        throw new MeshException(
            WriteError.FILE_NOT_WRITTEN,
            "Cannot force folder '" + folder + "' to disk: " + e.getMessage(),
            e);
      }
    }
  }

  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  /** Removes a folder with all that is in it. What cannot be removed stays. */
  public static void remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException leftBehind) {
      // The names say whose files they are, and maintenance removes them.
      return;
    }
  }
}
