// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.csv.CsvColumns;
import io.meshterious.core.csv.CsvJson;
import io.meshterious.core.csv.CsvReader;
import io.meshterious.core.csv.CsvRecord;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.PayloadBuffer;
import io.meshterious.ingest.decode.PayloadDecoder;
import io.meshterious.ingest.decode.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of cells as JSON. Columns that the table does not have become fields of the event, as
 * texts, so that the contract's policy for unknown fields decides about them.
 */
final class CsvDecoder implements PayloadDecoder {
  /** Bytes of an array, one payload after the other. */
  private static final class Slice extends InputStream {
    private byte[] bytes = {};
    private int at;
    private int end;

    void open(byte[] given, int from, int to) {
      bytes = given;
      at = from;
      end = to;
    }

    @Override
    public int read() {
      return at < end ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = Math.min(length, end - at);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }

  private static final int MOST_BYTES = 1 << 29;

  private final Slice slice = new Slice();
  private final CsvReader reader;
  private final CsvRecord record = new CsvRecord();
  private final CsvRecord rest = new CsvRecord();
  private final CsvJson json;

  CsvDecoder(CsvColumns columns, List<String> names, byte delimiter, byte quote) {
    this.reader = new CsvReader(slice, MOST_BYTES, delimiter, quote);
    List<Optional<String>> cells = new ArrayList<>();
    names.forEach(name -> cells.add(Optional.of(name)));
    this.json = new CsvJson(columns, cells, new PlainCheck()::problem);
  }

  /** The names in a header. */
  static List<String> names(String header) {
    CsvReader reader = new CsvReader(new ByteArrayInputStream(header.getBytes(UTF_8)), 1 << 24);
    CsvRecord record = new CsvRecord();
    List<String> names = new ArrayList<>();
    try {
      if (reader.next(record)) {
        for (int i = 0; i < record.cells(); i++) {
          names.add(record.text(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  @Override
  public Optional<Rejection> decode(byte[] bytes, int from, int to, PayloadBuffer into) {
    slice.open(bytes, from, to);
    Optional<String> problem;
    try {
      boolean there = reader.next(record);
      problem = there ? reader.problem() : Optional.of("it is empty");
      while (reader.next(rest)) {
        problem = problem.isEmpty() ? Optional.of("it is more than one record") : problem;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (problem.isEmpty()) {
      problem = json.write(record, into);
    }
    return problem.isEmpty() ? Optional.empty() : problem.map(CsvDecoder::rejection);
  }

  private static Rejection rejection(String why) {
    return new Rejection(DecodeError.PAYLOAD_UNREADABLE, Optional.empty(), 0, why);
  }
}
