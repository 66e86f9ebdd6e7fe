// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Random bits as a function of a key and a row: no state, so that any row can be made without those
 * before it. Only whole numbers and exact arithmetic are used, so every machine draws the same.
 */
public final class Draw {
  private static final long ELSEWHERE = 1L << 40;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draw() {}

  /** The key for what a path of names leads to, such as a contract, a table and a column. */
  public static long key(long seed, String... names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
      for (String name : names) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bits of a row. */
  public static long bits(long key, long row) {
    return mix(mix(row * GOLDEN + key) + key);
  }

  /** Further bits of a row. */
  public static long bits(long key, long row, int turn) {
    return bits(key + turn * 0xD1B54A32D192ED03L, row);
  }

  /** A row whose bits stand in for those of another, for the case that these do not do. */
  public static long elsewhere(long row, int turn) {
    return row + turn * ELSEWHERE;
  }

  /** A number from 0 up to 1, exclusive. */
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** A number from 0 up to a bound of at most 2⁶², exclusive. */
  public static long below(long bits, long bound) {
    return Math.multiplyHigh(bits >>> 1, bound << 1);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
