// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is written, without a limit and without rounding: its digits from the first that
 * is not zero to the last that is not, and the power of ten of the last. Whatever the exponent,
 * nothing is computed that is longer than what is written.
 */
public final class Numeral {
  private static final long FAR = 1L << 40;

  private byte[] digits = new byte[64];
  private int size;
  private long exponent;
  private boolean negative;

  /** No number yet. */
  public Numeral() {}

  /** Takes a number that is written as JSON allows. */
  public void read(byte[] bytes, int from, int to) {
    size = 0;
    negative = bytes[from] == '-';
    if (digits.length < to - from) {
      digits = new byte[to - from];
    }
    int place = negative ? from + 1 : from;
    long after = 0;
    boolean fraction = false;
    for (; place < to; place++) {
      byte value = bytes[place];
      if (value == '.') {
        fraction = true;
      } else if (value >= '0' && value <= '9') {
        after += fraction ? 1 : 0;
        if (size > 0 || value != '0') {
          digits[size++] = value;
        }
      } else {
        break;
      }
    }
    exponent = (place < to ? exponent(bytes, place + 1, to) : 0) - after;
    while (size > 0 && digits[size - 1] == '0') {
      size--;
      exponent++;
    }
    negative &= size > 0;
  }

  private static long exponent(byte[] bytes, int from, int to) {
    boolean below = bytes[from] == '-';
    long value = 0;
    for (int i = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from; i < to; i++) {
      value = Math.min(FAR, value * 10 + bytes[i] - '0');
    }
    return below ? -value : value;
  }

  /** Whether it is a multiple of a power of ten. */
  public boolean isMultipleOfTen(int power) {
    return size == 0 || exponent >= power;
  }

  /** How many digits it has before the point, counted from its first; below 1 when it has none. */
  private long magnitude() {
    return size + exponent;
  }

  /**
   * The number without its point.
   *
   * @param scale how many digits after the point count; it must have no more
   * @param most how many digits it may have
   * @return null when it has more
   */
  public @Nullable BigInteger unscaled(int scale, int most) {
    if (size == 0) {
      return BigInteger.ZERO;
    } else if (magnitude() + scale > most) {
      return null;
    }
    BigInteger value =
        new BigInteger(new String(digits, 0, size, StandardCharsets.ISO_8859_1))
            .multiply(BigInteger.TEN.pow((int) exponent + scale));
    return negative ? value.negate() : value;
  }

  /** Compares it with a number, exactly. */
  public int compareTo(BigDecimal other) {
    int sign = size == 0 ? 0 : negative ? -1 : 1;
    if (sign != other.signum() || sign == 0) {
      return Integer.compare(sign, other.signum());
    }
    BigDecimal stripped = other.abs().stripTrailingZeros();
    String theirs = stripped.unscaledValue().toString();
    long theirMagnitude = (long) theirs.length() - stripped.scale();
    int order = Long.compare(magnitude(), theirMagnitude);
    for (int i = 0; order == 0 && i < Math.max(size, theirs.length()); i++) {
      int mine = i < size ? digits[i] : '0';
      order = Integer.compare(mine, i < theirs.length() ? theirs.charAt(i) : '0');
    }
    return negative ? -order : order;
  }

  /**
   * The number itself.
   *
   * @param most how many digits it may have, with the zeros that its exponent stands for
   * @return null when it has more
   */
  public @Nullable BigDecimal value(int most) {
    if (size == 0) {
      return BigDecimal.ZERO;
    } else if (size > most || Math.abs(exponent) > most) {
      return null;
    }
    BigInteger unscaled = new BigInteger(new String(digits, 0, size, StandardCharsets.ISO_8859_1));
    return new BigDecimal(negative ? unscaled.negate() : unscaled, (int) -exponent);
  }
}
