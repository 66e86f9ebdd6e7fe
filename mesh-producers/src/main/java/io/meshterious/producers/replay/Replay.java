// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.replay;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file whose rows are events: CSV with a header, or a line of JSON for each. It is read row after
 * row, and memory does not grow with it. Immutable.
 *
 * <pre>{@code
 * Replay orders =
 *     Replay.of(Path.of("orders.csv.gz")).mapping(Map.of("Order No", "order_id")).strict();
 * }</pre>
 */
public final class Replay {
  /** How a file is written down. */
  public enum Format {
    /** Comma-separated values after RFC 4180, with a header. */
    CSV,
    /** A JSON object in each line. */
    NDJSON
  }

  private static final int LONGEST = 16 << 20;
  private static final int MOST_LONGEST = 1 << 30;

  private final Path file;
  private final Format format;
  private final boolean compressed;
  private final Map<String, String> mapping;
  private final boolean strict;
  private final int longestRow;

  private Replay(
      Path file,
      Format format,
      boolean compressed,
      Map<String, String> mapping,
      boolean strict,
      int longestRow) {
    this.file = file;
    this.format = format;
    this.compressed = compressed;
    this.mapping = mapping;
    this.strict = strict;
    this.longestRow = longestRow;
  }

  /**
   * The events of a file, whose name ends with {@code .csv}, {@code .ndjson} or {@code .jsonl}; or
   * so and {@code .gz}.
   */
  public static Replay of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean compressed = name.endsWith(".gz");
    String plain = compressed ? name.substring(0, name.length() - 3) : name;
    if (!plain.endsWith(".csv") && !plain.endsWith(".ndjson") && !plain.endsWith(".jsonl")) {
      throw invalid(
          file,
          "its name does not say its format; allowed endings are .csv, .ndjson and .jsonl, each"
              + " also with .gz");
    }
    Format format = plain.endsWith(".csv") ? Format.CSV : Format.NDJSON;
    return new Replay(file, format, compressed, Map.of(), false, LONGEST);
  }

  /**
   * The same, with columns that stand for other properties than they are called; nested properties
   * have dots. An empty name leaves a column out. The default is that columns are called as their
   * properties are.
   *
   * @param properties the property of each column that is called otherwise
   */
  public Replay mapping(Map<String, String> properties) {
    if (format != Format.CSV && !properties.isEmpty()) {
      throw invalid(file, "a mapping is for the header of a CSV file");
    }
    Map<String, String> copy = new LinkedHashMap<>(properties);
    return new Replay(file, format, compressed, copy, strict, longestRow);
  }

  /**
   * The same, ended by the first row that is no event; the default is that such rows are reported
   * and passed over.
   */
  public Replay strict() {
    return new Replay(file, format, compressed, mapping, true, longestRow);
  }

  /**
   * The same, with another longest row, in bytes; the default is 16 MiB. So much memory is needed
   * for a row.
   */
  public Replay longestRow(int bytes) {
    if (bytes < 1 || bytes > MOST_LONGEST) {
      throw new MeshException(
          ProducerError.REPLAY_INVALID,
          "Invalid longest row: " + bytes + " (1 to " + MOST_LONGEST + ")");
    }
    return new Replay(file, format, compressed, mapping, strict, bytes);
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** How it is written down. */
  public Format format() {
    return format;
  }

  /** Whether it is compressed with gzip. */
  public boolean compressed() {
    return compressed;
  }

  /** The property of each column that is called otherwise. */
  public Map<String, String> mapping() {
    return Map.copyOf(mapping);
  }

  /** Whether the first row that is no event ends it. */
  public boolean isStrict() {
    return strict;
  }

  /** The longest row, in bytes. */
  public int longestRow() {
    return longestRow;
  }

  private static MeshException invalid(Path file, String why) {
    return new MeshException(ProducerError.REPLAY_INVALID, "Cannot replay '" + file + "': " + why);
  }
}
