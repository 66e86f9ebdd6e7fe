// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;

/**
 * The ids that a table holds, and those that are on their way into it. Lanes ask it for a batch at
 * a time. Safe for use by several threads.
 */
public final class KnownIds {
  private final long mostBytes;
  private IdSet ids = new IdSet(0);

  /**
   * Knows none.
   *
   * @param mostBytes how much memory it may take
   */
  public KnownIds(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Makes room for so many ids at once, if there is memory for them; while none is known. */
  public synchronized void expect(long count) {
    if (ids.size() == 0 && IdSet.holds(count) && ids.bytesWith(count) <= mostBytes) {
      ids = new IdSet((int) count);
    }
  }

  /**
   * Adds ids, and says which were not known.
   *
   * @param fresh gets true for those
   * @return how many were not known
   * @throws MeshException when there is no memory for more; none is added then
   */
  public synchronized int addAll(long[] high, long[] low, int count, boolean[] fresh) {
    check(count);
    return ids.addAll(high, low, 0, count, fresh);
  }

  /** Adds an id; whether it was not known. */
  public synchronized boolean add(long high, long low) {
    check(1);
    return ids.add(high, low);
  }

  /** Whether an id is known. */
  public synchronized boolean contains(long high, long low) {
    return ids.contains(high, low);
  }

  private void check(int more) {
    long needed = ids.bytesWith(more);
    if (needed > mostBytes) {
      throw new MeshException(
          IngestError.DEDUPE_MEMORY,
          "Cannot recognise more events by their ids: "
              + ids.size()
              + " ids are known, more would take "
              + needed
              + " bytes, and at most "
              + mostBytes
              + " are allowed; allow more, or shorten mesh.dedupeWindow");
    }
  }

  /** How many ids are known. */
  public synchronized int size() {
    return ids.size();
  }

  /** How much memory they take. */
  public synchronized long bytes() {
    return ids.bytes();
  }

  /** Forgets all. */
  public synchronized void clear() {
    ids = new IdSet(0);
  }
}
