// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.ingest.internal.file.record.LineEnds;
import io.meshterious.ingest.internal.file.record.QuotedEnds;
import io.meshterious.ingest.internal.file.record.RecordEnds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the events of a file are written.
 *
 * @param compression how its bytes are compressed
 * @param cells whether its records are cells, rather than lines of JSON
 * @param delimiter what is between cells
 */
record FileForm(Compression compression, boolean cells, byte delimiter) {
  /** The names of the formats. */
  static final List<String> FORMATS = List.of("ndjson", "csv");

  private static final List<String> LINES = List.of(".ndjson", ".jsonl", ".json");

  /** What the name of a file says, and the settings; empty when it is not known. */
  static Optional<FileForm> of(String name, FileSettings settings) {
    String lower = name.toLowerCase(Locale.ROOT);
    Compression compression = Compression.of(lower);
    String plain = lower.substring(0, lower.length() - compression.ending().length());
    boolean tabs = plain.endsWith(".tsv");
    byte delimiter = settings.delimiter().orElse((byte) (tabs ? '\t' : ','));
    boolean known = LINES.stream().anyMatch(plain::endsWith);
    Optional<String> format =
        settings
            .format()
            .or(
                () ->
                    known
                        ? Optional.of("ndjson")
                        : Optional.of("csv").filter(it -> tabs || plain.endsWith(".csv")));
    return format.map(it -> new FileForm(compression, it.equals("csv"), delimiter));
  }

  /** Whether a place in its text is a place in the file. */
  boolean direct(FileSettings settings) {
    return compression == Compression.NONE && settings.charset().equals(StandardCharsets.UTF_8);
  }

  /** Where its records end. */
  RecordEnds ends(byte quote) {
    return cells ? new QuotedEnds(delimiter, quote) : new LineEnds();
  }
}
