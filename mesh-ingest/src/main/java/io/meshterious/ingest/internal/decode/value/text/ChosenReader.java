// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.NameTable;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import java.util.List;

/** Reads texts of a vocabulary. */
final class ChosenReader extends QuotedReader {
  private final Column column;
  private final NameTable names;
  private final byte[][] texts;
  private final int[] codes;
  private final TextRules rules;

  /** A reader of some texts; those that break the rules are not allowed either. */
  ChosenReader(
      String path, boolean required, Column column, List<String> allowed, TextRules rules) {
    super(path, required, column);
    this.column = column;
    this.names = new NameTable(allowed);
    this.texts = allowed.stream().map(it -> it.getBytes(UTF_8)).toArray(byte[][]::new);
    this.codes = new int[texts.length];
    this.rules = rules;
    if (column instanceof CodeColumn coded) {
      for (int i = 0; i < codes.length; i++) {
        codes[i] = coded.dictionary().add(allowed.get(i));
      }
    }
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int end = Words.plainEnd(bytes, at);
    int number = end < 0 ? -1 : names.find(bytes, at, end - at);
    if (number < 0 || rules.any() && !rules.allowPlain(bytes, at, end)) {
      return -1;
    }
    append(number);
    return end + 1;
  }

  private void append(int number) {
    if (column instanceof CodeColumn coded) {
      coded.append(codes[number]);
    } else {
      ((BytesColumn) column).append(texts[number]);
    }
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    int number = names.find(text, 0, length);
    if (number < 0) {
      fail(in, DecodeError.NOT_ALLOWED, at, "it is none of the texts allowed");
      return false;
    } else if (!rules.check(in.finding(), text, length, at)) {
      return false;
    }
    append(number);
    return true;
  }
}
