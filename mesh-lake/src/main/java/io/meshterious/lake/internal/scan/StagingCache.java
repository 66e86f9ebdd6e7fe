// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.query.QueryError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remote files kept in a local folder, least recently used ones leaving first. Several threads and
 * processes may share the folder:
 *
 * <pre>
 * lock                     held while files are chosen, linked and removed
 * files/&lt;hash&gt;             complete copies; a file's name comes from its location and length
 * use/&lt;process&gt;/lock       held while the process lives
 * use/&lt;process&gt;/&lt;n&gt;.part    a download, of its full length from the start, so that it counts
 * use/&lt;process&gt;/&lt;n&gt;         a hard link for one scan: the copy stays readable when it leaves files/
 * </pre>
 *
 * <p>The folder of a process that has ended without closing is removed by the next one that looks.
 */
public final class StagingCache implements Staging, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StagingCache.class);

  private static final int DOWNLOADS = 8;

  private final StagingFolder folder;
  private final long maxBytes;
  private final AtomicLong names = new AtomicLong();
  private final ExecutorService downloads;

  /**
   * A cache in a folder, new or in use by others.
   *
   * @param folder where the copies are; it should hold nothing else
   * @param limit the most bytes of copies and downloads together; empty: half of the room that is
   *     free there now
   */
  public StagingCache(Path folder, OptionalLong limit) {
    try {
      this.folder = new StagingFolder(folder);
      this.maxBytes =
          limit.isPresent()
              ? limit.getAsLong()
              : Math.max(1, Files.getFileStore(folder).getUsableSpace() / 2);
    } catch (IOException e) {
      throw failed("use the staging folder '" + folder + "'", e);
    }
    downloads =
        Executors.newFixedThreadPool(
            DOWNLOADS,
            task -> {
              Thread thread = new Thread(task, "mesh-staging");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static MeshException failed(String what, Exception cause) {
    return new MeshException(
        QueryError.STAGING_FAILED, "Cannot " + what + ": " + cause.getMessage(), cause);
  }

  @Override
  public Staged stage(FileIO io, List<Wanted> files) {
    Pins pins = new Pins();
    try {
      Set<Wanted> remote = new LinkedHashSet<>();
      files.stream().filter(file -> !Staging.isLocal(file.location())).forEach(remote::add);
      Map<Wanted, Path> links = fetch(io, remote, pins);
      for (Wanted file : files) {
        Path link = links.get(file);
        pins.paths.add(link == null ? LocalFileIO.path(file.location()) : link);
      }
      return pins;
    } catch (RuntimeException e) {
      pins.close();
      throw e;
    } catch (IOException e) {
      pins.close();
      throw failed("stage remote files", e);
    }
  }

  private Map<Wanted, Path> fetch(FileIO io, Set<Wanted> wanted, Pins pins) throws IOException {
    Map<Wanted, Path> links = new HashMap<>();
    Map<Wanted, Path> parts = new LinkedHashMap<>();
    try (StagingFolder.Held held = folder.lock()) {
      held.removeDead();
      long missing = 0;
      for (Wanted file : wanted) {
        Path link = pins.newPath(file);
        if (held.link(name(file), file.length(), link)) {
          links.put(file, link);
        } else {
          missing += file.length();
        }
      }
      long free = held.makeRoom(maxBytes, missing);
      if (free < missing) {
        throw new MeshException(
            QueryError.STAGING_FAILED,
            "Cannot stage "
                + (wanted.size() - links.size())
                + " remote files: they need "
                + missing
                + " bytes, and of "
                + maxBytes
                + " bytes "
                + free
                + " are not in use; allow the staging folder more, or read fewer files at once");
      }
      for (Wanted file : wanted) {
        if (!links.containsKey(file)) {
          Path part = pins.newPart();
          held.reserve(part, file.length());
          parts.put(file, part);
        }
      }
    }
    List<Future<?>> running = new ArrayList<>();
    parts.forEach((file, part) -> running.add(downloads.submit(() -> download(io, file, part))));
    await(running);
    try (StagingFolder.Held held = folder.lock()) {
      for (Map.Entry<Wanted, Path> part : parts.entrySet()) {
        Path link = pins.newPath(part.getKey());
        held.keep(part.getValue(), name(part.getKey()), link);
        links.put(part.getKey(), link);
      }
    }
    return links;
  }

  /** Waits for all, and then reports the first failure. */
  private static void await(List<Future<?>> running) {
    @Nullable RuntimeException failure = null;
    for (Future<?> download : running) {
      try {
        download.get();
      } catch (ExecutionException e) {
        if (failure == null) {
          failure =
              e.getCause() instanceof RuntimeException cause
                  ? cause
                  : failed("stage a remote file", e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running.forEach(other -> other.cancel(true));
        failure = failed("stage remote files", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void download(FileIO io, Wanted file, Path part) {
    long copied;
    try (InputStream in = io.newInputFile(file.location(), file.length()).newStream();
        OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
      copied = in.transferTo(out);
    } catch (IOException | RuntimeException e) {
      throw new MeshException(
          QueryError.DATA_FILE_UNREADABLE,
          "Cannot read '" + file.location() + "': " + e.getMessage(),
          e);
    }
    if (copied != file.length()) {
      throw new MeshException(
          QueryError.DATA_FILE_UNREADABLE,
          "Cannot read '"
              + file.location()
              + "': it has "
              + copied
              + " bytes, and the table's metadata says "
              + file.length());
    }
  }

  private static String name(Wanted file) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((file.length() + " " + file.location()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public void close() {
    downloads.shutdownNow();
    folder.close();
  }

  /** The links of one scan. */
  private final class Pins implements Staged {
    private final List<Path> paths = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();

    Path newPath(Wanted file) {
      String suffix = file.location().endsWith(".parquet") ? ".parquet" : "";
      Path path = folder.own().resolve(names.incrementAndGet() + suffix);
      made.add(path);
      return path;
    }

    Path newPart() {
      Path part = folder.own().resolve(names.incrementAndGet() + ".part");
      made.add(part);
      return part;
    }

    @Override
    public List<Path> paths() {
      return paths;
    }

    @Override
    public void close() {
      for (Path path : made) {
        try {
          Files.deleteIfExists(path);
        } catch (IOException e) {
          LOG.debug("A staged file is removed with the folder of this process", e);
        }
      }
      made.clear();
    }
  }

  /** Moves a file to where it is kept. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Notes that a file was used now. */
  static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }
}
