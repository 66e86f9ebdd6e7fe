// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads records of comma-separated values after RFC 4180: cells may be quoted, with line breaks and
 * doubled quotes in them; lines end with LF or CRLF, the last one with either or nothing. Memory
 * does not grow with the file. A stream that goes on after its end is read on, too.
 */
public final class CsvReader {
  private final InputStream in;
  private final int longest;
  private final byte delimiter;
  private final byte quote;
  private final byte[] block = new byte[1 << 16];
  private int at;
  private int filled;
  private long line = 1;
  private long recordLine;
  private long quoteLine;
  private Optional<String> problem = Optional.empty();

  /**
   * Records of a stream, with commas and double quotes.
   *
   * @param longest how many bytes the cells of a record have at most
   */
  public CsvReader(InputStream in, int longest) {
    this(in, longest, (byte) ',', (byte) '"');
  }

  /**
   * Records of a stream.
   *
   * @param longest how many bytes the cells of a record have at most
   * @param delimiter what is between cells
   * @param quote what is around cells, and doubled in them
   */
  public CsvReader(InputStream in, int longest, byte delimiter, byte quote) {
    this.in = in;
    this.longest = longest;
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** The line that the last record began in. */
  public long line() {
    return recordLine;
  }

  /** What is wrong with the last record. */
  public Optional<String> problem() {
    return problem;
  }

  /**
   * Reads the next record; false when there is none. Of one with a problem the cells are not all.
   */
  public boolean next(CsvRecord record) throws IOException {
    record.clear();
    problem = Optional.empty();
    recordLine = line;
    int next = read();
    if (next < 0) {
      return false;
    }
    while (next >= 0 && next != '\n') {
      next = next == quote ? quoted(record) : plain(record, next);
      if (next == delimiter) {
        next = read();
        if (next < 0 || next == '\n' || next == '\r' && peek() == '\n') {
          record.endCell(false);
          next = next == '\r' ? read() : next;
        }
      }
    }
    if (record.cells() == 0) {
      record.endCell(false);
    }
    line += next == '\n' ? 1 : 0;
    return true;
  }

  /** Reads a cell without quotes; what follows it. */
  private int plain(CsvRecord record, int first) throws IOException {
    int next = first;
    while (next >= 0 && next != delimiter && next != '\n') {
      if (next == '\r' && (peek() == '\n' || peek() < 0)) {
        next = read();
      } else {
        put(record, next);
        next = read();
      }
    }
    record.endCell(false);
    return next;
  }

  /** Reads a cell after its first quote; what follows it. */
  private int quoted(CsvRecord record) throws IOException {
    quoteLine = line;
    int next = read();
    while (next >= 0 && !(next == quote && peek() != quote)) {
      if (next == quote) {
        read();
      } else if (next == '\n') {
        line++;
      }
      put(record, next);
      next = read();
    }
    if (next < 0) {
      problem = Optional.of("the quote that begins in line " + quoteLine + " does not end");
    } else {
      next = read();
      if (next == '\r' && (peek() == '\n' || peek() < 0)) {
        next = read();
      }
    }
    record.endCell(true);
    while (next >= 0 && next != delimiter && next != '\n') {
      problem = problem.or(() -> Optional.of("something follows a closing quote"));
      next = read();
    }
    return next;
  }

  private void put(CsvRecord record, int next) {
    if (record.length() < longest) {
      record.put((byte) next);
    } else if (problem.isEmpty()) {
      problem = Optional.of("it is longer than " + longest + " bytes");
    }
  }

  private int read() throws IOException {
    return fill() ? block[at++] & 0xFF : -1;
  }

  private int peek() throws IOException {
    return fill() ? block[at] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(block));
    }
    return at < filled;
  }
}
