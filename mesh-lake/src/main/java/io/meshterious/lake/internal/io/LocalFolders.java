// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes, forces to disk and deletes local folders. */
public final class LocalFolders {
  /**
   * The most bytes of an array that are read or written at once: the JVM copies arrays through a
   * native buffer of the same size, which it keeps for each thread.
   */
  static final int LARGEST_PIECE = 1 << 20;

  /** Only on Windows folders cannot be opened; there they need no forcing. */
  private static final boolean FORCES_FOLDERS = File.separatorChar == '/';

  private LocalFolders() {}

  /** Makes a folder and those it is in, as far as they are missing. */
  static void make(Path folder, boolean durable) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      make(parent, durable);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isDirectory(folder)) {
        throw raced;
      }
    }
    if (durable && parent != null) {
      force(parent);
    }
  }

  /** Forces to disk which files a folder has. */
  public static void force(Path folder) throws IOException {
    if (FORCES_FOLDERS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(false);
      }
    }
  }

  /** Deletes a folder and all that is in it, whatever of it is still there. */
  public static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failed)
              throws IOException {
            if (failed != null && !(failed instanceof NoSuchFileException)) {
              throw failed;
            }
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
