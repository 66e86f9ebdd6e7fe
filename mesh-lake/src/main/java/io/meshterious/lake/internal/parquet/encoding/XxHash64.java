// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.encoding;

/** The 64-bit xxHash with seed 0, which Parquet's Bloom filters use. */
public final class XxHash64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  /** The sum of the first two primes, in 64 bits. */
  private static final long FIRST_LANE = 0x60EA27EEADC0B5D6L;

  /** The first prime, negated. */
  private static final long FOURTH_LANE = 0x61C8864E7A143579L;

  private XxHash64() {}

  /** The hash of four bytes, the lowest first. */
  public static long ofInt(int value) {
    return avalanche(fourBytes(P5 + 4, value));
  }

  /** The hash of eight bytes, the lowest first. */
  public static long ofLong(long value) {
    return avalanche(eightBytes(P5 + 8, value));
  }

  /** The hash of some bytes. */
  @SuppressWarnings("ConstantOverflow") // the algorithm counts modulo 2^64
  public static long of(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    long hash;
    if (length >= 32) {
      long a = FIRST_LANE;
      long b = P2;
      long c = 0;
      long d = FOURTH_LANE;
      for (; at + 32 <= end; at += 32) {
        a = round(a, (long) ByteSink.LONG.get(bytes, at));
        b = round(b, (long) ByteSink.LONG.get(bytes, at + 8));
        c = round(c, (long) ByteSink.LONG.get(bytes, at + 16));
        d = round(d, (long) ByteSink.LONG.get(bytes, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    } else {
      hash = P5;
    }
    hash += length;
    for (; at + 8 <= end; at += 8) {
      hash = eightBytes(hash, (long) ByteSink.LONG.get(bytes, at));
    }
    if (at + 4 <= end) {
      hash = fourBytes(hash, (int) ByteSink.INT.get(bytes, at));
      at += 4;
    }
    for (; at < end; at++) {
      hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * P5, 11) * P1;
    }
    return avalanche(hash);
  }

  private static long round(long lane, long value) {
    return Long.rotateLeft(lane + value * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }

  private static long eightBytes(long hash, long value) {
    return Long.rotateLeft(hash ^ round(0, value), 27) * P1 + P4;
  }

  private static long fourBytes(long hash, int value) {
    return Long.rotateLeft(hash ^ (value & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
  }

  private static long avalanche(long value) {
    long hash = value;
    hash = (hash ^ hash >>> 33) * P2;
    hash = (hash ^ hash >>> 29) * P3;
    return hash ^ hash >>> 32;
  }
}
