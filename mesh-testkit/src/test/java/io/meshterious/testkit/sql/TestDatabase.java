// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.testkit.postgres.PostgresFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An empty database that can say what is in it. */
final class TestDatabase implements AutoCloseable {
  private static String postgresUrl = "";

  private final SqlDialect dialect;
  private final Connection connection;
  private int databases;

  private TestDatabase(SqlDialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  static TestDatabase open(SqlDialect dialect) throws SQLException {
    return switch (dialect) {
      case DUCKDB -> new TestDatabase(dialect, DriverManager.getConnection("jdbc:duckdb:"));
      case POSTGRES -> new TestDatabase(dialect, DriverManager.getConnection(postgresUrl()));
      default -> throw new IllegalArgumentException("No database for " + dialect);
    };
  }

  /** One database of the shared server, emptied before every use. */
  private static synchronized String postgresUrl() {
    PostgresFixture server = PostgresFixture.running();
    if (postgresUrl.isEmpty()) {
      postgresUrl = server.newDatabase();
    }
    return postgresUrl;
  }

  /** Removes everything. */
  TestDatabase emptied() throws SQLException {
    if (dialect == SqlDialect.POSTGRES) {
      for (String schema :
          texts(
              "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'")) {
        execute("DROP SCHEMA \"" + schema.replace("\"", "\"\"") + "\" CASCADE");
      }
      execute("CREATE SCHEMA public");
      return this;
    }
    databases++;
    execute("ATTACH ':memory:' AS empty" + databases);
    execute("USE empty" + databases);
    if (databases > 1) {
      execute("DETACH empty" + (databases - 1));
    }
    return this;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException problem) {
      try (Statement rollback = connection.createStatement()) {
        rollback.execute("ROLLBACK");
      } catch (SQLException noTransaction) {
        problem.addSuppressed(noTransaction);
      }
      throw problem;
    }
  }

  /** The first column of a query, as text. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }

  /** Everything about the tables but the order of the columns, one fact a line, sorted. */
  List<String> describe() throws SQLException {
    List<String> facts = new ArrayList<>();
    for (String query : dialect == SqlDialect.POSTGRES ? POSTGRES : DUCKDB) {
      facts.addAll(texts(query));
    }
    return facts.stream().sorted().toList();
  }

  private static final List<String> POSTGRES =
      List.of(
          "SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
          "SELECT 'table ' || c.relname || ' in ' || n.nspname || ' comment ' || coalesce(obj_description(c.oid, 'pg_class'), '-')"
              + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
          "SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
              + " || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' comment ' || coalesce(col_description(c.oid, a.attnum), '-')"
              + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
              + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
              + " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
          "SELECT 'constraint ' || n.nspname || '.' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' unchecked' END"
              + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'",
          "SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'");

  private static final List<String> DUCKDB =
      List.of(
          "SELECT 'schema ' || schema_name FROM duckdb_schemas() WHERE NOT internal AND database_name = current_database()",
          "SELECT 'table ' || schema_name || '.' || table_name || ' comment ' || coalesce(comment, '-') FROM duckdb_tables() WHERE database_name = current_database()",
          "SELECT 'column ' || schema_name || '.' || table_name || '.' || column_name || ' ' || data_type || CASE WHEN is_nullable THEN '' ELSE ' not null' END"
              + " || ' default ' || coalesce(column_default, '-') || ' comment ' || coalesce(comment, '-') FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()",
          "SELECT 'constraint ' || schema_name || '.' || table_name || ' ' || constraint_name || ' ' || constraint_text FROM duckdb_constraints() WHERE constraint_type <> 'NOT NULL' AND database_name = current_database()",
          "SELECT 'index ' || sql FROM duckdb_indexes() WHERE database_name = current_database()");

  /** What the database is, for messages. */
  @Override
  public String toString() {
    return dialect.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
