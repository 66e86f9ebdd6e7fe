// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Turns the engine's failures into Mesh's: a code by the kind the engine names first, and the
 * engine's words without the statement they quote.
 */
public final class EngineErrors {
  private static final Map<String, QueryError> KINDS =
      Map.ofEntries(
          Map.entry("Parser Error", QueryError.SQL_INVALID),
          Map.entry("Syntax Error", QueryError.SQL_INVALID),
          Map.entry("Binder Error", QueryError.SQL_INVALID),
          Map.entry("Catalog Error", QueryError.SQL_INVALID),
          Map.entry("Expression Error", QueryError.SQL_INVALID),
          Map.entry("Not implemented Error", QueryError.SQL_INVALID),
          Map.entry("Parameter Not Resolved Error", QueryError.PARAMETER_INVALID),
          Map.entry("Parameter Not Allowed Error", QueryError.PARAMETER_INVALID),
          Map.entry("Permission Error", QueryError.STATEMENT_NOT_ALLOWED),
          Map.entry("Conversion Error", QueryError.QUERY_DATA),
          Map.entry("Out of Range Error", QueryError.QUERY_DATA),
          Map.entry("Divide by Zero Error", QueryError.QUERY_DATA),
          Map.entry("Decimal Error", QueryError.QUERY_DATA),
          Map.entry("Mismatch Type Error", QueryError.QUERY_DATA),
          Map.entry("Constraint Error", QueryError.QUERY_DATA),
          Map.entry("Invalid Input Error", QueryError.QUERY_DATA),
          Map.entry("INTERRUPT Error", QueryError.QUERY_CANCELLED),
          Map.entry("Interrupt Error", QueryError.QUERY_CANCELLED),
          Map.entry("Out of Memory Error", QueryError.QUERY_TOO_LARGE),
          Map.entry("IO Error", QueryError.DATA_FILE_UNREADABLE));

  private static final Pattern QUOTED_STATEMENT = Pattern.compile("\\n\\nLINE \\d+:[\\s\\S]*");
  private static final Pattern OUR_NAMES = Pattern.compile("\"?mesh_q\\d+\"?\\.");

  private EngineErrors() {}

  /**
   * A failure in Mesh's form.
   *
   * @param failure what the engine reported
   * @param action what was being done, such as {@code run a query}
   */
  public static MeshException translate(SQLException failure, String action) {
    String text = Objects.requireNonNullElse(failure.getMessage(), "no reason given").strip();
    int colon = text.indexOf(": ");
    QueryError code = colon < 0 ? null : KINDS.get(text.substring(0, colon));
    if (code == null) {
      return new MeshException(
          QueryError.ENGINE_FAILED, "Cannot " + action + ": " + firstPart(text), failure);
    }
    String why = firstPart(text.substring(colon + 2));
    if (code == QueryError.QUERY_CANCELLED) {
      why = "it was cancelled";
    } else if (code == QueryError.QUERY_TOO_LARGE) {
      why += "; give the engine more memory or temporary space, or ask for less at once";
    }
    return new MeshException(code, "Cannot " + action + ": " + why, failure);
  }

  /** Prepares a statement anew. */
  @FunctionalInterface
  public interface Preparation {
    /** The statement, its parameters bound. */
    PreparedStatement prepare() throws SQLException;
  }

  /**
   * The reason why a statement failed before its first row. The driver hides it when results are
   * streamed, and tells it when the statement is run once more in another way.
   */
  @SuppressWarnings("try") // the result is asked for, not read
  public static SQLException reason(SQLException failure, Preparation again) {
    boolean hidden =
        failure.getMessage() != null && failure.getMessage().contains("Invalid result set");
    if (!hidden) {
      return failure;
    }
    try (PreparedStatement statement = again.prepare();
        DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query()) {
      return failure;
    } catch (SQLException reason) {
      return reason;
    }
  }

  /** Without the quoted statement, on one line, and without the engine's own advice on settings. */
  private static String firstPart(String text) {
    String words = QUOTED_STATEMENT.matcher(text).replaceAll("");
    words = OUR_NAMES.matcher(words).replaceAll("");
    int advice = words.indexOf("\n\nPossible solutions:");
    return (advice < 0 ? words : words.substring(0, advice)).replaceAll("\\s*\\n\\s*", " ").strip();
  }
}
