// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.lock;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.internal.commit.failure.Failures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns by PostgreSQL's advisory locks. The server gives them in the order in which they were asked
 * for, and takes them back when a session ends, so a killed process blocks nobody. Each turn uses a
 * session of its own; sessions are kept for the next turn. A pooler that hands sessions from one
 * transaction to another must not stand in between.
 */
final class PostgresCommitLocks implements CommitLocks {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int MOST_IDLE = 4;

  private final Sessions sessions;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  PostgresCommitLocks(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Held acquire(String tableKey, Duration timeout) {
    long key = key(tableKey);
    Connection kept = idle();
    try {
      Connection session = kept == null ? sessions.open() : kept;
      try {
        lock(session, key, timeout);
      } catch (SQLException e) {
        end(session);
        if (kept == null || LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw e;
        }
        session = sessions.open();
        lock(session, key, timeout);
      }
      Connection locked = session;
      return () -> unlock(locked, key);
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new MeshException(
            CommitError.BUSY,
            "Cannot commit: other processes held the table's advisory lock for "
                + timeout
                + ", the time this commit had left; commit again, less often, or give it more time",
            e);
      }
      throw new MeshException(
          CommitError.LOCK_FAILED,
          "Cannot lock the table for a commit: PostgreSQL says "
              + Failures.reason(e)
              + "; check that the database can be reached and has connections left",
          e);
    }
  }

  private static void lock(Connection session, long key, Duration timeout) throws SQLException {
    boolean locked = false;
    try (Statement statement = session.createStatement();
        PreparedStatement lock = session.prepareStatement("SELECT pg_advisory_lock(?)")) {
      session.setAutoCommit(true);
      statement.execute("SET lock_timeout = " + Math.max(1, timeout.toMillis()));
      lock.setLong(1, key);
      lock.execute();
      locked = true;
    } finally {
      if (!locked) {
        end(session);
      }
    }
  }

  private void unlock(Connection session, long key) {
    try (PreparedStatement unlock = session.prepareStatement("SELECT pg_advisory_unlock(?)")) {
      unlock.setLong(1, key);
      unlock.execute();
    } catch (SQLException e) {
      end(session);
      return;
    }
    synchronized (idle) {
      if (!closed && idle.size() < MOST_IDLE) {
        idle.push(session);
        return;
      }
    }
    end(session);
  }

  private @Nullable Connection idle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  /** Ends a session; the server drops its locks, at the latest when it notices. */
  private static void end(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      // It is lost already, which is what was wanted.
      return;
    }
  }

  /** The first 64 bits of a digest, so that tables do not share a lock by chance. */
  private static long key(String tableKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("mesh:" + tableKey).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Ends the sessions that are kept. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(PostgresCommitLocks::end);
      idle.clear();
    }
  }
}
