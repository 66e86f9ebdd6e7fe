// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

/**
 * The UUIDs of one column of a table, each as two halves of 64 bits: those of all rows that live in
 * one snapshot. Nulls are left out. Files whose pages hold them plainly, as a table's writer makes
 * them, are read directly, many million a second; all others by the SQL engine.
 *
 * <pre>{@code
 * table.uuids("event_id").since("event_time", micros).read(2, (high, low, count) -> …);
 * }</pre>
 */
public interface UuidScan {
  /** Takes UUIDs. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes some. Several threads call it at the same time, each with arrays of its own, which are
     * filled anew afterwards.
     *
     * @param high the upper halves, from 0
     * @param low the lower halves
     * @param count how many there are
     */
    void take(long[] high, long[] low, int count);
  }

  /** With the rows of this snapshot instead of the current one. */
  UuidScan at(long snapshotId);

  /**
   * With those rows only whose timestamp in a column is at a moment or later.
   *
   * @param micros the moment, in microseconds since 1970 UTC
   */
  UuidScan since(String column, long micros);

  /**
   * How many rows the files have that are read: there are so many UUIDs at most, and about so many.
   */
  long mostRows();

  /**
   * Reads them, in no order.
   *
   * @param threads how many threads read
   */
  void read(int threads, Taker into);
}
