// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.source.Source;
import java.util.List;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/** Rows that are to be written, and the choice of what happens to those the table has. */
public final class WriteSource {
  private final Writes writes;
  private final Source source;

  WriteSource(Writes writes, Source source) {
    this.writes = writes;
    this.source = source;
  }

  /** Adds the rows. */
  public SimpleWrite append() {
    return new SimpleWrite(writes.append(source));
  }

  /** Puts the rows in the place of all that the table has. */
  public SimpleWrite overwrite() {
    return new SimpleWrite(writes.overwrite(source, false));
  }

  /**
   * Puts the rows in the place of those that a condition is true for. It must be true for each new
   * row too: otherwise writing the same again would add it twice.
   *
   * @param condition a condition in SQL about the table's columns
   * @param parameters values for its {@code ?}
   */
  public SimpleWrite overwrite(String condition, @Nullable Object... parameters) {
    return new SimpleWrite(writes.where(Source.of(condition, parameters), source));
  }

  /** The same with an expression of Iceberg, which also chooses the files that are looked into. */
  public SimpleWrite overwrite(Expression expression) {
    return new SimpleWrite(writes.where(expression, source));
  }

  /**
   * Puts the rows in the place of all that those partitions hold in which a new row lies. In a
   * table without partitions that is everything.
   */
  public SimpleWrite overwritePartitions() {
    return new SimpleWrite(writes.overwrite(source, true));
  }

  /**
   * Puts each row in the place of that with the same key, or adds it. A replaced row is replaced as
   * a whole: columns that the rows do not have become null or their default.
   *
   * @param keys the key's columns; none: the table's identifier fields
   */
  public Upsert upsert(String... keys) {
    return new Upsert(writes, source, List.of(keys));
  }

  /**
   * Merges the rows by clauses.
   *
   * @param on which rows belong together, in SQL: {@code t} is the table and {@code s} the rows to
   *     write, such as {@code t.id = s.id and t.day = s.day}
   */
  public Merge merge(String on) {
    return new Merge(writes, source, on, List.of());
  }

  /**
   * Merges the rows by clauses; rows with equal keys belong together. Only files that can hold one
   * of the keys are looked into, and only changes of such rows are in conflict.
   *
   * @param keys the key's columns; none: the table's identifier fields
   */
  public Merge mergeOnKeys(String... keys) {
    return new Merge(writes, source, null, List.of(keys));
  }
}
