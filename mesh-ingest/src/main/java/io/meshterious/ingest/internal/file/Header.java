// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.csv.CsvReader;
import io.meshterious.core.csv.CsvRecord;
import io.meshterious.ingest.internal.decode.payload.ContentType;
import io.meshterious.ingest.internal.decode.payload.CsvDecoders;
import io.meshterious.ingest.internal.file.record.Blocks;
import io.meshterious.ingest.internal.file.record.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The names of a file's columns, and the content type that says them. */
final class Header {
  private static final int BLOCK_BYTES = 1 << 13;

  private Header() {}

  /**
   * Reads the names in a file.
   *
   * @param text the file's text, from its start
   * @param complete whether what has no line break at the end is a record
   * @return the names with commas between them; empty when they are not there yet
   */
  static Optional<String> read(
      InputStream text, FileForm form, FileSettings settings, boolean complete) throws IOException {
    RecordReader reader =
        new RecordReader(
            text, new Blocks(BLOCK_BYTES), form.ends(settings.quote()), settings.longest(), 0, 0);
    reader.passMark();
    if (!reader.next(complete)) {
      return complete ? Optional.of("") : Optional.empty();
    }
    int length = reader.to() - reader.from();
    CsvReader cells =
        new CsvReader(
            new ByteArrayInputStream(reader.bytes(), reader.from(), length),
            length,
            form.delimiter(),
            settings.quote());
    CsvRecord record = new CsvRecord();
    StringJoiner names = new StringJoiner(",");
    if (cells.next(record)) {
      for (int i = 0; i < record.cells(); i++) {
        names.add('"' + record.text(i).replace("\"", "\"\"") + '"');
      }
    }
    return Optional.of(names.toString());
  }

  /** The content type of a file's records. */
  static String contentType(String header, FileForm form, FileSettings settings) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(CsvDecoders.HEADER, header);
    parameters.put(CsvDecoders.DELIMITER, ascii(form.delimiter()));
    parameters.put(CsvDecoders.QUOTE, ascii(settings.quote()));
    return new ContentType(CsvDecoders.CONTENT_TYPE, parameters).toString();
  }

  private static String ascii(byte one) {
    return new String(new byte[] {one}, StandardCharsets.US_ASCII);
  }
}
