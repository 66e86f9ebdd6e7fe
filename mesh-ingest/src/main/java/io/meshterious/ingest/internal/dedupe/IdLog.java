// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import java.util.Arrays;

/** Ids in the order they came. For one thread. */
public final class IdLog {
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private int size;

  /** Without ids. */
  public IdLog() {}

  /** Adds an id. */
  public void add(long upper, long lower) {
    if (size == high.length) {
      high = Arrays.copyOf(high, size * 2);
      low = Arrays.copyOf(low, size * 2);
    }
    high[size] = upper;
    low[size++] = lower;
  }

  /** Adds those of some ids that are marked. */
  public void addMarked(long[] upper, long[] lower, boolean[] marked, int count) {
    for (int i = 0; i < count; i++) {
      if (marked[i]) {
        add(upper[i], lower[i]);
      }
    }
  }

  /** Whether any of them is in a set. */
  public boolean anyIn(IdSet set) {
    for (int i = 0; i < size && set.size() > 0; i++) {
      if (set.contains(high[i], low[i])) {
        return true;
      }
    }
    return false;
  }

  /** Adds those that are in one set to another. */
  public void addThoseIn(IdSet asked, IdSet into) {
    for (int i = 0; i < size; i++) {
      if (asked.contains(high[i], low[i])) {
        into.add(high[i], low[i]);
      }
    }
  }

  /** Gives all of them to somebody. */
  public void giveTo(EventIds.Taker taker) {
    taker.take(high, low, size);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Forgets all, and keeps the room. */
  public void clear() {
    size = 0;
  }
}
