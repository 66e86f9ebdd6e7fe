// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a source: which there are, what was read of each, and which comes next. For one
 * thread.
 */
final class FileList {
  private static final long FOLDER_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FILE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int LISTING_SHARE = 10;
  private static final int MOST_DONE = 10_000;

  private final FileSettings settings;
  private final DoneFiles doneFiles;
  private final int lane;
  private final int lanes;
  private final Settling settling;
  private final Map<String, FilePosition> positions = new TreeMap<>();
  private final TreeMap<String, FileStat> pending = new TreeMap<>();
  private final Set<String> busy = new HashSet<>();
  private long unsettledBytes;
  private long pendingBytes;
  private long due = System.nanoTime();
  private String problem = "";

  FileList(FileSettings settings, SourceRequest request) {
    this.settings = settings;
    this.doneFiles = new DoneFiles(settings);
    this.lane = request.lane();
    this.lanes = request.lanes();
    this.settling = new Settling(settings.settle());
    request
        .positions()
        .forEach(
            (name, text) -> {
              if (mine(name)) {
                positions.put(name, FilePosition.of(name, text));
              }
            });
    try {
      list();
    } catch (IOException e) {
      throw new MeshException(
          SourceError.SOURCE_FAILED,
          "Cannot read events from '" + settings.path() + "': " + DoneFiles.reason(e),
          e);
    }
  }

  private boolean mine(String name) {
    return settings.folder()
        ? Math.floorMod(name.hashCode(), lanes) == lane
        : lane == 0 && name.equals(FileSources.fileName(settings.path()));
  }

  /** Looks for files, if it is time to. */
  void refresh() {
    long begin = System.nanoTime();
    if (begin - due < 0) {
      return;
    }
    try {
      list();
      problem = doneFiles.problem();
    } catch (IOException e) {
      problem = "cannot see '" + settings.path() + "': " + DoneFiles.reason(e);
    }
    long end = System.nanoTime();
    due =
        end
            + Math.max(
                settings.folder() ? FOLDER_NANOS : FILE_NANOS, LISTING_SHARE * (end - begin));
  }

  private void list() throws IOException {
    unsettledBytes = 0;
    if (!settings.folder()) {
      String name = FileSources.fileName(settings.path());
      if (mine(name) && !busy.contains(name)) {
        look(name, FileStat.of(settings.path()));
      }
      return;
    }
    Set<String> there = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(settings.path(), this::wanted)) {
      for (Path entry : entries) {
        String name = FileSources.fileName(entry);
        there.add(name);
        if (!busy.contains(name)) {
          look(entry, name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    forgetAllBut(there);
    if (settings.done() == FileSettings.Done.KEEP) {
      refuseTooMany();
    }
  }

  private boolean wanted(Path entry) {
    String name = FileSources.fileName(entry);
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !lower.endsWith(".tmp")
        && !lower.endsWith(".part")
        && mine(name)
        && FileForm.of(name, settings).isPresent()
        && settings.pattern().map(it -> it.matches(entry.getFileName())).orElse(true);
  }

  private void look(Path entry, String name) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        look(name, FileStat.of(attributes));
      }
    } catch (NoSuchFileException gone) {
      // It went away since it was listed.
    }
  }

  private void look(String name, FileStat stat) {
    FilePosition position = position(name);
    boolean same = position.done().filter(stat::equals).isPresent();
    if (same && settings.done() != FileSettings.Done.KEEP) {
      dispose(name);
    } else if (!same && !pending.containsKey(name)) {
      boolean followed = !settings.folder() && form(name).direct(settings);
      long left = left(name, position, stat);
      if (followed || settling.settled(name, stat)) {
        pending.put(name, stat);
        pendingBytes += left;
      } else {
        unsettledBytes += left;
      }
    }
  }

  private long left(String name, FilePosition position, FileStat stat) {
    long read = form(name).direct(settings) ? position.offset() : 0;
    return Math.max(stat.size() - read, 0);
  }

  private void forgetAllBut(Set<String> there) {
    positions.keySet().removeIf(it -> !there.contains(it) && !busy.contains(it));
    pending.keySet().retainAll(there);
    settling.keepOnly(there);
    pendingBytes = 0;
    pending.forEach((name, stat) -> pendingBytes += left(name, position(name), stat));
  }

  private void refuseTooMany() {
    int most = Math.max(1, MOST_DONE / lanes);
    long done = positions.values().stream().filter(it -> it.done().isPresent()).count();
    if (done > most) {
      throw new MeshException(
          SourceError.SOURCE_FAILED,
          "Cannot go on reading '"
              + settings.path()
              + "': more than "
              + MOST_DONE
              + " files there were read, and each of them is remembered as long as it is there;"
              + " add done=move or done=delete, or take some of them away");
    }
  }

  /** The form of a file that is listed. */
  FileForm form(String name) {
    return FileForm.of(name, settings).orElseThrow();
  }

  /** Where a file is. */
  Path path(String name) {
    return settings.folder() ? settings.path().resolve(name) : settings.path();
  }

  /** Whether a file seems to be whole, as it looks now. */
  boolean settled(String name, FileStat stat) {
    return settling.settled(name, stat);
  }

  /** Takes the name of the file that comes next: it is busy until it is let go. */
  Optional<String> take() {
    Map.Entry<String, FileStat> first = pending.pollFirstEntry();
    if (first == null) {
      return Optional.empty();
    }
    String name = first.getKey();
    pendingBytes = Math.max(0, pendingBytes - left(name, position(name), first.getValue()));
    busy.add(name);
    return Optional.of(name);
  }

  /** What was read of a file. */
  FilePosition position(String name) {
    return positions.getOrDefault(name, FilePosition.START);
  }

  /** States what was read of a file. */
  void position(String name, FilePosition position) {
    positions.put(name, position);
  }

  /** Lets go of a file that was read to its end. */
  void letGo(String name) {
    busy.remove(name);
  }

  /** Lets go of a file that changed while it was read; it is looked at again at once. */
  void lookAgain(String name) {
    busy.remove(name);
    due = System.nanoTime();
  }

  /** Lets go of a file whose events are all safe, and does with it what is to be done then. */
  void safe(String name) {
    busy.remove(name);
    try {
      FileStat stat = FileStat.of(path(name));
      if (position(name).done().filter(stat::equals).isPresent()) {
        dispose(name);
      }
    } catch (IOException gone) {
      due = System.nanoTime();
    }
  }

  private void dispose(String name) {
    if (doneFiles.dispose(path(name))) {
      positions.remove(name);
    }
    problem = doneFiles.problem();
  }

  /** What was read of all files. */
  Map<String, String> positions() {
    Map<String, String> all = new TreeMap<>();
    positions.forEach((name, position) -> all.put(name, position.toString()));
    return all;
  }

  /** How many bytes there are in files that were not begun. */
  long bytesLeft() {
    return unsettledBytes + pendingBytes;
  }

  /** What keeps it from seeing or moving files; empty when nothing does. */
  String problem() {
    return problem;
  }
}
