// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.batch.ColumnBatch;

/**
 * Writes one file from batches of columns. Encode, then {@link #finish()}; {@link #close()} without
 * it is {@link #abort()}. Not safe for use by several threads.
 */
public interface FileEncoder extends AutoCloseable {
  /** Writes some rows of a batch, which may change once this returns. */
  void append(ColumnBatch batch, int from, int to);

  /** Writes chosen rows of a batch, which may change once this returns. */
  void append(ColumnBatch batch, int[] rows, int count);

  /** Writes all rows of a batch, which may change once this returns. */
  default void append(ColumnBatch batch) {
    append(batch, 0, batch.rows());
  }

  /** About how many bytes the file would have if it were finished now. */
  long bytes();

  /** About how many bytes are held in memory until their row group is complete. */
  long bufferedBytes();

  /** Writes what is held in memory as a row group, which may be small. */
  void endRowGroup();

  /** Completes and closes the file. */
  EncodedFile finish();

  /** Closes the file and deletes it. Does nothing after {@link #finish()}. */
  void abort();

  @Override
  default void close() {
    abort();
  }
}
