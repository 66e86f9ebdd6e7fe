// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * One connection to an engine, for one thread at a time. What is made in it with {@code TEMP} ends
 * with it. Failures of SQL become {@link io.meshterious.core.error.MeshException}.
 */
public final class Session implements AutoCloseable {
  /** Takes a value from the rows of a result. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads the rows; the result is closed afterwards. */
    T read(ResultSet rows) throws SQLException;
  }

  /** Something that is done with a connection. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run(Connection connection) throws SQLException;
  }

  private final Engine engine;
  private final DuckDBConnection connection;

  Session(Engine engine, DuckDBConnection connection) {
    this.engine = engine;
    this.connection = connection;
  }

  /** The connection, for what this class has no call for. */
  public Connection connection() {
    return connection;
  }

  /** A name that nothing else in this engine has. */
  public String newName(String prefix) {
    return engine.newName(prefix);
  }

  /**
   * Does once for all sessions of this engine what a step does, such as to make functions known.
   */
  public void once(String name, Step step) {
    engine.once(name, step, connection);
  }

  /** Runs a statement whose result does not matter. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "run a statement");
    }
  }

  /**
   * Runs a statement and reads its rows. They are streamed: the reader uses no other statement of
   * this session.
   */
  public <T> T query(String sql, Reader<T> reader) {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = start(statement, sql)) {
      return reader.read(rows);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "run a statement");
    }
  }

  private ResultSet start(PreparedStatement statement, String sql) throws SQLException {
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      throw EngineErrors.reason(e, () -> connection.prepareStatement(sql));
    }
  }

  /** The whole number in the first column of the first row. */
  public long number(String sql) {
    return query(
        sql,
        rows -> {
          if (!rows.next()) {
            throw new SQLException("no row");
          }
          return rows.getLong(1);
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "close a session");
    }
  }
}
