// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.matching.MergeClause;
import io.meshterious.lake.internal.write.matching.MergeClause.Action;
import io.meshterious.lake.internal.write.matching.MergeClause.When;
import io.meshterious.lake.internal.write.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merge. Of the clauses for a row, the first whose condition is true is applied; a row that none
 * is for stays as it is. Conditions and values are SQL, with {@code t} for the table's row and
 * {@code s} for the given one:
 *
 * <pre>{@code
 * lake.write("stock").from("select * from changes").merge("t.sku = s.sku")
 *     .whenMatched("s.gone").delete()
 *     .whenMatched().update(Map.of("count", "t.count + s.count"))
 *     .whenNotMatched().insertAll()
 *     .run();
 * }</pre>
 */
public final class Merge extends PendingWrite<Merge> {
  private final Writes writes;
  private final Source source;
  private final @Nullable String on;
  private final List<String> keys;
  private final List<MergeClause> clauses = new ArrayList<>();

  Merge(Writes writes, Source source, @Nullable String on, List<String> keys) {
    this.writes = writes;
    this.source = source;
    this.on = on;
    this.keys = keys;
  }

  /** A clause for rows of both sides that belong together. */
  public Matched whenMatched() {
    return new Matched(When.MATCHED, null);
  }

  /** The same when a condition is true. */
  public Matched whenMatched(String condition) {
    return new Matched(When.MATCHED, condition);
  }

  /** A clause for given rows that no row of the table belongs to. */
  public NotMatched whenNotMatched() {
    return new NotMatched(null);
  }

  /** The same when a condition is true. */
  public NotMatched whenNotMatched(String condition) {
    return new NotMatched(condition);
  }

  /** A clause for rows of the table that no given row belongs to: {@code s} is all null. */
  public BySource whenNotMatchedBySource() {
    return new BySource(null);
  }

  /** The same when a condition is true. */
  public BySource whenNotMatchedBySource(String condition) {
    return new BySource(condition);
  }

  private Merge add(MergeClause clause) {
    clauses.add(clause);
    return this;
  }

  @Override
  Merge self() {
    return this;
  }

  @Override
  Writes.Prepared prepared() {
    if (clauses.isEmpty()) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot merge: no clause says what to do; add whenMatched(), whenNotMatched() or"
              + " whenNotMatchedBySource()");
    }
    return writes.merge(source, on, keys, clauses);
  }

  /** What happens to rows of the table. */
  public abstract sealed class OfTable permits Matched, BySource {
    private final When when;
    private final @Nullable String condition;

    OfTable(When when, @Nullable String condition) {
      this.when = when;
      this.condition = condition;
    }

    /**
     * Gives the row other values.
     *
     * @param values expressions in SQL by column; other columns keep their values
     */
    public Merge update(Map<String, String> values) {
      if (values.isEmpty()) {
        throw new MeshException(
            WriteError.INVALID_WRITE, "Invalid update: it sets no column (at least one)");
      }
      return add(Action.UPDATE, values);
    }

    /** Deletes the row. */
    public Merge delete() {
      return add(Action.DELETE, null);
    }

    /** Leaves the row as it is, whatever later clauses say. */
    public Merge doNothing() {
      return add(Action.NOTHING, null);
    }

    Merge add(Action action, @Nullable Map<String, String> values) {
      return Merge.this.add(new MergeClause(when, action, condition, values));
    }
  }

  /** What happens to rows of both sides that belong together. */
  public final class Matched extends OfTable {
    Matched(When when, @Nullable String condition) {
      super(when, condition);
    }

    /** Gives the row the values of the given one; columns that it does not have stay. */
    public Merge updateAll() {
      return add(Action.UPDATE, null);
    }
  }

  /** What happens to rows of the table that no given row belongs to. */
  public final class BySource extends OfTable {
    BySource(@Nullable String condition) {
      super(When.NOT_MATCHED_BY_SOURCE, condition);
    }
  }

  /** What happens to given rows that no row of the table belongs to. */
  public final class NotMatched {
    private final @Nullable String condition;

    NotMatched(@Nullable String condition) {
      this.condition = condition;
    }

    /** Adds the row; columns that it does not have become null or their default. */
    public Merge insertAll() {
      return add(new MergeClause(When.NOT_MATCHED, Action.INSERT, condition, null));
    }

    /**
     * Adds a row.
     *
     * @param values expressions in SQL by column; other columns become null or their default
     */
    public Merge insert(Map<String, String> values) {
      return add(new MergeClause(When.NOT_MATCHED, Action.INSERT, condition, values));
    }

    /** Leaves the row out, whatever later clauses say. */
    public Merge doNothing() {
      return add(new MergeClause(When.NOT_MATCHED, Action.NOTHING, condition, null));
    }
  }
}
