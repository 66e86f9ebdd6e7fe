// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.query.run.QueryContext;
import io.meshterious.lake.internal.query.statement.ReadStatement;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.query.table.QuerySpace;
import io.meshterious.lake.internal.write.source.SourceTables;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SELECTs that writes take their rows from. They name tables as queries do, and see the current
 * state of each; unlike queries they may also read files with {@code read_csv}, {@code read_json}
 * and {@code read_parquet}.
 */
final class SourceQueries implements SourceTables {
  private final QueryContext context;

  SourceQueries(QueryContext context) {
    this.context = context;
  }

  @Override
  public Bound bind(Session session, String sql) {
    ReadStatement statement;
    try (Session planning = context.planner().session()) {
      statement = ReadStatement.parseSource(planning, sql);
    }
    QuerySpace space = new QuerySpace(context.catalog(), new Pin.Current(), statement);
    String database = session.newName("mesh_source");
    try {
      space.createViews(session, database, context.staging(), Map.of());
    } catch (RuntimeException | Error e) {
      space.close();
      throw e;
    }
    return new Opened(session, database, space, statement);
  }

  /** A SELECT whose tables are views in a database of the session. */
  private record Opened(Session session, String database, QuerySpace space, ReadStatement statement)
      implements Bound {
    @Override
    public String sql() {
      return statement.sql();
    }

    @Override
    public Set<String> tables() {
      return space.names().stream().map(TableName::toString).collect(Collectors.toSet());
    }

    @Override
    public void close() {
      try (space) {
        space.drop(session, database);
      }
    }
  }
}
