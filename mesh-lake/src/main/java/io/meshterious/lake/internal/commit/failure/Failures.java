// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.failure;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.TableChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.util.Objects;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/** What Iceberg's exceptions mean for somebody who commits. */
public final class Failures {
  private Failures() {}

  /** Why a commit was refused before the catalog was asked. */
  public static MeshException refusal(String table, TableChange change, RuntimeException why) {
    if (why instanceof MeshException known) {
      return known.at("table", table);
    }
    String message = Objects.requireNonNullElse(why.getMessage(), "");
    String cannot = "Cannot commit " + change + " to '" + table + "': ";
    if (why instanceof ValidationException) {
      return validation(change, why, message, cannot);
    }
    if (isInterrupt(why)) {
      return new MeshException(
          CommitError.INTERRUPTED, cannot + "the thread was interrupted; nothing changed", why);
    }
    if (why instanceof NoSuchTableException) {
      return new MeshException(CommitError.TABLE_GONE, cannot + "the table was dropped", why);
    }
    if (isFile(why)) {
      return new MeshException(
          CommitError.FILE_FAILED,
          cannot + "a file of the table cannot be written or read: " + reason(why),
          why);
    }
    if (why instanceof IllegalArgumentException) {
      return new MeshException(
          CommitError.INVALID_CHANGE, cannot + "it does not fit the table: " + message, why);
    }
    return new MeshException(CommitError.REFUSED, cannot + reason(why), why);
  }

  /** The checks of Iceberg, told apart by how their messages begin. */
  private static MeshException validation(
      TableChange change, RuntimeException why, String message, String cannot) {
    if (message.startsWith("Missing required files")
        || message.startsWith("Cannot commit, missing data files")) {
      return new MeshException(
          CommitError.FILES_GONE,
          cannot
              + "a file that it removes or deletes rows of is no longer in the table, because"
              + " another commit replaced or removed it; read the table again and repeat",
          why);
    }
    if (message.startsWith("Found ") || message.startsWith("Cannot commit, found new")) {
      return new MeshException(
          CommitError.CONFLICT,
          cannot
              + "since "
              + (change.base().isPresent()
                  ? "snapshot " + change.base().getAsLong()
                  : "the table was empty")
              + " another commit "
              + what(message)
              + change.conflicts().map(it -> " where " + it).orElse("")
              + "; read the table again and repeat",
          why);
    }
    if (message.contains("some, but not all, rows match")) {
      return new MeshException(
          CommitError.PARTIAL_FILE,
          cannot
              + "a file holds rows that match "
              + change.rows()
              + " and others that do not; delete those rows with delete files, or overwrite whole"
              + " partitions",
          why);
    }
    if (message.startsWith("Cannot determine history")) {
      return new MeshException(
          CommitError.BASE_GONE,
          cannot
              + "snapshots since it was computed have expired, so that conflicts cannot be ruled"
              + " out; read the table again and repeat",
          why);
    }
    return new MeshException(CommitError.REFUSED, cannot + message, why);
  }

  private static String what(String message) {
    if (message.startsWith("Found conflicting deleted files")) {
      return "removed files with rows that this one depends on";
    }
    if (message.startsWith("Found conflicting files")) {
      return "added rows that this one would have had to see";
    }
    return "deleted rows of files that this one depends on";
  }

  /** The catalog did not answer until the deadline. */
  public static MeshException unreachable(String table, TableChange change, RuntimeException why) {
    if (isInterrupt(why)) {
      return refusal(table, change, why);
    }
    return new MeshException(
        CommitError.CATALOG_FAILED,
        "Cannot commit "
            + change
            + " to '"
            + table
            + "': its catalog cannot be read: "
            + reason(why)
            + "; nothing changed, commit again later",
        why);
  }

  /** The table is gone. */
  public static MeshException dropped(String table, TableChange change) {
    return new MeshException(
        CommitError.TABLE_GONE,
        "Cannot commit " + change + " to '" + table + "': the table does not exist");
  }

  /** Another table of the same step was not committed. */
  public static MeshException notTried(String table, String other) {
    return new MeshException(
        CommitError.NOT_TRIED,
        "Cannot commit to '"
            + table
            + "': '"
            + other
            + "', which is committed together with it, could not be; see there");
  }

  /** Others were faster until the deadline. */
  public static MeshException late(
      String table, TableChange change, int tries, boolean interrupted) {
    String cannot = "Cannot commit " + change + " to '" + table + "': ";
    if (interrupted) {
      return new MeshException(
          CommitError.INTERRUPTED, cannot + "the thread was interrupted; nothing changed");
    }
    return new MeshException(
        CommitError.BUSY,
        cannot
            + "other committers came first in each of "
            + tries
            + " tries until the deadline; commit again, or give it more time");
  }

  /** Nobody can say whether it happened. */
  public static MeshException unknown(
      String table, TableChange change, String attempt, MeshException now, RuntimeException swap) {
    MeshException unknown =
        new MeshException(
            CommitError.STATE_UNKNOWN,
            "Cannot find out whether "
                + change
                + " was committed to '"
                + table
                + "': the catalog's answer was lost ("
                + reason(swap)
                + "); delete nothing, and commit it again as attempt '"
                + attempt
                + "', which makes it happen once in any case",
            swap);
    unknown.addSuppressed(now);
    return unknown;
  }

  /** Whether a file could not be used, and not the catalog. */
  public static boolean isFile(Throwable why) {
    return (why instanceof RuntimeIOException
            || why instanceof UncheckedIOException
            || why instanceof NotFoundException)
        && !has(why, SQLException.class);
  }

  /** Whether the thread was interrupted. */
  static boolean isInterrupt(Throwable why) {
    return has(why, InterruptedException.class) || has(why, ClosedByInterruptException.class);
  }

  /** The innermost message that says something. */
  public static String reason(Throwable why) {
    String reason = why.getClass().getSimpleName();
    for (Throwable it = why; it != null; it = it.getCause()) {
      String message = it.getMessage();
      if (message != null && !message.isBlank()) {
        reason =
            it instanceof IOException ? it.getClass().getSimpleName() + ": " + message : message;
      }
    }
    return reason;
  }

  private static boolean has(@Nullable Throwable why, Class<? extends Throwable> type) {
    for (Throwable it = why; it != null; it = it.getCause()) {
      if (type.isInstance(it)) {
        return true;
      }
    }
    return false;
  }
}
