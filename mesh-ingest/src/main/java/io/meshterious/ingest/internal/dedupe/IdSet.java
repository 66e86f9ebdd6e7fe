// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import java.util.Arrays;

/**
 * Identifiers of 128 bits, in one array with open addressing. What such a set costs is waiting for
 * memory, one line for each identifier; so identifiers are looked up in batches: first all lines of
 * a batch are touched, which the processor fetches side by side, then they are compared. For one
 * thread.
 */
public final class IdSet {
  private static final int BATCH = 64;
  private static final int LEAST_SLOTS = 1024;
  private static final int MOST_SLOTS = 1 << 30;
  private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

  /** High and low half of each slot, one behind the other; both are 0 where it is free. */
  private long[] slots;

  private int mask;
  private int limit;
  private int size;
  private boolean hasZero;
  private final int[] places = new int[BATCH];

  /** What the touched lines held, so that touching them is not left out. */
  private long touched;

  /** An empty set with room for some identifiers. */
  public IdSet(int expected) {
    int needed = LEAST_SLOTS;
    while (needed < MOST_SLOTS && limit(needed) < expected) {
      needed *= 2;
    }
    allocate(needed);
  }

  private void allocate(int count) {
    slots = new long[Math.multiplyExact(count, 2)];
    mask = count - 1;
    limit = limit(count);
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
    return (long) slots.length * Long.BYTES;
  }

  /** How many bytes of memory it would take with some more identifiers. */
  public long bytesWith(long more) {
    long count = mask + 1;
    while (count * 2 / 3 < size + more) {
      count *= 2;
    }
    return count * 2 * Long.BYTES;
  }

  /** Whether one set can have so many identifiers. */
  public static boolean holds(long expected) {
    return expected <= limit(MOST_SLOTS / 2);
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
      if (size + count > limit) {
        grow();
      }
      touch(high, low, start, count);
      for (int i = 0; i < count; i++) {
        boolean is = add(high[start + i], low[start + i], places[i]);
        fresh[start + i] = is;
        added += is ? 1 : 0;
      }
    }
    return added;
  }

  private void touch(long[] high, long[] low, int start, int count) {
    long seen = 0;
    for (int i = 0; i < count; i++) {
      int place = place(high[start + i], low[start + i]);
      places[i] = place;
      seen ^= slots[2 * place];
    }
    touched = seen;
  }

  /** Adds an identifier; whether it was not there before. */
  public boolean add(long high, long low) {
    if (size >= limit) {
      grow();
    }
    return add(high, low, place(high, low));
  }

  private boolean add(long high, long low, int first) {
    if ((high | low) == 0) {
      boolean is = !hasZero;
      hasZero = true;
      return is;
    }
    int place = first;
    while (true) {
      long there = slots[2 * place];
      long also = slots[2 * place + 1];
      if ((there | also) == 0) {
        slots[2 * place] = high;
        slots[2 * place + 1] = low;
        size++;
        return true;
      } else if (there == high && also == low) {
        return false;
      }
      place = place + 1 & mask;
    }
  }

  /** Whether an identifier is there. */
  public boolean contains(long high, long low) {
    if ((high | low) == 0) {
      return hasZero;
    }
    int place = place(high, low);
    while (true) {
      long there = slots[2 * place];
      long also = slots[2 * place + 1];
      if ((there | also) == 0) {
        return false;
      } else if (there == high && also == low) {
        return true;
      }
      place = place + 1 & mask;
    }
  }

  /** Identifiers may be anything: those that count up are spread, too. */
  private int place(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * FIRST_FACTOR;
    mixed = (mixed ^ low ^ mixed >>> 29) * SECOND_FACTOR;
    return (int) (mixed >>> 32) & mask;
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
    for (int i = 0; i < slots.length; i += 2) {
      if ((slots[i] | slots[i + 1]) != 0) {
        taker.take(slots[i], slots[i + 1]);
      }
    }
  }

  private void grow() {
    int count = mask + 1;
    if (count >= MOST_SLOTS / 2) {
      throw new IllegalStateException("A set of identifiers cannot hold more than " + size);
    }
    long[] before = slots;
    allocate(count * 2);
    size = 0;
    for (int i = 0; i < before.length; i += 2) {
      if ((before[i] | before[i + 1]) != 0) {
        add(before[i], before[i + 1], place(before[i], before[i + 1]));
      }
    }
  }

  /** Forgets all identifiers, and keeps the room. */
  public void clear() {
    Arrays.fill(slots, 0);
    size = 0;
    hasZero = false;
  }

  /** What the lines held that were touched last, put together: something, and nothing to use. */
  long touched() {
    return touched;
  }
}
