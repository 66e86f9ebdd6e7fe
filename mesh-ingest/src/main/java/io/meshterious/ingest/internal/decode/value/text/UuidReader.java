// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.WideColumn;

/** Reads universally unique identifiers, in either case. */
final class UuidReader extends QuotedReader {
  private static final int LENGTH = 36;

  private final WideColumn values;
  private final TextRules rules;

  UuidReader(String path, boolean required, WideColumn values, TextRules rules) {
    super(path, required, values);
    this.values = values;
    this.rules = rules;
  }

  @Override
  public int quick(byte[] bytes, int at) {
    long first = Words.word(bytes, at);
    long second = halves(bytes, at + 9, at + 14);
    long third = halves(bytes, at + 19, at + 24);
    long fourth = Words.word(bytes, at + 28);
    int others =
        bytes[at + 8] ^ '-' | bytes[at + 13] ^ '-' | bytes[at + 18] ^ '-' | bytes[at + 23] ^ '-';
    boolean hex =
        Words.hexDigits(first)
            && Words.hexDigits(second)
            && Words.hexDigits(third)
            && Words.hexDigits(fourth);
    if (others != 0
        || bytes[at + LENGTH] != '"'
        || !hex
        || rules.any() && !rules.allowPlain(bytes, at, at + LENGTH)) {
      return -1;
    }
    values.append(
        Words.hexadecimal(first) << 32 | Words.hexadecimal(second),
        Words.hexadecimal(third) << 32 | Words.hexadecimal(fourth));
    return at + LENGTH + 1;
  }

  private static long halves(byte[] bytes, int first, int second) {
    return Words.half(bytes, first) & 0xFFFF_FFFFL | (long) Words.half(bytes, second) << 32;
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    if (length != LENGTH || !quickly(text, length)) {
      boolean other = length == LENGTH && !rules.check(in.finding(), text, length, at);
      if (!other) {
        fail(in, DecodeError.FORM_BROKEN, at, "it is no identifier such as a UUID");
      }
      return false;
    }
    return true;
  }
}
