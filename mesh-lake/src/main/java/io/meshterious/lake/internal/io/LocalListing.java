// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.iceberg.io.FileInfo;

/**
 * Walks through a folder, holding the files of one folder at a time. Files and folders that vanish
 * meanwhile are left out.
 */
final class LocalListing implements Iterator<FileInfo> {
  private final String start;
  private final Path top;
  private final Deque<Path> folders = new ArrayDeque<>();
  private final Deque<FileInfo> files = new ArrayDeque<>();

  /**
   * Begins at a folder.
   *
   * @param start the folder as callers write it, with a slash at the end
   */
  LocalListing(Path top, String start) {
    this.top = top;
    this.start = start;
    folders.push(top);
  }

  @Override
  public boolean hasNext() {
    while (files.isEmpty() && !folders.isEmpty()) {
      read(folders.pop());
    }
    return !files.isEmpty();
  }

  @Override
  public FileInfo next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return files.pop();
  }

  private void read(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        read(entry, attributes(entry));
      }
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      return;
    } catch (DirectoryIteratorException | IOException failed) {
      throw new UncheckedIOException(
          "Cannot list '" + folder + "': " + failed.getMessage(), cause(failed));
    }
  }

  private void read(Path entry, Optional<BasicFileAttributes> found) {
    found.ifPresent(
        attributes -> {
          if (attributes.isDirectory()) {
            folders.push(entry);
          } else if (attributes.isRegularFile()) {
            files.add(
                new FileInfo(
                    start + top.relativize(entry),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis()));
          }
        });
  }

  private static Optional<BasicFileAttributes> attributes(Path entry) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    }
  }

  private static IOException cause(Exception failed) {
    return failed instanceof IOException plain ? plain : new IOException(failed.getCause());
  }
}
