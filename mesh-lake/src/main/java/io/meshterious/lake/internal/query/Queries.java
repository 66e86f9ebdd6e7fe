// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.query.pruning.FilterPlanner;
import io.meshterious.lake.internal.query.run.QueryContext;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.write.source.SourceTables;
import io.meshterious.lake.query.Query;

/** Makes queries over the tables of one catalog. May be used by any number of threads. */
public final class Queries implements AutoCloseable {
  private final QueryContext context;

  /**
   * Queries of an engine.
   *
   * @param engine runs the statements; it is not closed with this
   * @param catalog knows the tables
   * @param staging makes remote files readable
   */
  public Queries(Engine engine, QueryCatalog catalog, Staging staging) {
    context = new QueryContext(engine, catalog, staging, new FilterPlanner());
  }

  /** A query on a state of the tables. */
  public Query query(Pin pin, String sql) {
    return new LakeQuery(context, pin, sql, true);
  }

  /** What makes the tables readable that the SELECT of a write names. */
  public SourceTables sources() {
    return new SourceQueries(context);
  }

  /** A query that opens every file of its tables; for comparisons. */
  Query unpruned(Pin pin, String sql) {
    return new LakeQuery(context, pin, sql, false);
  }

  @Override
  public void close() {
    context.planner().close();
  }
}
