// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.NameTable;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import java.util.Arrays;
import java.util.List;

/** Reads texts of a vocabulary. */
final class ChosenReader extends QuotedReader {
  private final Column column;
  private final NameTable names;
  private final byte[][] texts;
  private final int[] lengths;
  private final int[] codes;

  /** A reader of some texts; those that break the rules are not allowed either. */
  ChosenReader(
      String path, boolean required, Column column, List<String> allowed, TextRules rules) {
    super(path, required, column);
    this.column = column;
    List<byte[]> all =
        allowed.stream()
            .map(it -> it.getBytes(UTF_8))
            .filter(it -> rules.check(new Finding(), it, it.length, 0))
            .toList();
    this.names = new NameTable(all.stream().map(it -> new String(it, UTF_8)).toList());
    this.lengths = all.stream().mapToInt(it -> it.length).toArray();
    // With room behind them, columns take them by the word.
    this.texts =
        all.stream().map(it -> Arrays.copyOf(it, it.length + Words.PADDING)).toArray(byte[][]::new);
    this.codes = new int[texts.length];
    if (column instanceof CodeColumn coded) {
      for (int i = 0; i < codes.length; i++) {
        codes[i] = coded.dictionary().add(texts[i], 0, lengths[i]);
      }
    }
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int end = Words.plainEnd(bytes, at);
    int number = end < 0 ? -1 : names.find(bytes, at, end - at);
    if (number < 0) {
      return -1;
    }
    append(number);
    return end + 1;
  }

  private void append(int number) {
    if (column instanceof BytesColumn bytes) {
      bytes.append(texts[number], 0, lengths[number]);
    } else {
      ((CodeColumn) column).append(codes[number]);
    }
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    int number = names.find(text, 0, length);
    if (number < 0) {
      fail(in, DecodeError.NOT_ALLOWED, at, "it is none of the texts allowed");
      return false;
    }
    append(number);
    return true;
  }
}
