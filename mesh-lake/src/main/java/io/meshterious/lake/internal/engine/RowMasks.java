// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/**
 * Which rows of which files are deleted, for the SQL function {@value #FUNCTION}. The function is
 * asked for whole vectors of rows, {@code (handle, file << 40 | row)}, and says which rows live.
 * For 400 000 deleted rows of 2 000 000 it takes half the time of an anti join, and no memory of
 * the engine.
 */
final class RowMasks {
  static final String FUNCTION = "mesh_live";

  /** The bits of a key that hold the row; the file is above them. */
  static final int ROW_BITS = 40;

  private static final long ROW_MASK = (1L << ROW_BITS) - 1;

  private final AtomicLong handles = new AtomicLong();
  private final Map<Long, RowMask[]> masks = new ConcurrentHashMap<>();

  /** Makes the function known to all sessions. */
  void register(Connection root) throws SQLException {
    DuckDBFunctions.scalarFunction()
        .withName(FUNCTION)
        .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT)
        .withReturnType(DuckDBColumnType.BOOLEAN)
        .withVectorizedFunction(this::live)
        .register(root);
  }

  /** Notes the masks of files, by their place in a list, and gives the handle for the function. */
  long add(List<RowMask> files) {
    long handle = handles.incrementAndGet();
    masks.put(handle, files.toArray(new RowMask[0]));
    return handle;
  }

  void remove(long handle) {
    masks.remove(handle);
  }

  private void live(DuckDBDataChunkReader in, DuckDBWritableVector out) {
    int rows = Math.toIntExact(in.rowCount());
    if (rows == 0) {
      return;
    }
    RowMask[] files = masks.get(in.vector(0).getLong(0));
    if (files == null) {
      throw new IllegalStateException("the scan that this statement reads is closed");
    }
    DuckDBReadableVector keys = in.vector(1);
    int file = -1;
    RowMask mask = RowMask.NONE;
    for (int i = 0; i < rows; i++) {
      long key = keys.getLong(i);
      int keyFile = (int) (key >>> ROW_BITS);
      if (keyFile != file) {
        file = keyFile;
        mask = files[file];
      }
      out.setBoolean(i, !mask.isSet(key & ROW_MASK));
    }
  }
}
