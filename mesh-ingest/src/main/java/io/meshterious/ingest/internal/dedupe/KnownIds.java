// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a table holds, and those that are on their way into it. Lanes ask it for a batch at
 * a time. Safe for use by several threads.
 *
 * <p>While there is memory for them it has the ids themselves. With more of them it may keep a
 * filter instead: what is new to it is new, and what may be known must be looked up in the table.
 */
public final class KnownIds {
  /** A filter of so many bytes for each id or less takes too many for known. */
  private static final int LEAST_BYTES = 1;

  private final long mostBytes;
  private final boolean filters;
  private IdSet ids = new IdSet(0);
  private @Nullable IdFilter filter;

  /**
   * Knows none, and will know the ids themselves.
   *
   * @param mostBytes how much memory it may take
   */
  public KnownIds(long mostBytes) {
    this(mostBytes, false);
  }

  /**
   * Knows none.
   *
   * @param mostBytes how much memory it may take
   * @param filters whether it keeps a filter when the ids themselves would take more
   */
  public KnownIds(long mostBytes, boolean filters) {
    this.mostBytes = mostBytes;
    this.filters = filters;
  }

  /** Makes room for so many ids at once, if there is memory for them; while none is known. */
  public synchronized void expect(long count) {
    if (filter != null || ids.size() > 0) {
      return;
    } else if (IdSet.holds(count) && ids.bytesWith(count) <= mostBytes) {
      ids = new IdSet((int) count);
    } else if (filters) {
      filter();
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
    IdFilter seen = room(count);
    if (seen == null) {
      return ids.addAll(high, low, 0, count, fresh);
    }
    int added = 0;
    for (int i = 0; i < count; i++) {
      fresh[i] = seen.add(high[i], low[i]);
      added += fresh[i] ? 1 : 0;
    }
    return added;
  }

  /** Adds an id; whether it was not known. */
  public synchronized boolean add(long high, long low) {
    IdFilter seen = room(1);
    return seen == null ? ids.add(high, low) : seen.add(high, low);
  }

  /** Whether an id is known, or may be. */
  public synchronized boolean contains(long high, long low) {
    return filter == null ? ids.contains(high, low) : filter.mayContain(high, low);
  }

  /** Whether what it takes for known is known. */
  public synchronized boolean exact() {
    return filter == null;
  }

  /** The filter, once there is one. */
  private @Nullable IdFilter room(int more) {
    IdFilter seen = filter;
    if (seen == null) {
      long needed = ids.bytesWith(more);
      if (needed <= mostBytes) {
        return null;
      } else if (!filters) {
        throw tooMany(needed);
      }
      seen = filter();
    }
    long needed = (seen.size() + more) * LEAST_BYTES;
    if (needed > seen.bytes()) {
      throw tooMany(2 * needed);
    }
    return seen;
  }

  /** Goes over to a filter, which takes half of the memory: for a moment both are there. */
  private IdFilter filter() {
    IdFilter seen = new IdFilter(mostBytes / 2);
    ids.forEach(seen::add);
    ids = new IdSet(0);
    filter = seen;
    return seen;
  }

  private MeshException tooMany(long needed) {
    return new MeshException(
        IngestError.DEDUPE_MEMORY,
        "Cannot recognise more events by their ids: "
            + size()
            + " ids are known, more would take "
            + needed
            + " bytes, and at most "
            + mostBytes
            + " are allowed; allow more, or shorten mesh.dedupeWindow");
  }

  /** How many ids are known; a few less than there are when it is not exact. */
  public synchronized long size() {
    return filter == null ? ids.size() : filter.size();
  }

  /** How much memory they take. */
  public synchronized long bytes() {
    return filter == null ? ids.bytes() : filter.bytes();
  }

  /** Forgets all. */
  public synchronized void clear() {
    ids = new IdSet(0);
    filter = null;
  }
}
