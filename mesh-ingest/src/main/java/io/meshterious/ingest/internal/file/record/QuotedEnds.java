// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

/**
 * Records of delimiter-separated values. A quote at the start of a cell begins a stretch in which
 * line breaks are text; a single quote ends it.
 */
public final class QuotedEnds implements RecordEnds {
  private final byte delimiter;
  private final byte quote;
  private boolean quoted;
  private boolean undecided;
  private int inside;

  /** Records with these separators. */
  public QuotedEnds(byte delimiter, byte quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  @Override
  public void begin() {
    quoted = false;
    undecided = false;
    inside = 0;
  }

  @Override
  public int find(byte[] bytes, int start, int from, int to) {
    int at = from;
    if (undecided && at < to) {
      // The quote before was the last byte there was; only a second one makes it text.
      undecided = false;
      quoted = bytes[at] == quote;
      at += quoted ? 1 : 0;
    }
    while (at < to) {
      int found = ByteSearch.find(bytes, at, to, (byte) '\n', quote);
      if (found < 0) {
        return -1;
      } else if (bytes[found] == '\n') {
        if (!quoted) {
          return found;
        }
        inside++;
        at = found + 1;
      } else if (!quoted) {
        quoted = found == start || bytes[found - 1] == delimiter;
        at = found + 1;
      } else if (found + 1 == to) {
        undecided = true;
        return -1;
      } else {
        quoted = bytes[found + 1] == quote;
        at = found + (quoted ? 2 : 1);
      }
    }
    return -1;
  }

  @Override
  public int inside() {
    return inside;
  }
}
