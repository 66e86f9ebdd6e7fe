// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.BytesColumn;
import java.util.Arrays;

/** Reads bytes that are written in base64: with padding, and in the one way that each has. */
final class Base64Reader extends QuotedReader {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      VALUES[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private final BytesColumn values;
  private final int least;
  private final int most;
  private byte[] decoded = new byte[256];

  Base64Reader(String path, boolean required, BytesColumn values, Constraints constraints) {
    super(path, required, values);
    this.values = values;
    this.least = constraints.minLength().orElse(0);
    this.most = constraints.maxLength().orElse(Integer.MAX_VALUE);
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int end = Words.plainEnd(bytes, at);
    int length = end < 0 ? -1 : decode(bytes, at, end);
    if (length < least || length > most) {
      return -1;
    }
    values.append(decoded, 0, length);
    return end + 1;
  }

  /** How many bytes a text stands for; -1 when it stands for none. */
  private int decode(byte[] text, int from, int to) {
    int length = to - from;
    if (length % 4 != 0) {
      return -1;
    } else if (length == 0) {
      return 0;
    }
    int padding = text[to - 1] != '=' ? 0 : text[to - 2] != '=' ? 1 : 2;
    int size = length / 4 * 3;
    if (decoded.length < size) {
      decoded = new byte[Math.max(size, decoded.length * 2)];
    }
    int at = 0;
    for (int place = from; place < to; place += 4) {
      boolean last = place + 4 == to;
      int bits = 0;
      for (int i = 0; i < 4; i++) {
        boolean pad = last && i >= 4 - padding;
        byte character = text[place + i];
        int value = pad ? 0 : character < 0 ? -1 : VALUES[character];
        if (value < 0) {
          return -1;
        }
        bits = bits << 6 | value;
      }
      decoded[at++] = (byte) (bits >> 16);
      decoded[at++] = (byte) (bits >> 8);
      decoded[at++] = (byte) bits;
    }
    for (int i = 1; i <= padding; i++) {
      if (decoded[at - i] != 0) {
        return -1;
      }
    }
    return size - padding;
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    int size = decode(text, 0, length);
    if (size < 0) {
      fail(in, DecodeError.FORM_BROKEN, at, "it is no base64 with padding");
      return false;
    } else if (size < least || size > most) {
      String problem = size < least ? "shorter than " + least : "longer than " + most;
      fail(in, DecodeError.LENGTH_WRONG, at, "it is " + problem + " bytes");
      return false;
    }
    values.append(decoded, 0, size);
    return true;
  }
}
