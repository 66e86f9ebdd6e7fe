// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

/** A number that each row has. */
@FunctionalInterface
public interface LongValue {
  /** The number of a row. */
  long at(long row);

  /**
   * The numbers of some rows, for those that find many at once cheaper.
   *
   * @param rows the rows
   * @param count how many there are
   * @param into where their numbers go; may be the array with the rows
   */
  default void fill(long[] rows, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = at(rows[i]);
    }
  }

  /** The number that another row has, which each row leads to. */
  default LongValue at(LongValue rows) {
    return new LeadingValue(this, rows);
  }

  /** An array with room for so many numbers: the one that is given, if it has. */
  static long[] room(long[] given, int count) {
    return given.length >= count ? given : new long[count];
  }
}
