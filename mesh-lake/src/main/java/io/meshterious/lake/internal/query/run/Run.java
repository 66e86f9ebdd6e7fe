// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.query.statement.Parameters;
import io.meshterious.lake.internal.query.statement.ReadStatement;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.query.table.QuerySpace;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement: its session, its pinned tables, its result. The engine notices an
 * interrupt only while it computes, so a stop is noted here as well, checked before every row, and
 * repeated until the run is over.
 */
public final class Run implements AutoCloseable {
  private static final long REPEAT_MILLIS = 50;

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "mesh-query-clock");
            thread.setDaemon(true);
            return thread;
          });

  private final QueryContext context;
  private final Duration limit;
  private volatile @Nullable QueryError stopped;
  private volatile @Nullable PreparedStatement statement;
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable ScheduledFuture<?> repeater;
  private EngineErrors.@Nullable Preparation preparation;
  private @Nullable Session session;
  private @Nullable QuerySpace space;
  private @Nullable ResultSet rows;
  private String database = "";
  private boolean closed;

  public Run(QueryContext context, Duration limit) {
    this.context = context;
    this.limit = limit;
    if (!limit.isZero()) {
      timer =
          CLOCK.schedule(
              () -> stop(QueryError.QUERY_TIMEOUT), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Prepares a statement; the text around it is put before and after it when it runs. */
  public void prepare(Pin pin, String sql, Parameters parameters, boolean pruned, Wrapper wrapper) {
    try {
      ReadStatement parsed;
      Session opened = context.engine().session();
      session = opened;
      database = opened.newName("mesh_q");
      try (Session planning = context.planner().session()) {
        parsed = ReadStatement.parse(planning, sql);
        parameters.check(parsed.parameters());
        check();
        QuerySpace tables = new QuerySpace(context.catalog(), pin, parsed);
        space = tables;
        check();
        Map<String, Expression> filters =
            pruned && parsed.hasConditions() && tables.hasFilesToChoose()
                ? filters(planning, parsed, tables, parameters)
                : Map.of();
        check();
        tables.createViews(opened, database, context.staging(), filters);
      }
      check();
      String wrapped = wrapper.wrap(parsed.sql());
      preparation =
          () -> {
            PreparedStatement prepared = opened.connection().prepareStatement(wrapped);
            parameters.bind(prepared, parsed.parameters());
            return prepared;
          };
      statement = preparation.prepare();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Map<String, Expression> filters(
      Session planning, ReadStatement parsed, QuerySpace tables, Parameters parameters) {
    try {
      return context.planner().filters(planning, database, parsed, tables, parameters);
    } finally {
      tables.drop(planning, database);
    }
  }

  /** Text around the statement. */
  @FunctionalInterface
  public interface Wrapper {
    String wrap(String sql);
  }

  /** Runs the statement; its rows are read with {@link #next}. */
  public ResultSet start() {
    try {
      check();
      ResultSet result = prepared().executeQuery();
      rows = result;
      return result;
    } catch (SQLException e) {
      throw failed(stopped == null ? reason(e) : e);
    }
  }

  /** Runs a statement that gives a number of rows. */
  public long update() {
    try {
      check();
      return prepared().executeLargeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private SQLException reason(SQLException failure) {
    EngineErrors.Preparation again = preparation;
    return again == null ? failure : EngineErrors.reason(failure, again);
  }

  private PreparedStatement prepared() {
    PreparedStatement prepared = statement;
    if (prepared == null) {
      throw new IllegalStateException("not prepared");
    }
    return prepared;
  }

  /** Goes to the next row. */
  public boolean next() {
    check();
    try {
      ResultSet result = rows;
      return result != null && result.next();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The columns of the result; the types of parameters are known once the statement has begun. */
  public List<ResultColumn> columns() {
    try {
      ResultSet result = rows;
      ResultSetMetaData data = result == null ? prepared().getMetaData() : result.getMetaData();
      List<ResultColumn> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.add(new ResultColumn(data.getColumnLabel(i), data.getColumnTypeName(i)));
      }
      return columns;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How many data files the run reads. */
  public int files() {
    return space == null ? 0 : space.files();
  }

  /** Stops the run from any thread. */
  public void stop(QueryError why) {
    if (stopped == null) {
      stopped = why;
      interrupt();
      synchronized (this) {
        if (!closed && repeater == null) {
          repeater =
              CLOCK.scheduleWithFixedDelay(
                  this::interrupt, REPEAT_MILLIS, REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  private void interrupt() {
    PreparedStatement running = statement;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        // The statement is closed: there is nothing left to interrupt.
        return;
      }
    }
  }

  private void check() {
    if (stopped != null) {
      throw failed(null);
    }
  }

  /** The failure of this run: that it was stopped, or else what the engine says. */
  public MeshException failed(@Nullable SQLException cause) {
    QueryError why = stopped;
    if (why == QueryError.QUERY_TIMEOUT) {
      return new MeshException(
          why, "Cannot finish the query: it took longer than its timeout of " + limit, cause);
    } else if (why != null) {
      return new MeshException(why, "Cannot finish the query: it was cancelled", cause);
    } else if (cause == null) {
      throw new IllegalStateException("neither stopped nor failed");
    }
    return EngineErrors.translate(cause, "run the query");
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      cancel(timer);
      cancel(repeater);
    }
    Session last = session;
    if (last == null) {
      return;
    }
    try (last;
        QuerySpace tables = space) {
      PreparedStatement prepared = statement;
      statement = null;
      if (prepared != null) {
        prepared.close();
      }
      if (tables != null) {
        tables.drop(last, database);
      }
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "close the query");
    }
  }

  private static void cancel(@Nullable ScheduledFuture<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }
}
