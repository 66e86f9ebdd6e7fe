// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Identifiers of 128 bits, in arrays with open addressing. What such a set costs is waiting for
 * memory, one line for each identifier; so identifiers are looked up in batches: first all lines of
 * a batch are touched, which the processor fetches side by side, then they are compared.
 *
 * <p>The first bits of an identifier's hash choose one of the arrays. An array that is full is
 * divided by one bit more, so that growing moves few identifiers at a time and leaves no garbage.
 * Where identifiers are such that dividing does not help, an array grows instead. For one thread.
 */
public final class IdSet {
  private static final int BATCH = 64;
  private static final int LEAST_SLOTS = 1024;

  /** An array of so many slots is divided when it is full. */
  private static final int USUAL_SLOTS = 8192;

  private static final int MOST_SLOTS = 1 << 28;

  /** An array is divided while there are at most so many ways to each. */
  private static final int MOST_WAYS = 8;

  /** Nobody outside can know which identifiers meet in one place. */
  private static final long SEED = new SecureRandom().nextLong();

  private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

  /** The number of the array for each value of the first bits of a hash. */
  private int[] ways;

  /** How many bits that are. */
  private int bits;

  /** High and low half of each slot, one behind the other; both are 0 where it is free. */
  private long[][] slots;

  /** How many identifiers each array has. */
  private int[] sizes;

  /** By how many bits each array is chosen. */
  private int[] depths;

  private int arrays;

  /** How long they are together. */
  private long longs;

  private int size;
  private boolean hasZero;
  private final long[] hashes = new long[BATCH];
  private long[] dividing = new long[0];

  /** What the touched lines held, so that touching them is not left out. */
  private long touched;

  /** An empty set with room for some identifiers. */
  public IdSet(int expected) {
    bits = bitsFor(expected);
    arrays = 1 << bits;
    ways = new int[arrays];
    slots = new long[arrays][];
    sizes = new int[arrays];
    depths = new int[arrays];
    int count = bits > 0 ? USUAL_SLOTS : slotsFor(expected);
    for (int i = 0; i < arrays; i++) {
      ways[i] = i;
      slots[i] = new long[2 * count];
      depths[i] = bits;
      longs += 2L * count;
    }
  }

  /** By how many bits arrays are chosen when there are so many identifiers. */
  private static int bitsFor(long identifiers) {
    int needed = 0;
    // Arrays do not get the same number each: some have a few more than their share.
    while ((identifiers >>> needed) * 17 / 16 > limit(USUAL_SLOTS)) {
      needed++;
    }
    return needed;
  }

  private static int slotsFor(long identifiers) {
    int count = LEAST_SLOTS;
    while (count < USUAL_SLOTS && limit(count) < identifiers) {
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
    return longs * Long.BYTES;
  }

  /** How many bytes of memory it takes with some more identifiers. */
  public long bytesWith(long more) {
    int needed = bitsFor(size + more);
    long count = needed > 0 ? (long) USUAL_SLOTS << needed : slotsFor(size + more);
    return Math.max(bytes(), count * 2 * Long.BYTES);
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
      long[] array = slots[number(hash)];
      seen ^= array[place(hash, array)];
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
    int number = number(hash);
    long[] array = slots[number];
    int place = find(high, low, hash, array);
    if ((array[place] | array[place + 1]) != 0) {
      return false;
    }
    while (sizes[number] >= limit(array.length / 2)) {
      grow(number, hash);
      number = number(hash);
      array = slots[number];
      place = find(high, low, hash, array);
    }
    array[place] = high;
    array[place + 1] = low;
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
    long[] array = slots[number(hash)];
    int place = find(high, low, hash, array);
    return (array[place] | array[place + 1]) != 0;
  }

  /** Where an identifier is in an array, or where it would be. */
  private static int find(long high, long low, long hash, long[] array) {
    int place = place(hash, array);
    while (true) {
      long there = array[place];
      long also = array[place + 1];
      if (there == high && also == low || (there | also) == 0) {
        return place;
      }
      place = place + 2 & array.length - 1;
    }
  }

  /** Identifiers may be anything: those that count up are spread, too. */
  private static long hash(long high, long low) {
    long mixed = (high ^ SEED ^ Long.rotateLeft(low, 32)) * FIRST_FACTOR;
    return (mixed ^ low ^ mixed >>> 29) * SECOND_FACTOR;
  }

  private int number(long hash) {
    return ways[firstBits(hash, bits)];
  }

  private static int firstBits(long hash, int count) {
    // In two steps, as no bit at all is 64 places to shift.
    return (int) (hash >>> 1 >>> (Long.SIZE - 1 - count));
  }

  private static int place(long hash, long[] array) {
    return (int) (hash >>> 16) & array.length - 2;
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
    for (int number = 0; number < arrays; number++) {
      long[] array = slots[number];
      for (int i = 0; i < array.length; i += 2) {
        if ((array[i] | array[i + 1]) != 0) {
          taker.take(array[i], array[i + 1]);
        }
      }
    }
  }

  /** Makes room in an array, which a hash leads to. */
  private void grow(int number, long hash) {
    long[] before = slots[number];
    if (before.length >= 2 * USUAL_SLOTS && divisible(number)) {
      divide(number, hash);
      return;
    } else if (before.length >= 2 * MOST_SLOTS) {
      throw new IllegalStateException("A set of identifiers cannot hold more than " + size);
    }
    slots[number] = new long[before.length * 2];
    longs += before.length;
    sizes[number] = 0;
    move(before, before.length);
  }

  private boolean divisible(int number) {
    return depths[number] < bits || (long) ways.length * 2 <= (long) arrays * MOST_WAYS;
  }

  /** Divides an array in two by the next bit. */
  private void divide(int number, long hash) {
    if (depths[number] == bits) {
      chooseByOneMore();
    }
    long[] array = slots[number];
    int length = array.length;
    if (dividing.length < length) {
      dividing = new long[length];
    }
    System.arraycopy(array, 0, dividing, 0, length);
    Arrays.fill(array, 0);
    int depth = depths[number];
    int other = another(length, depth + 1);
    sizes[number] = 0;
    depths[number] = depth + 1;
    // The ways to an array are next to each other: the second half of them leads to the new one.
    int half = 1 << (bits - depth - 1);
    int first = firstBits(hash, depth) << (bits - depth);
    Arrays.fill(ways, first + half, first + 2 * half, other);
    move(dividing, length);
  }

  private int another(int length, int depth) {
    if (arrays == slots.length) {
      slots = Arrays.copyOf(slots, arrays * 2);
      sizes = Arrays.copyOf(sizes, arrays * 2);
      depths = Arrays.copyOf(depths, arrays * 2);
    }
    slots[arrays] = new long[length];
    longs += length;
    depths[arrays] = depth;
    return arrays++;
  }

  /** Chooses by one bit more. */
  private void chooseByOneMore() {
    int[] more = new int[ways.length * 2];
    for (int i = 0; i < more.length; i++) {
      more[i] = ways[i >>> 1];
    }
    ways = more;
    bits++;
  }

  private void move(long[] from, int length) {
    for (int i = 0; i < length; i += 2) {
      if ((from[i] | from[i + 1]) != 0) {
        long hash = hash(from[i], from[i + 1]);
        int number = number(hash);
        long[] array = slots[number];
        int place = find(from[i], from[i + 1], hash, array);
        array[place] = from[i];
        array[place + 1] = from[i + 1];
        sizes[number]++;
      }
    }
  }

  /** Forgets all identifiers, and keeps the room. */
  public void clear() {
    for (int number = 0; number < arrays; number++) {
      Arrays.fill(slots[number], 0);
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
