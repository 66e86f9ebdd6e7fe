// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.number;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Numeral;
import io.meshterious.ingest.internal.decode.value.ValueReader;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import java.math.BigDecimal;
import java.util.List;

/** Reads binary floating point numbers: the one that is nearest to what is written. */
final class RealReader extends ValueReader {
  /** Up to so many digits, a number and a power of ten are exact, and so is their quotient. */
  private static final int EXACT_DIGITS = 15;

  /** So many digits are looked at before and after the point: they end before the padding does. */
  private static final int QUICK_DIGITS = 20;

  private static final int LONGEST = 1_000;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final Column column;
  private final Constraints.Bound lower;
  private final Constraints.Bound upper;
  private final double least;
  private final double most;
  private final List<BigDecimal> multiples;
  private final List<BigDecimal> allowed;
  private final boolean onlyBounds;
  private final Numeral numeral = new Numeral();

  RealReader(
      String path,
      boolean required,
      Column column,
      Constraints constraints,
      List<BigDecimal> allowed) {
    super(path, required, column);
    this.column = column;
    this.lower = constraints.lower().orElseThrow();
    this.upper = constraints.upper().orElseThrow();
    this.least = lower.value().doubleValue();
    this.most = upper.value().doubleValue();
    this.multiples = constraints.multiples();
    this.allowed = allowed;
    this.onlyBounds = multiples.isEmpty() && allowed.isEmpty();
  }

  @Override
  public boolean quoted() {
    return false;
  }

  @Override
  public int quick(byte[] bytes, int at) {
    boolean negative = bytes[at] == '-';
    int place = negative ? at + 1 : at;
    int start = place;
    long digits = 0;
    int digit = bytes[place] - '0';
    while (digit >= 0 && digit <= 9 && place - start < QUICK_DIGITS) {
      digits = digits * 10 + digit;
      digit = bytes[++place] - '0';
    }
    int whole = place - start;
    if (whole == 0 || whole == QUICK_DIGITS || whole > 1 && bytes[start] == '0') {
      return -1;
    }
    int fraction = 0;
    if (bytes[place] == '.') {
      start = place + 1;
      digit = bytes[++place] - '0';
      while (digit >= 0 && digit <= 9 && place - start < QUICK_DIGITS) {
        digits = digits * 10 + digit;
        digit = bytes[++place] - '0';
      }
      fraction = place - start;
      if (fraction == 0 || fraction == QUICK_DIGITS) {
        return -1;
      }
    }
    if ((bytes[place] | 0x20) == 'e' || !onlyBounds) {
      return -1;
    }
    double value;
    if (whole + fraction <= EXACT_DIGITS) {
      value = digits / POWERS[fraction];
      value = negative ? -value : value;
    } else {
      value = JavaDoubleParser.parseDouble(bytes, at, place - at);
    }
    // At a bound itself, only the digits as they are written say on which side it is.
    if (!(value > least && value < most)) {
      return -1;
    }
    append(value, bytes, at, place);
    return place;
  }

  private void append(double value, byte[] bytes, int at, int end) {
    if (column instanceof DoubleColumn doubles) {
      doubles.append(value);
    } else {
      // Rounded once, from the digits: by way of a double it would be rounded twice.
      ((FloatColumn) column).append(JavaFloatParser.parseFloat(bytes, at, end - at));
    }
  }

  @Override
  protected int general(JsonReader in, int at, int depth) {
    byte[] bytes = in.bytes();
    if (bytes[at] != '-' && (bytes[at] < '0' || bytes[at] > '9')) {
      return wrongType(in, at, depth, "a number");
    }
    int end = in.number(at);
    if (end < 0) {
      return -1;
    }
    numeral.read(bytes, at, end);
    int low = numeral.compareTo(lower.value());
    int high = numeral.compareTo(upper.value());
    if (low < 0 || low == 0 && !lower.inclusive() || high > 0 || high == 0 && !upper.inclusive()) {
      return fail(in, DecodeError.OUT_OF_RANGE, at, "it is not " + range());
    }
    if (!onlyBounds) {
      BigDecimal value = numeral.value(LONGEST);
      for (BigDecimal multiple : multiples) {
        if (value == null || value.remainder(multiple).signum() != 0) {
          String text = "it is no multiple of " + multiple.toPlainString();
          return fail(in, DecodeError.NOT_A_MULTIPLE, at, text);
        }
      }
      BigDecimal found = value;
      if (!allowed.isEmpty()
          && (found == null || allowed.stream().noneMatch(it -> it.compareTo(found) == 0))) {
        return fail(in, DecodeError.NOT_ALLOWED, at, "it is none of the numbers allowed");
      }
    }
    double value =
        column instanceof DoubleColumn ? JavaDoubleParser.parseDouble(bytes, at, end - at) : 0;
    append(value, bytes, at, end);
    return end;
  }

  private String range() {
    return (lower.inclusive() ? "from " : "above ")
        + lower.value()
        + (upper.inclusive() ? " to " : " and below ")
        + upper.value();
  }
}
