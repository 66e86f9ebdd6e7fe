// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.lake.batch.Column;

/** Reads values that are written as text. */
public abstract class QuotedReader extends ValueReader {
  /** A reader of texts. */
  protected QuotedReader(String path, boolean required, Column column) {
    super(path, required, column);
  }

  @Override
  public final boolean quoted() {
    return true;
  }

  /**
   * Appends the value that a text stands for, or says why it stands for none.
   *
   * @param text a place with {@link Words#PADDING} readable bytes behind it
   * @param at where the text begins in the event
   * @return whether it was appended
   */
  protected abstract boolean append(JsonReader in, byte[] text, int length, int at);

  @Override
  protected final int general(JsonReader in, int at, int depth) {
    if (in.bytes()[at] != '"') {
      return wrongType(in, at, depth, "a text");
    }
    int end = in.text(at + 1);
    return end >= 0 && append(in, in.scratch(), in.scratchLength(), at) ? end : -1;
  }

  /** Whether a quote stands in a text, which ends the quick way. */
  protected static boolean hasQuote(byte[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] == '"') {
        return true;
      }
    }
    return false;
  }

  /** Whether the quick way takes a text as a whole, once it is closed by a quote. */
  protected final boolean quickly(byte[] text, int length) {
    if (hasQuote(text, length)) {
      return false;
    }
    text[length] = '"';
    return quick(text, 0) == length + 1;
  }
}
