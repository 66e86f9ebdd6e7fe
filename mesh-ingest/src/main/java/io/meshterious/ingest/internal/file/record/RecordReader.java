// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * The records of a stream, one after the other, where they lie: nothing is copied but what is begun
 * when an array ends. Blank lines are passed over. For one thread.
 */
public final class RecordReader {
  /** So many bytes before a place tell whether it is the same place. */
  public static final int TAIL = 1024;

  private static final int LEAST_ROOM = 4 * TAIL;
  private static final int MORE_ROOM = 64 * TAIL;

  private final InputStream in;
  private final Blocks blocks;
  private final RecordEnds ends;
  private final int longest;
  private final CRC32C crc = new CRC32C();
  private byte[] bytes;
  private int floor;
  private int at;
  private int scanned;
  private int filled;
  private long base;
  private long line;
  private int from;
  private int to;
  private long recordLine;

  /**
   * Records of a stream that stands at the first of them.
   *
   * @param blocks where they will lie
   * @param longest a record with more bytes is cut after one more, and ends with its line
   * @param offset how many bytes come before
   * @param line how many lines come before
   */
  public RecordReader(
      InputStream in, Blocks blocks, RecordEnds ends, int longest, long offset, long line) {
    this.in = in;
    this.blocks = blocks;
    this.ends = ends;
    this.longest = longest;
    this.line = line;
    bytes = blocks.current();
    if (Blocks.limit(bytes) - blocks.free() < Math.min(MORE_ROOM, blocks.usual())) {
      bytes = blocks.next(blocks.usual());
    }
    at = blocks.free();
    floor = at;
    scanned = at;
    filled = at;
    base = offset - at;
    ends.begin();
  }

  /**
   * Goes to the next record.
   *
   * @param complete whether what has no line break at the end is a record
   * @return whether there is one; without, there may be one later
   */
  public boolean next(boolean complete) throws IOException {
    while (true) {
      int end = scanned < filled ? ends.find(bytes, at, scanned, filled) : -1;
      int after = end + 1;
      if ((end < 0 ? filled : end) - at > longest) {
        passOver();
        return true;
      } else if (end < 0) {
        scanned = filled;
        if (more()) {
          continue;
        } else if (at == filled || !complete) {
          return false;
        }
        end = filled;
        after = end;
      }
      from = at;
      to = end;
      recordLine = line + 1;
      line += 1 + ends.inside();
      at = after;
      scanned = after;
      ends.begin();
      if (!blank()) {
        return true;
      }
    }
  }

  /** Takes the break's first half off a record, and tells whether there is nothing in it. */
  private boolean blank() {
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Makes what there is a record that is cut, and passes over the rest of its line. */
  private void passOver() throws IOException {
    if (Blocks.limit(bytes) - (at + longest + 1) < LEAST_ROOM) {
      move(longest + MORE_ROOM);
    }
    int cut = at + longest + 1;
    int found = ByteSearch.find(bytes, cut, filled, (byte) '\n');
    boolean more = true;
    while (found < 0 && more) {
      base += filled - cut;
      filled = cut;
      floor = cut;
      more = more();
      found = ByteSearch.find(bytes, cut, filled, (byte) '\n');
    }
    from = at;
    to = cut;
    recordLine = line + 1;
    line += 1 + breaks(from, cut);
    at = found < 0 ? filled : found + 1;
    scanned = at;
    ends.begin();
  }

  private int breaks(int first, int end) {
    int count = 0;
    int found = ByteSearch.find(bytes, first, end, (byte) '\n');
    while (found >= 0) {
      count++;
      found = ByteSearch.find(bytes, found + 1, end, (byte) '\n');
    }
    return count;
  }

  /** Reads on; false when there is nothing now. */
  private boolean more() throws IOException {
    if (filled == Blocks.limit(bytes)) {
      move((int) Math.min(2L * (filled - at), longest + 4L * MORE_ROOM));
    }
    int count = in.read(bytes, filled, Blocks.limit(bytes) - filled);
    if (count <= 0) {
      return false;
    }
    filled += count;
    blocks.used(filled);
    return true;
  }

  /** Goes on in another array, with what is begun and the bytes before it. */
  private void move(int room) {
    int first = Math.max(floor, at - TAIL);
    int length = filled - first;
    byte[] next = blocks.next(Math.max(room, length + LEAST_ROOM));
    System.arraycopy(bytes, first, next, 0, length);
    blocks.used(length);
    bytes = next;
    base += first;
    at -= first;
    scanned -= first;
    filled = length;
    floor = 0;
  }

  /** Passes over the mark that some put in front of UTF-8; told before the first record. */
  public void passMark() throws IOException {
    boolean more = true;
    while (more && filled - at < 3) {
      more = more();
    }
    if (filled - at >= 3
        && bytes[at] == (byte) 0xEF
        && bytes[at + 1] == (byte) 0xBB
        && bytes[at + 2] == (byte) 0xBF) {
      at += 3;
      scanned = at;
    }
  }

  /**
   * Passes over bytes that were read before.
   *
   * @return whether there are so many, and they have that sum
   */
  public boolean passOver(int count, int sum) throws IOException {
    boolean more = true;
    while (more && filled - at < count) {
      more = more();
    }
    if (filled - at < count) {
      return false;
    }
    at += count;
    scanned = at;
    return sum(count) == sum;
  }

  /** The array that the record is in. */
  public byte[] bytes() {
    return bytes;
  }

  /** The record's first byte. */
  public int from() {
    return from;
  }

  /** The byte behind the record, and before its line break. */
  public int to() {
    return to;
  }

  /** The line that the record begins in, from 1. */
  public long recordLine() {
    return recordLine;
  }

  /** How many lines come before the next record. */
  public long line() {
    return line;
  }

  /** How many bytes come before the next record. */
  public long offset() {
    return base + at;
  }

  /** Whether something is there behind the last record, though no whole one. */
  public boolean begun() {
    return filled > at;
  }

  /** How many bytes before the next record there are to tell its place by. */
  public int tail() {
    return Math.min(TAIL, at - floor);
  }

  /** The sum of bytes before the next record. */
  public int sum(int count) {
    crc.reset();
    crc.update(bytes, at - count, count);
    return (int) crc.getValue();
  }
}
