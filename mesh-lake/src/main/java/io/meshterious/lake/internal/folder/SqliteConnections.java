// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Connections to the database file of a lake. They wait for other processes, and are opened without
 * the JVM's driver registry, which does not see drivers of every class loader.
 */
final class SqliteConnections extends JdbcClientPool {
  private static final int CLIENTS = 4;

  private final Path database;
  private final Duration busyTimeout;
  private final boolean durable;

  SqliteConnections(Path database, Duration busyTimeout, boolean durable) {
    super(CLIENTS, url(database), Map.of());
    this.database = database;
    this.busyTimeout = busyTimeout;
    this.durable = durable;
  }

  /** The address of a database file; characters with a meaning in addresses are escaped. */
  static String url(Path database) {
    return "jdbc:sqlite:file:" + database.toUri().getRawPath();
  }

  @Override
  protected Connection newClient() {
    try {
      return open(database, busyTimeout, durable);
    } catch (SQLException failed) {
      throw new UncheckedSQLException(failed, "Cannot open database '%s'", database);
    }
  }

  /**
   * A connection of its own. With the write-ahead log, which is set once when the database is made,
   * FULL forces every commit to disk and NORMAL leaves it to the operating system without any risk
   * to the database's consistency.
   */
  static Connection open(Path database, Duration busyTimeout, boolean durable) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, busyTimeout.toMillis()));
    config.setSynchronous(durable ? SynchronousMode.FULL : SynchronousMode.NORMAL);
    return config.createConnection(url(database));
  }
}
