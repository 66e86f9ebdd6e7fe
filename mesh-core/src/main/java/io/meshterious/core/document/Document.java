// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import io.meshterious.core.document.internal.JsonReader;
import io.meshterious.core.document.internal.JsonWriter;
import io.meshterious.core.document.internal.Reading;
import io.meshterious.core.document.internal.SourceText;
import io.meshterious.core.document.internal.YamlReader;
import io.meshterious.core.document.internal.YamlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON file as a tree of {@link Node nodes}. A document has exactly one root; text is
 * UTF-8; YAML follows the core schema of YAML 1.2, so {@code yes}, {@code on} and dates are text.
 * Whatever cannot be read is reported as a {@link DocumentException} that names the file, the line
 * and the column.
 */
public final class Document {
  private final Node root;
  private final String origin;
  private final DocumentFormat format;
  private final List<DocumentProblem> problems;

  private Document(
      Node root, String origin, DocumentFormat format, List<DocumentProblem> problems) {
    this.root = root;
    this.origin = origin;
    this.format = format;
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads a file within {@link ReadLimits#DEFAULT}; its name says the format.
   *
   * @param file a file whose name ends with {@code .yaml}, {@code .yml} or {@code .json}
   * @throws DocumentException when it cannot be read
   */
  public static Document read(Path file) {
    return read(file, ReadLimits.DEFAULT);
  }

  /**
   * Reads a file; its name says the format.
   *
   * @param file a file whose name ends with {@code .yaml}, {@code .yml} or {@code .json}
   * @param limits how much it may hold
   * @throws DocumentException when it cannot be read
   */
  public static Document read(Path file, ReadLimits limits) {
    String origin = file.toString();
    if (Files.notExists(file)) {
      throw notFound(origin, null);
    }
    if (Files.isDirectory(file)) {
      throw new DocumentException(
          DocumentError.FILE_NOT_FOUND,
          origin,
          Location.NONE,
          "it is a directory; name a file in it");
    }
    DocumentFormat format =
        DocumentFormat.of(file)
            .orElseThrow(
                () ->
                    new DocumentException(
                        DocumentError.UNKNOWN_FORMAT,
                        origin,
                        Location.NONE,
                        "the name does not say its format; allowed endings are .yaml, .yml and .json"));
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, format, origin, limits);
    } catch (NoSuchFileException e) {
      throw notFound(origin, e);
    } catch (IOException e) {
      throw unreadable(origin, e);
    }
  }

  /**
   * Reads a stream to its end and leaves it open.
   *
   * @param in the stream
   * @param format how the document is written down
   * @param origin what the stream reads, for messages
   * @param limits how much it may hold; no more than that is read
   * @throws DocumentException when it cannot be read
   */
  public static Document read(
      InputStream in, DocumentFormat format, String origin, ReadLimits limits) {
    SourceText source;
    try {
      source = SourceText.read(in, origin, limits);
    } catch (IOException e) {
      throw unreadable(origin, e);
    }
    return of(source, format, origin, limits);
  }

  /**
   * Reads a text within {@link ReadLimits#DEFAULT}.
   *
   * @param text the text
   * @param format how the document is written down
   * @param origin what the text is, for messages
   * @throws DocumentException when it cannot be read
   */
  public static Document parse(String text, DocumentFormat format, String origin) {
    return parse(text, format, origin, ReadLimits.DEFAULT);
  }

  /**
   * Reads a text.
   *
   * @param text the text
   * @param format how the document is written down
   * @param origin what the text is, for messages
   * @param limits how much it may hold, in bytes of UTF-8
   * @throws DocumentException when it cannot be read
   */
  public static Document parse(
      String text, DocumentFormat format, String origin, ReadLimits limits) {
    return of(SourceText.of(text, origin, limits), format, origin, limits);
  }

  private static Document of(
      SourceText source, DocumentFormat format, String origin, ReadLimits limits) {
    Reading reading = new Reading(origin, limits);
    Node root =
        switch (format) {
          case YAML -> new YamlReader(source, reading).read();
          case JSON -> new JsonReader(source, reading).read();
        };
    return new Document(root, origin, format, reading.problems());
  }

  private static DocumentException notFound(String origin, @Nullable Throwable cause) {
    return new DocumentException(
        DocumentError.FILE_NOT_FOUND,
        origin,
        Location.NONE,
        "there is no such file; relative names start at '" + Path.of("").toAbsolutePath() + "'",
        cause);
  }

  private static DocumentException unreadable(String origin, IOException e) {
    String reason = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
    return new DocumentException(
        DocumentError.FILE_UNREADABLE,
        origin,
        Location.NONE,
        e.getClass().getSimpleName() + reason,
        e);
  }

  /**
   * Writes a tree so that reading it gives an equal tree. The same tree gives the same text always,
   * ending with a newline. YAML text that another YAML version would take for something else is
   * quoted.
   *
   * @param node the root
   * @param format how to write it down
   * @throws io.meshterious.core.error.MeshException when the tree nests deeper than {@value
   *     ReadLimits#MAX_DEPTH} levels, or a text is not Unicode because it holds half of a surrogate
   *     pair
   */
  public static String write(Node node, DocumentFormat format) {
    return switch (format) {
      case YAML -> new YamlWriter().write(node);
      case JSON -> new JsonWriter().write(node);
    };
  }

  /** The value that the whole document is. */
  public Node root() {
    return root;
  }

  /** What was read, such as the file's name. */
  public String origin() {
    return origin;
  }

  /** How the document was written down. */
  public DocumentFormat format() {
    return format;
  }

  /**
   * What is wrong and did not stop the reading, in the order of the text: names that a map has
   * twice.
   */
  public List<DocumentProblem> problems() {
    return problems;
  }
}
