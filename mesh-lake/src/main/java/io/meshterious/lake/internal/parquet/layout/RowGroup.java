// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import java.util.List;

/**
 * A row group that was written, as the footer describes it.
 *
 * @param chunks its column chunks, in the order of the file's columns
 * @param rows how many rows it has
 * @param start where its first byte is
 */
public record RowGroup(List<Chunk> chunks, long rows, long start) {
  public void write(ThriftWriter thrift, int ordinal, long bloomsAt, long indexesAt) {
    long raw = 0;
    long size = 0;
    thrift.begin();
    thrift.list(1, ThriftWriter.STRUCT, chunks.size());
    for (Chunk chunk : chunks) {
      chunk.write(thrift, bloomsAt, indexesAt);
      raw += chunk.raw();
      size += chunk.size();
    }
    thrift.i64(2, raw);
    thrift.i64(3, rows);
    thrift.i64(5, start);
    thrift.i64(6, size);
    if (ordinal <= Short.MAX_VALUE) {
      thrift.i16(7, ordinal);
    }
    thrift.end();
  }
}
