// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

import java.util.List;

/**
 * A result as chunks of columns. The arrays of a chunk are filled anew by the next one; entries of
 * null values are undefined, and {@link #nulls} says where they are. Columns are counted from 0.
 *
 * <pre>{@code
 * try (Chunks chunks = query.chunks()) {
 *   while (chunks.next()) {
 *     long[] ids = chunks.longs(0);
 *     for (int i = 0; i < chunks.rows(); i++) { … }
 *   }
 * }
 * }</pre>
 */
public interface Chunks extends AutoCloseable {
  /** The columns of the result. */
  List<ResultColumn> columns();

  /** Reads the next chunk; false when there is none. */
  boolean next();

  /** The number of rows of the chunk. */
  int rows();

  /** Which rows are null in a column. */
  boolean[] nulls(int column);

  /**
   * A column of whole numbers up to 64 bits and booleans (1 and 0); dates as days, times as
   * microseconds of the day, timestamps as microseconds since 1970 UTC; decimals of up to 18 digits
   * without their point.
   */
  long[] longs(int column);

  /** A column of floating-point numbers. */
  double[] doubles(int column);

  /** A column of any type as the values that {@link Row} gives; nulls are null. */
  Object[] objects(int column);

  @Override
  void close();
}
