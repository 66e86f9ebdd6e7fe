// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Values of primitive types, in the form that {@link Cells} says: any, those at the edge of the
 * type, and those that grow with a number.
 */
final class RandomValues {
  /** Beyond this, DuckDB's timestamps are infinite; Iceberg has no such thing. */
  private static final long MOST_MICROS = 9_000_000_000_000_000_000L;

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MOST_DAY = 80_000_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "\u0000",
          "null",
          "NaN",
          "ä",
          "日本語のテキスト、十六文字より長い",
          "\uD83D\uDE00\uD83D\uDE00",
          "\uDBFF\uDFFF".repeat(20),
          "\uD7FF".repeat(17),
          "\uFFFF\uDBFF\uDFFF",
          "~".repeat(16),
          "\u007F".repeat(17),
          "a".repeat(63) + "é",
          "x".repeat(300));

  private final SeededRandom random;

  RandomValues(SeededRandom random) {
    this.random = random;
  }

  /** Any value. */
  Object any(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> random.oneIn(2);
      case INTEGER -> (int) random.anyLong();
      case LONG -> random.anyLong();
      case FLOAT -> (float) (random.fraction() * 2e6 - 1e6);
      case DOUBLE -> random.oneIn(2) ? random.below(100_000) / 100.0 : random.fraction() * 1e9;
      case DATE -> random.between(-30_000, 60_000);
      case TIME -> Math.floorMod(random.anyLong(), DAY_MICROS);
      case TIMESTAMP -> random.anyLong() % 4_000_000_000_000_000L;
      case TIMESTAMP_NANO -> random.anyLong() % 4_000_000_000_000_000_000L;
      case STRING -> text();
      case UUID -> new UUID(random.anyLong(), random.anyLong());
      case FIXED -> bytes(((Types.FixedType) type).length());
      case BINARY -> bytes(random.oneIn(20) ? random.between(100, 1000) : random.between(0, 20));
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        int digits = random.between(1, decimal.precision());
        BigInteger bound = BigInteger.TEN.pow(digits);
        BigInteger unscaled = new BigInteger(140, javaRandom()).mod(bound);
        yield new BigDecimal(random.oneIn(2) ? unscaled : unscaled.negate(), decimal.scale());
      }
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** A value at the edge of the type. */
  Object extreme(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> random.oneIn(2);
      case INTEGER -> random.oneOf(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1);
      case LONG -> random.oneOf(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1L, 1L << 32, -1L << 31);
      case FLOAT ->
          random.oneOf(
              Float.NaN,
              -0.0f,
              0.0f,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY,
              Float.MIN_VALUE,
              -Float.MAX_VALUE,
              Float.MAX_VALUE);
      case DOUBLE ->
          random.oneOf(
              Double.NaN,
              -0.0,
              0.0,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.MIN_VALUE,
              -Double.MAX_VALUE,
              Double.MAX_VALUE);
      case DATE -> random.oneOf(-1, 0, 1, -719_162, -719_529, 2_932_896, -MOST_DAY, MOST_DAY);
      case TIME -> random.oneOf(0L, 1L, DAY_MICROS - 1);
      case TIMESTAMP, TIMESTAMP_NANO ->
          random.oneOf(-1L, 0L, 1L, -1_000_001L, MOST_MICROS, -MOST_MICROS);
      case STRING -> random.oneOf(TEXTS);
      case UUID ->
          random.oneOf(
              new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 0), new UUID(0, -1));
      case FIXED -> filled(((Types.FixedType) type).length());
      case BINARY -> filled(random.oneOf(0, 1, 15, 16, 17, 64, 65));
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        BigInteger most = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
        BigInteger unscaled =
            random.oneOf(
                most, most.negate(), BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate());
        yield new BigDecimal(unscaled, decimal.scale());
      }
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** The value of a number: greater numbers have greater values, as far as the type goes. */
  Object ordinal(Type type, long number) {
    return switch (type.typeId()) {
      case BOOLEAN -> (number & 1) != 0;
      case INTEGER -> (int) number;
      case LONG -> number;
      case FLOAT -> (float) number;
      case DOUBLE -> number / 8.0;
      case DATE -> (int) (number % MOST_DAY);
      case TIME -> Math.floorMod(number, DAY_MICROS);
      case TIMESTAMP -> number % (MOST_MICROS / 1000) * 1000;
      case TIMESTAMP_NANO -> number;
      case STRING ->
          String.format("shared-prefix-of-keys/%012d", Math.abs(number % 1_000_000_000_000L));
      case UUID -> new UUID(number, 0x8000_0000_0000_0000L);
      case FIXED -> ByteBuffer.wrap(bytesOf(number, ((Types.FixedType) type).length()));
      case BINARY -> ByteBuffer.wrap(bytesOf(number, 8));
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        BigInteger bound = BigInteger.TEN.pow(decimal.precision());
        yield new BigDecimal(BigInteger.valueOf(number).remainder(bound), decimal.scale());
      }
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private String text() {
    if (random.oneIn(50)) {
      return random.oneOf(TEXTS);
    }
    int length = random.oneIn(30) ? random.between(100, 2000) : random.between(0, 24);
    StringBuilder text = new StringBuilder();
    boolean ascii = !random.oneIn(4);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(ascii ? random.between('!', 'z') : codePoint());
    }
    return text.toString();
  }

  private int codePoint() {
    return switch (random.below(4)) {
      case 0 -> random.between(1, 0x7F);
      case 1 -> random.between(0x80, 0x7FF);
      case 2 -> random.oneIn(2) ? random.between(0x800, 0xD7FF) : random.between(0xE000, 0xFFFF);
      default -> random.between(0x10000, Character.MAX_CODE_POINT);
    };
  }

  private ByteBuffer bytes(int length) {
    byte[] bytes = new byte[length];
    javaRandom().nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private ByteBuffer filled(int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, random.oneOf((byte) 0, (byte) 0x7F, (byte) 0x80, (byte) 0xFF));
    return ByteBuffer.wrap(bytes);
  }

  private java.util.Random javaRandom() {
    return new java.util.Random(random.anyLong());
  }

  /** The lowest bytes of a number, the highest first, after as many zeros as needed. */
  private static byte[] bytesOf(long number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < Math.min(8, length); i++) {
      bytes[length - 1 - i] = (byte) (number >>> 8 * i);
    }
    return bytes;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
