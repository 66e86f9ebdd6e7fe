// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.SourceError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * What the URI of a file or folder says.
 *
 * @param path the file or folder
 * @param folder whether it is a folder
 * @param format the format of all files, whatever their names say
 * @param charset the text's charset
 * @param delimiter what is between cells, whatever the names say
 * @param quote what is around cells
 * @param header the names of the columns; empty when each file says them first
 * @param done what happens to a file of a folder in the end
 * @param pattern what names of files match
 * @param settle a file that did not change for so long is whole
 * @param longest how many bytes a record has at most
 */
record FileSettings(
    Path path,
    boolean folder,
    Optional<String> format,
    Charset charset,
    Optional<Byte> delimiter,
    byte quote,
    Optional<String> header,
    Done done,
    Optional<PathMatcher> pattern,
    Duration settle,
    int longest) {
  /** What happens to a file of a folder whose events are all safe. */
  enum Done {
    KEEP,
    MOVE,
    DELETE
  }

  private static final long USUAL_LONGEST = 16 << 20;
  private static final long MOST_LONGEST = 1_000_000_000;
  private static final Duration USUAL_SETTLE = Duration.ofSeconds(1);
  private static final Duration MOST_SETTLE = Duration.ofDays(1);

  /** Reads a URI. */
  static FileSettings of(Place place) {
    PlaceOptions options = PlaceOptions.of(place);
    Path path = path(place);
    boolean folder = Files.isDirectory(path);
    Optional<String> format = options.choice("format", FileForm.FORMATS);
    Charset charset = charset(options);
    Optional<Byte> delimiter = character(options, "delimiter");
    byte quote = character(options, "quote").orElse((byte) '"');
    Optional<String> header = options.text("header").filter(it -> !it.equals("true"));
    Duration settle = options.duration("settle", Duration.ZERO, MOST_SETTLE).orElse(USUAL_SETTLE);
    int longest = (int) options.bytes("longest", 1, MOST_LONGEST).orElse(USUAL_LONGEST);
    Optional<String> done =
        folder ? options.choice("done", List.of("keep", "move", "delete")) : Optional.empty();
    Optional<PathMatcher> pattern = folder ? pattern(options) : Optional.empty();
    options.complete();
    return new FileSettings(
        path,
        folder,
        format,
        charset,
        delimiter,
        quote,
        header,
        done.map(it -> Done.valueOf(it.toUpperCase(Locale.ROOT))).orElse(Done.KEEP),
        pattern,
        settle,
        longest);
  }

  private static Charset charset(PlaceOptions options) {
    Optional<String> name = options.text("charset");
    try {
      return name.map(Charset::forName).orElse(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unknown) {
      throw options.invalid(
          "charset", name.orElse(""), "one that Java knows, such as UTF-8 or windows-1252");
    }
  }

  private static Optional<Byte> character(PlaceOptions options, String name) {
    Optional<String> value = options.text(name);
    return value.map(
        given -> {
          String text = given.equals("tab") ? "\t" : given;
          if (text.length() != 1 || text.charAt(0) > '~' || "\r\n".contains(text)) {
            throw options.invalid(name, given, "one ASCII character, or tab");
          }
          return (byte) text.charAt(0);
        });
  }

  private static Optional<PathMatcher> pattern(PlaceOptions options) {
    Optional<String> glob = options.text("pattern");
    try {
      return glob.map(it -> FileSystems.getDefault().getPathMatcher("glob:" + it));
    } catch (PatternSyntaxException wrong) {
      throw options.invalid("pattern", glob.orElse(""), "a glob; " + wrong.getDescription());
    }
  }

  private static Path path(Place place) {
    String name = place.name();
    if (name.startsWith("//")) {
      int slash = name.indexOf('/', 2);
      String host = slash < 0 ? name.substring(2) : name.substring(2, slash);
      if (slash < 0 || !(host.isEmpty() || host.equals("localhost"))) {
        throw invalid(place, "a path; a host cannot be given");
      }
      name = name.substring(slash);
    }
    if (place.rawName().toLowerCase(Locale.ROOT).contains("%2f")) {
      throw invalid(place, "a path without encoded slashes");
    } else if (name.isEmpty()) {
      throw invalid(place, "a path");
    }
    try {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new MeshException(
            SourceError.SOURCE_DIFFERS,
            "Cannot read events from '"
                + path
                + "': there is no such "
                + (name.endsWith("/") ? "folder" : "file or folder"));
      }
      return path;
    } catch (InvalidPathException problem) {
      throw invalid(place, "a path; " + problem.getReason());
    }
  }

  private static MeshException invalid(Place place, String rule) {
    return new MeshException(SourceError.SOURCE_INVALID, "Invalid " + place + " (" + rule + ")");
  }
}
