// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.BytesColumn;

/** Reads text. */
final class TextReader extends QuotedReader {
  private final BytesColumn values;
  private final TextRules rules;
  private final boolean any;

  TextReader(String path, boolean required, BytesColumn values, TextRules rules) {
    super(path, required, values);
    this.values = values;
    this.rules = rules;
    this.any = !rules.any();
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int end = Words.plainEnd(bytes, at);
    if (end < 0 || !any && !rules.allowPlain(bytes, at, end)) {
      return -1;
    }
    values.append(bytes, at, end - at);
    return end + 1;
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    if (!rules.check(in.finding(), text, length, at)) {
      return false;
    }
    values.append(text, 0, length);
    return true;
  }
}
