// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * 128 bits for a run of bytes: SipHash-2-4 under a key that each process draws for itself. So two
 * texts have the same digest once in 2^128 times, and nobody can choose two that do; nothing is
 * stored of it. For one thread.
 */
public final class TextDigest {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] OWN = new SecureRandom().longs(2).toArray();
  private static final int ROUNDS_A_WORD = 2;
  private static final int LAST_ROUNDS = 4;

  private final long first;
  private final long second;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long high;
  private long low;

  /** A digest under the key of this process. */
  public TextDigest() {
    this(OWN[0], OWN[1]);
  }

  /** A digest under another key. */
  TextDigest(long first, long second) {
    this.first = first;
    this.second = second;
  }

  /** Digests the bytes between two places. */
  public void of(byte[] bytes, int from, int to) {
    v0 = first ^ 0x736f6d6570736575L;
    v1 = second ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = first ^ 0x6c7967656e657261L;
    v3 = second ^ 0x7465646279746573L;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      word((long) WORD.get(bytes, at));
    }
    long last = (long) (to - from) << 56;
    for (int i = 0; at + i < to; i++) {
      last |= (bytes[at + i] & 0xFFL) << (i * 8);
    }
    word(last);
    v2 ^= 0xee;
    rounds(LAST_ROUNDS);
    high = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(LAST_ROUNDS);
    low = v0 ^ v1 ^ v2 ^ v3;
  }

  private void word(long word) {
    v3 ^= word;
    rounds(ROUNDS_A_WORD);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }

  /** The upper half of the last digest. */
  public long high() {
    return high;
  }

  /** The lower half of the last digest. */
  public long low() {
    return low;
  }
}
