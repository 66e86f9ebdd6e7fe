// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * One SQL engine in memory, shared by any number of sessions. Times are UTC, nothing is installed
 * or loaded from outside, and after the start no setting can be changed by a statement.
 */
public final class Engine implements AutoCloseable {
  private static final long PLANNING_MEMORY = 128L << 20;

  private static final Set<String> PLANNING_OPTIMIZERS =
      Set.of(
          "expression_rewriter",
          "filter_pullup",
          "filter_pushdown",
          "cte_filter_pusher",
          "cte_inlining",
          "deliminator",
          "outer_join_simplification");

  private final DuckDBConnection root;
  private final EngineOptions options;
  private final AtomicLong names = new AtomicLong();
  private final Map<String, Boolean> done = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Engine(DuckDBConnection root, EngineOptions options) {
    this.root = root;
    this.options = options;
  }

  /** Starts an engine. */
  public static Engine open(EngineOptions options) {
    return open(options, false);
  }

  private static Engine open(EngineOptions options, boolean planning) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", options.memoryBytes() + "B");
    properties.setProperty("threads", String.valueOf(options.threads()));
    properties.setProperty(
        "temp_directory", options.tempBytes() == 0 ? "" : options.tempFolder().toString());
    if (options.tempBytes() > 0) {
      properties.setProperty("max_temp_directory_size", options.tempBytes() + "B");
    }
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    properties.setProperty("allow_community_extensions", "false");
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    try {
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
      try {
        restrict(root, options, planning);
        return new Engine(root, options);
      } catch (SQLException e) {
        root.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new MeshException(
          QueryError.ENGINE_FAILED, "Cannot start the SQL engine: " + e.getMessage(), e);
    }
  }

  /**
   * Starts a small engine that only parses and plans: it opens no file, and it optimises by rules
   * that hold for any rows, not by what it knows of its own empty tables.
   */
  public static Engine forPlanning() {
    EngineOptions small =
        EngineOptions.defaults().memory(PLANNING_MEMORY).temp(Path.of("."), 0).threads(1);
    return open(small, true);
  }

  private static void restrict(Connection root, EngineOptions options, boolean planning)
      throws SQLException {
    List<String> settings = new ArrayList<>();
    if (planning) {
      settings.add("SET enable_external_access = false");
      settings.add("SET disabled_optimizers = " + Sql.literal(unsafeOptimizers(root)));
    }
    settings.add("SET GLOBAL TimeZone = 'UTC'");
    if (!options.folders().isEmpty()) {
      List<String> folders = new ArrayList<>();
      for (Path folder : options.folders()) {
        folders.add(folder + "/");
      }
      settings.add("SET allowed_directories = " + Sql.list(folders));
      settings.add("SET enable_external_access = false");
    }
    settings.add("SET lock_configuration = true");
    for (String setting : settings) {
      try (Statement statement = root.createStatement()) {
        statement.execute(setting);
      }
    }
  }

  private static String unsafeOptimizers(Connection root) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = root.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM duckdb_optimizers()")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    names.removeAll(PLANNING_OPTIMIZERS);
    return String.join(",", names);
  }

  /** What the engine may use. */
  public EngineOptions options() {
    return options;
  }

  /** Opens a session. Sessions of one engine may be used at the same time, each by one thread. */
  public Session session() {
    if (closed) {
      throw new MeshException(
          QueryError.ENGINE_FAILED, "Cannot open a session: the SQL engine is closed");
    }
    try {
      return new Session(this, root.duplicate());
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "open a session");
    }
  }

  /** A name that no other object of this engine has. */
  String newName(String prefix) {
    return prefix + names.incrementAndGet();
  }

  /** Runs a step unless one of that name was run; others that want it wait meanwhile. */
  void once(String name, Session.Step step, Connection connection) {
    done.computeIfAbsent(
        name,
        first -> {
          try {
            step.run(connection);
          } catch (SQLException e) {
            throw EngineErrors.translate(e, "prepare the SQL engine");
          }
          return true;
        });
  }

  @Override
  public void close() {
    closed = true;
    try {
      root.close();
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "close the SQL engine");
    }
  }
}
