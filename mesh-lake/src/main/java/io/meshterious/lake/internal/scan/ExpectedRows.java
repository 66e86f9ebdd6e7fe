// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.engine.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Tells the engine how many rows a scan has, which it takes for one: a function that is expected to
 * give so many rows, and gives none, is added to the scan. A join then makes its hash table of the
 * smaller side, and the scan of the larger one leaves out what cannot match.
 */
final class ExpectedRows implements DuckDBTableFunction<String, String, String> {
  private static final String FUNCTION = "mesh_expected_rows";

  private ExpectedRows() {}

  /** A SELECT with its number of rows made known. */
  static String with(Session session, String select, int columns, long rows) {
    session.once("expected rows", ExpectedRows::register);
    return select
        + "\nUNION ALL\nSELECT "
        + String.join(", ", Collections.nCopies(columns, "NULL"))
        + " FROM "
        + FUNCTION
        + "("
        + rows
        + ")";
  }

  private static void register(Connection connection) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder
          .withName(FUNCTION)
          .withParameter(DuckDBColumnType.BIGINT)
          .withFunction(new ExpectedRows())
          .register(connection);
    }
  }

  @Override
  public String bind(DuckDBTableFunctionBindInfo info) {
    info.addResultColumn("nothing", DuckDBColumnType.BOOLEAN);
    info.setCardinality(info.getParameter(0).getLong(), false);
    return FUNCTION;
  }

  @Override
  public String init(DuckDBTableFunctionInitInfo info) {
    return FUNCTION;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    return 0;
  }
}
