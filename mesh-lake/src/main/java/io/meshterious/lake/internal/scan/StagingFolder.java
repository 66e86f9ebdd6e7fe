// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The folder of a {@link StagingCache}: what is in it, and the lock under which it changes. */
final class StagingFolder implements AutoCloseable {
  /** File locks are held by the process: threads exclude each other first. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  /**
   * The folders of this process. Their locks are not tried: closing the file would give up a lock
   * that another cache of this process has on it.
   */
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private final Path files;
  private final Path use;
  private final Path own;
  private final FileChannel lockFile;
  private final FileChannel ownFile;

  StagingFolder(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    files = Files.createDirectories(root.resolve("files"));
    use = Files.createDirectories(root.resolve("use"));
    lockFile = open(root.resolve("lock"));
    own = use.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    try (Held held = lock()) {
      LIVE.add(own);
      Files.createDirectory(own);
      ownFile = open(own.resolve("lock"));
      ownFile.lock();
      held.removeDead();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Where this process keeps its links and downloads. */
  Path own() {
    return own;
  }

  Held lock() throws IOException {
    THREADS.lock();
    try {
      return new Held(lockFile.lock());
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() {
    THREADS.lock();
    try (lockFile;
        ownFile) {
      try (Held held = lock()) {
        held.removeFolder(own);
      }
      LIVE.remove(own);
    } catch (IOException e) {
      throw new MeshException(
          QueryError.STAGING_FAILED, "Cannot close the staging folder: " + e.getMessage(), e);
    } finally {
      THREADS.unlock();
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** What may be done while the folder is locked. */
  final class Held implements AutoCloseable {
    private final FileLock lock;

    private Held(FileLock lock) {
      this.lock = lock;
    }

    /** Removes what processes left that are no more. */
    void removeDead() throws IOException {
      for (Path process : list(use)) {
        if (!LIVE.contains(process) && isDead(process)) {
          removeFolder(process);
        }
      }
    }

    private static boolean isDead(Path process) throws IOException {
      Path file = process.resolve("lock");
      if (!Files.exists(file)) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        return free != null;
      }
    }

    void removeFolder(Path process) throws IOException {
      for (Path file : list(process)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(process);
    }

    /** Links a kept copy; false when there is none. */
    boolean link(String name, long length, Path link) throws IOException {
      Path file = files.resolve(name);
      if (!Files.exists(file) || Files.size(file) != length) {
        return false;
      }
      Files.createLink(link, file);
      StagingCache.touch(file);
      return true;
    }

    /** Removes copies that nobody uses until so many bytes are free; gives what is free then. */
    long makeRoom(long maxBytes, long needed) throws IOException {
      Set<Object> seen = new HashSet<>();
      List<Path> kept = new ArrayList<>(list(files));
      long used = 0;
      for (Path file : kept) {
        used += newBytes(file, seen);
      }
      for (Path process : list(use)) {
        for (Path file : list(process)) {
          used += newBytes(file, seen);
        }
      }
      kept.sort(Comparator.comparing(StagingFolder::lastUsed));
      for (Path file : kept) {
        if (maxBytes - used >= needed) {
          break;
        }
        if ((Integer) Files.getAttribute(file, "unix:nlink") == 1) {
          used -= Files.size(file);
          Files.delete(file);
        }
      }
      return maxBytes - used;
    }

    /** The bytes of a file that was not seen before; scans remove their links at any time. */
    private static long newBytes(Path file, Set<Object> seen) throws IOException {
      try {
        return seen.add(Files.getAttribute(file, "unix:ino")) ? Files.size(file) : 0;
      } catch (NoSuchFileException gone) {
        return 0;
      }
    }

    /** Makes a file of its full length, for a download. */
    void reserve(Path part, long length) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
        file.setLength(length);
      }
    }

    /** Keeps a download under a name, and links it. */
    void keep(Path part, String name, Path link) throws IOException {
      Files.createLink(link, part);
      StagingCache.touch(part);
      StagingCache.move(part, files.resolve(name));
    }

    @Override
    public void close() throws IOException {
      try {
        lock.release();
      } finally {
        THREADS.unlock();
      }
    }
  }

  private static long lastUsed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
