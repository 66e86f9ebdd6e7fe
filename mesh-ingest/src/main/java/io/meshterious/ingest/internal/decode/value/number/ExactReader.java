// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Numeral;
import io.meshterious.ingest.internal.decode.value.ValueReader;
import io.meshterious.lake.batch.Column;
import java.math.BigInteger;

/** Reads whole numbers and decimals, without rounding. */
abstract class ExactReader extends ValueReader {
  /** No longer number is read quickly. */
  private static final int WORD_DIGITS = 18;

  /** So many digits are looked at before and after the point: they end before the padding does. */
  private static final int QUICK_DIGITS = 20;

  private static final int MOST_DIGITS = 39;

  private final NumberRules rules;
  private final int scale;
  private final long least;
  private final long most;
  private final long step;
  private final Numeral numeral = new Numeral();

  /**
   * A reader.
   *
   * @param scale how many digits there are after the point
   */
  ExactReader(String path, boolean required, Column column, NumberRules rules, int scale) {
    super(path, required, column);
    this.rules = rules;
    this.scale = scale;
    this.least = rules.least();
    this.most = rules.most();
    this.step = rules.step();
  }

  /** Appends a number without its point. */
  abstract void append(long unscaled);

  /** Appends a number without its point, of any size. */
  abstract void append(BigInteger unscaled);

  @Override
  public final boolean quoted() {
    return false;
  }

  @Override
  public final int quick(byte[] bytes, int at) {
    boolean negative = bytes[at] == '-';
    int place = negative ? at + 1 : at;
    int start = place;
    long value = 0;
    int digit = bytes[place] - '0';
    while (digit >= 0 && digit <= 9 && place - start < QUICK_DIGITS) {
      value = value * 10 + digit;
      digit = bytes[++place] - '0';
    }
    int whole = place - start;
    if (whole == 0 || whole == QUICK_DIGITS || whole > 1 && bytes[start] == '0') {
      return -1;
    }
    int missing = scale;
    if (bytes[place] == '.') {
      start = place + 1;
      digit = bytes[++place] - '0';
      while (digit >= 0 && digit <= 9 && place - start < QUICK_DIGITS) {
        value = value * 10 + digit;
        digit = bytes[++place] - '0';
      }
      missing -= place - start;
      if (place == start || place - start == QUICK_DIGITS || missing < 0) {
        return -1;
      }
    }
    if (whole + scale > WORD_DIGITS || (bytes[place] | 0x20) == 'e') {
      return -1;
    }
    for (; missing > 0; missing--) {
      value *= 10;
    }
    value = negative ? -value : value;
    if (value < least || value > most || step != 1 && (step == 0 || value % step != 0)) {
      return -1;
    }
    append(value);
    return place;
  }

  @Override
  protected final int general(JsonReader in, int at, int depth) {
    byte first = in.bytes()[at];
    if (first != '-' && (first < '0' || first > '9')) {
      return wrongType(in, at, depth, scale == 0 ? "a whole number" : "a number");
    }
    int end = in.number(at);
    if (end < 0) {
      return -1;
    }
    numeral.read(in.bytes(), at, end);
    if (!numeral.isMultipleOfTen(-scale)) {
      rules.tooFine(in.finding(), at);
      return -1;
    }
    BigInteger value = numeral.unscaled(scale, MOST_DIGITS);
    if (value == null) {
      rules.tooFar(in.finding(), at);
      return -1;
    } else if (!rules.check(in.finding(), value, at)) {
      return -1;
    }
    append(value);
    return end;
  }
}
