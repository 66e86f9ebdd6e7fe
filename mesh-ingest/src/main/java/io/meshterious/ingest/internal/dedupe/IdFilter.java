// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

/**
 * Which identifiers were added, in a few bytes for each: it never says that one is new which is
 * not, and sometimes that one may be known which is new. A Bloom filter of blocks: each identifier
 * has one bit in each of eight words that lie side by side. For one thread.
 */
public final class IdFilter {
  private static final int WORDS = 8;
  private static final int MOST_BLOCKS = 1 << 27;
  private static final int WORD_BITS = 6;
  private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;
  private static final long THIRD_FACTOR = 0xBF58_476D_1CE4_E5B9L;

  private final long[] words;
  private final long blocks;
  private long size;

  /** An empty filter that takes so many bytes. */
  public IdFilter(long bytes) {
    blocks = Math.max(1, Math.min(MOST_BLOCKS, bytes / (WORDS * Long.BYTES)));
    words = new long[(int) blocks * WORDS];
  }

  /** Adds an identifier; whether it is certainly new. */
  public boolean add(long high, long low) {
    long hash = hash(high, low);
    int block = block(hash);
    long places = places(hash);
    boolean fresh = false;
    for (int i = 0; i < WORDS; i++) {
      long bit = 1L << (places >>> i * WORD_BITS);
      fresh |= (words[block + i] & bit) == 0;
      words[block + i] |= bit;
    }
    size += fresh ? 1 : 0;
    return fresh;
  }

  /** Whether an identifier may have been added. */
  public boolean mayContain(long high, long low) {
    long hash = hash(high, low);
    int block = block(hash);
    long places = places(hash);
    for (int i = 0; i < WORDS; i++) {
      if ((words[block + i] & 1L << (places >>> i * WORD_BITS)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * FIRST_FACTOR;
    return (mixed ^ low ^ mixed >>> 29) * SECOND_FACTOR;
  }

  private int block(long hash) {
    return (int) ((hash >>> 32) * blocks >>> 32) * WORDS;
  }

  private static long places(long hash) {
    return (hash ^ hash >>> 32) * THIRD_FACTOR >>> (Long.SIZE - WORDS * WORD_BITS);
  }

  /** How many were certainly new when they were added. */
  public long size() {
    return size;
  }

  /** How many bytes of memory it takes. */
  public long bytes() {
    return (long) words.length * Long.BYTES;
  }
}
