// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files: a line for each event, compressed if the name ends so. */
public final class FileTargets implements EventTargets {
  private static final String GZIP = ".gz";

  /** Makes the plugin. */
  public FileTargets() {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "a file, a line for each event; .csv and .gz are what they say";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public EventTarget open(TargetRequest request) {
    PlaceOptions options = PlaceOptions.of(request.place());
    String exists =
        options.choice("exists", List.of("refuse", "append", "replace")).orElse("refuse");
    options.complete();
    Path path = path(request);
    EventFormat format = format(path, request);
    boolean append = request.first() > 0 || exists.equals("append");
    try {
      makeFolder(path);
      boolean begins = prepare(path, append, exists.equals("replace"));
      boolean gzip = path.toString().toLowerCase(Locale.ROOT).endsWith(GZIP);
      if (!begins && !gzip) {
        endLine(path);
      }
      return new StreamTarget(
          new FileSink(path, gzip), format, begins, "'" + path + "'", request.listener());
    } catch (FileAlreadyExistsException there) {
      throw new MeshException(
          ProducerError.TARGET_DIFFERS,
          "Cannot write events to '"
              + path
              + "': it exists; add ?exists=append or ?exists=replace, or choose another name",
          there);
    } catch (IOException problem) {
      throw new MeshException(
          ProducerError.TARGET_FAILED,
          "Cannot write events to '" + path + "': " + reason(problem),
          problem);
    }
  }

  private static EventFormat format(Path path, TargetRequest request) {
    if (!path.toString().toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.gz)?")) {
      return new JsonLines();
    }
    return new CsvLines(
        request
            .table()
            .orElseThrow(
                () -> request.place().invalid("no .csv: what its columns are is not known")));
  }

  private static void makeFolder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    try {
      // A link to a folder is one, which createDirectories does not know before Java 20.
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (FileAlreadyExistsException there) {
      throw new IOException("'" + there.getMessage() + "' is no folder", there);
    }
  }

  /** Makes the file if it is not there; tells whether it is empty. */
  private static boolean prepare(Path path, boolean append, boolean replace) throws IOException {
    if (replace && !append) {
      // Emptied, not removed: it may be a device, a link, or open elsewhere.
      Files.newOutputStream(path).close();
    } else if (!append || !Files.exists(path)) {
      Files.createFile(path);
    }
    return !Files.isRegularFile(path) || Files.size(path) == 0;
  }

  /** Ends a last line that was only begun, so that it does not spoil the next one. */
  private static void endLine(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(file.length() - 1);
      if (file.read() != '\n') {
        file.write('\n');
      }
    }
  }

  private static String reason(IOException problem) {
    if (problem instanceof AccessDeniedException) {
      return "it is not allowed";
    } else if (problem instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    return String.valueOf(problem.getMessage());
  }

  private static Path path(TargetRequest request) {
    String place = request.place().name();
    if (place.startsWith("//")) {
      int slash = place.indexOf('/', 2);
      String host = slash < 0 ? place.substring(2) : place.substring(2, slash);
      if (slash < 0 || !(host.isEmpty() || host.equals("localhost"))) {
        throw request.place().invalid("a path; a host cannot be given");
      }
      place = place.substring(slash);
    }
    if (request.uri().toString().toLowerCase(Locale.ROOT).contains("%2f")) {
      throw request.place().invalid("a path without encoded slashes");
    } else if (place.isEmpty() || place.equals("-")) {
      throw request.place().invalid("a path");
    }
    try {
      Path path = Path.of(place);
      return place.endsWith("/") || Files.isDirectory(path)
          ? path.resolve(request.name().replace('/', '_') + ".ndjson")
          : path;
    } catch (InvalidPathException problem) {
      throw request.place().invalid("a path; " + problem.getReason());
    }
  }
}
