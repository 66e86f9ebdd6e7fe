// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in a catalog: whether it does not answer, refuses, or fails. */
public final class CatalogFailures {
  private CatalogFailures() {}

  /**
   * Asks a catalog; whatever it throws that is not a {@link MeshException} becomes one.
   *
   * @param what the beginning of the message, such as {@code Cannot drop table 'main.orders'}
   */
  public static <T> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (MeshException known) {
      throw known;
    } catch (RuntimeException failed) {
      throw failure(what, failed);
    }
  }

  /** The failure of a catalog. */
  static MeshException failure(String what, RuntimeException failed) {
    if (failed instanceof UnsupportedOperationException) {
      return new MeshException(
          LakeError.NOT_SUPPORTED, what + ": the catalog does not support it", failed);
    }
    if (failed instanceof NotAuthorizedException
        || failed instanceof ForbiddenException
        || sqlState(failed).startsWith("28")) {
      return new MeshException(
          LakeError.CATALOG_DENIED,
          what + ": the catalog refuses the credentials or lacks a permission",
          failed);
    }
    if (failed instanceof ServiceUnavailableException
        || sqlState(failed).startsWith("08")
        || isNetwork(failed)) {
      return new MeshException(
          LakeError.CATALOG_UNREACHABLE, what + ": the catalog does not answer", failed);
    }
    return new MeshException(
        LakeError.CATALOG_BROKEN, what + ": " + firstLine(rootOf(failed)), failed);
  }

  private static String sqlState(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  private static boolean isNetwork(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.SocketException
          || cause instanceof java.net.UnknownHostException
          || cause instanceof java.net.SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable failed) {
    Throwable root = failed;
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  private static String firstLine(Throwable failed) {
    @Nullable String message = failed.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    boolean plain = failed instanceof IOException || failed instanceof SQLException;
    return plain && !line.isEmpty() ? line : failed.getClass().getSimpleName() + " " + line;
  }
}
