// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import java.util.Arrays;

/**
 * Identifiers of 128 bits, in arrays with open addressing. What such a set costs is waiting for
 * memory, one line for each identifier; so identifiers are looked up in batches: first all lines of
 * a batch are touched, which the processor fetches side by side, then they are compared. There are
 * {@value #PARTS} arrays, and each grows for itself, so that growing takes little memory besides.
 * For one thread.
 */
public final class IdSet {
  private static final int BATCH = 64;
  private static final int PARTS = 16;
  private static final int PART_BITS = 4;
  private static final int LEAST_SLOTS = 64;
  private static final int MOST_SLOTS = 1 << 28;
  private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

  /** High and low half of each slot, one behind the other; both are 0 where it is free. */
  private final long[][] slots = new long[PARTS][];

  private final int[] sizes = new int[PARTS];
  private int size;
  private boolean hasZero;
  private final long[] hashes = new long[BATCH];

  /** What the touched lines held, so that touching them is not left out. */
  private long touched;

  /** An empty set with room for some identifiers. */
  public IdSet(int expected) {
    int count = slotsFor(expected);
    for (int part = 0; part < PARTS; part++) {
      slots[part] = new long[2 * count];
    }
  }

  /** How many slots each part has when there are so many identifiers. */
  private static int slotsFor(long identifiers) {
    // Parts do not get the same number each: some have a few more than their share.
    long share = identifiers / PARTS;
    share += 4 * (long) Math.sqrt(share);
    int count = LEAST_SLOTS;
    while (count < MOST_SLOTS && limit(count) < share) {
      count *= 2;
    }
    return count;
  }

  /** So many identifiers are kept in so many slots: two of three. */
  private static int limit(int count) {
    return (int) (count * 2L / 3);
  }

  /** How many identifiers there are. */
  public int size() {
    return size + (hasZero ? 1 : 0);
  }

  /** How many bytes of memory it takes. */
  public long bytes() {
    long count = 0;
    for (long[] part : slots) {
      count += part.length;
    }
    return count * Long.BYTES;
  }

  /** How many bytes of memory it takes with some more identifiers. */
  public long bytesWith(long more) {
    return Math.max(bytes(), slotsFor(size + more) * 2L * Long.BYTES * PARTS);
  }

  /** Whether one set can have so many identifiers. */
  public static boolean holds(long expected) {
    return expected <= Integer.MAX_VALUE / 2;
  }

  /**
   * Adds identifiers, and says which were not there before; one that is twice among them is so only
   * the first time.
   *
   * @param high their upper halves
   * @param low their lower halves
   * @param from the first
   * @param to the one behind the last
   * @param fresh gets true for those that are new, from its index {@code from} on
   * @return how many are new
   */
  public int addAll(long[] high, long[] low, int from, int to, boolean[] fresh) {
    int added = 0;
    for (int start = from; start < to; start += BATCH) {
      int count = Math.min(BATCH, to - start);
      touch(high, low, start, count);
      for (int i = 0; i < count; i++) {
        boolean is = add(high[start + i], low[start + i], hashes[i]);
        fresh[start + i] = is;
        added += is ? 1 : 0;
      }
    }
    return added;
  }

  private void touch(long[] high, long[] low, int start, int count) {
    long seen = 0;
    for (int i = 0; i < count; i++) {
      long hash = hash(high[start + i], low[start + i]);
      hashes[i] = hash;
      long[] part = slots[part(hash)];
      seen ^= part[place(hash, part)];
    }
    touched = seen;
  }

  /** Adds an identifier; whether it was not there before. */
  public boolean add(long high, long low) {
    return add(high, low, hash(high, low));
  }

  private boolean add(long high, long low, long hash) {
    if ((high | low) == 0) {
      boolean is = !hasZero;
      hasZero = true;
      return is;
    }
    int number = part(hash);
    long[] part = slots[number];
    int place = find(high, low, hash, part);
    if ((part[place] | part[place + 1]) != 0) {
      return false;
    }
    if (sizes[number] >= limit(part.length / 2)) {
      part = grow(number);
      place = find(high, low, hash, part);
    }
    part[place] = high;
    part[place + 1] = low;
    sizes[number]++;
    size++;
    return true;
  }

  /** Whether an identifier is there. */
  public boolean contains(long high, long low) {
    if ((high | low) == 0) {
      return hasZero;
    }
    long hash = hash(high, low);
    long[] part = slots[part(hash)];
    int place = find(high, low, hash, part);
    return (part[place] | part[place + 1]) != 0;
  }

  /** Where an identifier is in a part, or where it would be. */
  private static int find(long high, long low, long hash, long[] part) {
    int place = place(hash, part);
    while (true) {
      long there = part[place];
      long also = part[place + 1];
      if (there == high && also == low || (there | also) == 0) {
        return place;
      }
      place = place + 2 & part.length - 1;
    }
  }

  /** Identifiers may be anything: those that count up are spread, too. */
  private static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * FIRST_FACTOR;
    return (mixed ^ low ^ mixed >>> 29) * SECOND_FACTOR;
  }

  private static int part(long hash) {
    return (int) (hash >>> (Long.SIZE - PART_BITS));
  }

  private static int place(long hash, long[] part) {
    return (int) (hash >>> 31) & part.length - 2;
  }

  /** Takes an identifier. */
  @FunctionalInterface
  public interface Taker {
    /** Takes one. */
    void take(long high, long low);
  }

  /** Gives all identifiers to somebody, in no order. */
  public void forEach(Taker taker) {
    if (hasZero) {
      taker.take(0, 0);
    }
    for (long[] part : slots) {
      for (int i = 0; i < part.length; i += 2) {
        if ((part[i] | part[i + 1]) != 0) {
          taker.take(part[i], part[i + 1]);
        }
      }
    }
  }

  private long[] grow(int number) {
    long[] before = slots[number];
    if (before.length >= 2 * MOST_SLOTS) {
      throw new IllegalStateException("A set of identifiers cannot hold more than " + size);
    }
    long[] after = new long[before.length * 2];
    for (int i = 0; i < before.length; i += 2) {
      if ((before[i] | before[i + 1]) != 0) {
        int place = find(before[i], before[i + 1], hash(before[i], before[i + 1]), after);
        after[place] = before[i];
        after[place + 1] = before[i + 1];
      }
    }
    slots[number] = after;
    return after;
  }

  /** Forgets all identifiers, and keeps the room. */
  public void clear() {
    for (long[] part : slots) {
      Arrays.fill(part, 0);
    }
    Arrays.fill(sizes, 0);
    size = 0;
    hasZero = false;
  }

  /** What the lines held that were touched last, put together: something, and nothing to use. */
  long touched() {
    return touched;
  }
}
