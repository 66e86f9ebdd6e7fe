// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.pruning;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.query.statement.Parameters;
import io.meshterious.lake.internal.query.statement.ReadStatement;
import io.meshterious.lake.internal.query.statement.Tree;
import io.meshterious.lake.internal.query.table.QuerySpace;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which rows of its tables a statement can use, by having an engine of its own optimise
 * the statement over empty tables and reading the plan. When that fails nothing is pruned: the
 * statement is answered all the same, from more files.
 */
public final class FilterPlanner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FilterPlanner.class);

  /** Names whose value is the time: the plan would fix an earlier one than the run. */
  private static final Set<String> CLOCKS =
      Set.of(
          "now",
          "today",
          "age",
          "current_timestamp",
          "current_date",
          "current_time",
          "localtime",
          "localtimestamp",
          "get_current_timestamp",
          "get_current_time",
          "transaction_timestamp",
          "current_localtimestamp",
          "current_localtime");

  private final Engine engine = Engine.forPlanning();

  /** A session for parsing and planning. */
  public Session session() {
    return engine.session();
  }

  /**
   * The filter of each table, by {@link QuerySpace#key}.
   *
   * @param session one of {@link #session}
   * @param database the name of the database that the tables are in when the statement runs
   */
  public Map<String, Expression> filters(
      Session session,
      String database,
      ReadStatement statement,
      QuerySpace space,
      Parameters parameters) {
    try {
      String sql =
          statement.withParameters(
              session,
              name ->
                  ReadStatement.constant(session, parameters.text(name), parameters.type(name)));
      space.createEmpty(session, database);
      return new PlanFilters(space.schemas(), statement.usesAny(CLOCKS))
          .read(Tree.parse(plan(session, sql)));
    } catch (MeshException | UncheckedIOException | SQLException e) {
      LOG.debug("Files are not pruned for a statement: {}", e.getMessage());
      return Map.of();
    }
  }

  private static String plan(Session session, String sql) throws SQLException {
    String call = "SELECT json_serialize_plan(?, optimize := true)";
    try (PreparedStatement prepared = session.connection().prepareStatement(call)) {
      prepared.setString(1, sql);
      try (ResultSet rows = prepared.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
