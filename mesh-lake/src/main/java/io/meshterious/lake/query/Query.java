// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question in SQL over the tables of a lake. Nothing runs before a result is asked for; each
 * result runs the statement anew, on the state of the tables at that moment unless another state
 * was asked for, and on one state of each table throughout.
 *
 * <p>The streams and {@link #chunks} are read while the statement runs: close them. A query is used
 * by one thread at a time; {@link #cancel} may be called by any.
 *
 * <pre>{@code
 * try (Stream<Order> orders =
 *     lake.sql("select * from raw.orders where day = ?").bind(day).records(Order.class)) {
 *   orders.forEach(this::ship);
 * }
 * }</pre>
 */
public interface Query {
  /** Values for the parameters {@code ?} or {@code $1}, in their order; replaces earlier ones. */
  Query bind(@Nullable Object... values);

  /** A value for the parameter {@code $name}. */
  Query param(String name, @Nullable Object value);

  /**
   * Ends a run that takes longer, reading included. Without it, or with zero, a run may take any
   * time.
   */
  Query timeout(Duration limit);

  /** The columns of the result, without reading its rows. */
  List<ResultColumn> columns();

  /** The rows, one by one. */
  Stream<Row> rows();

  /** The rows as maps from names to values, in the order of the columns. */
  Stream<Map<String, Object>> maps();

  /**
   * The rows as records. Every component takes the column with its name; {@code orderId} also takes
   * {@code order_id}. Numbers are converted when nothing is lost; {@code Optional} components take
   * nulls, other objects take null as it is, primitives refuse it. Structs become records or maps.
   *
   * @throws io.meshterious.core.error.MeshException {@link QueryError#RESULT_MISMATCH} when a
   *     component has no column or cannot take its values
   */
  <T extends Record> Stream<T> records(Class<T> type);

  /** The rows as columns of primitive arrays, some thousand rows at a time. */
  Chunks chunks();

  /** The only value of a result of one row and one column; empty when it is null or no row. */
  <T> Optional<T> value(Class<T> type);

  /** Prints the first rows as a table to the standard output. */
  void print();

  /**
   * The first rows as a table.
   *
   * @param rows the most rows that are shown; the others are counted
   * @param width the most characters of a line; wide columns are cut first
   */
  String table(int rows, int width);

  /** Writes the result as CSV with a header (RFC 4180, UTF-8); gives the number of rows. */
  long writeCsv(Path file);

  /** Writes the result as CSV to a stream that stays open; gives the number of rows. */
  long writeCsv(OutputStream out);

  /** Writes the result as JSON, one object a line; gives the number of rows. */
  long writeJson(Path file);

  /** Writes the result as JSON to a stream that stays open; gives the number of rows. */
  long writeJson(OutputStream out);

  /** Writes the result as one Parquet file, compressed with zstd; gives the number of rows. */
  long writeParquet(Path file);

  /** Ends the run under way, if any; it fails with {@link QueryError#QUERY_CANCELLED}. */
  void cancel();
}
