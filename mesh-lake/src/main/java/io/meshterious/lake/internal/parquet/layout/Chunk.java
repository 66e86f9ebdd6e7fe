// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import io.meshterious.lake.internal.parquet.Codec;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;

/**
 * A column chunk that was written, as the footer describes it.
 *
 * @param leaf the column
 * @param codec the codec of its compressed pages
 * @param pages its pages by encoding
 * @param entries its values, nulls included
 * @param raw its bytes before compression
 * @param size its bytes in the file
 * @param dataAt where its first data page is
 * @param dictionaryAt where its dictionary is, or -1
 * @param statistics a Thrift structure
 * @param bloomFrom where its Bloom filter begins among the file's filters, or -1
 * @param bloomLength how many bytes its Bloom filter has
 * @param columnIndexFrom where its column index begins among the file's indexes, or -1
 * @param offsetIndexFrom where its offset index begins, right after the column index
 * @param indexEnd where its offset index ends
 */
public record Chunk(
    Leaf leaf,
    Codec codec,
    PageCounts pages,
    long entries,
    long raw,
    long size,
    long dataAt,
    long dictionaryAt,
    ByteSink statistics,
    int bloomFrom,
    int bloomLength,
    int columnIndexFrom,
    int offsetIndexFrom,
    int indexEnd) {

  /**
   * Writes the footer's description.
   *
   * @param bloomsAt where the file's Bloom filters begin
   * @param indexesAt where the file's indexes begin
   */
  public void write(ThriftWriter thrift, long bloomsAt, long indexesAt) {
    thrift.begin();
    thrift.i64(2, 0);
    thrift.begin(3);
    thrift.i32(1, leaf.physical().number());
    pages.writeEncodings(thrift, 2);
    thrift.list(3, ThriftWriter.BINARY, leaf.path().size());
    for (String part : leaf.path()) {
      thrift.element(part);
    }
    thrift.i32(4, codec.number());
    thrift.i64(5, entries);
    thrift.i64(6, raw);
    thrift.i64(7, size);
    thrift.i64(9, dataAt);
    if (dictionaryAt >= 0) {
      thrift.i64(11, dictionaryAt);
    }
    thrift.raw(12, ThriftWriter.STRUCT, statistics);
    pages.writeCounts(thrift, 13);
    if (bloomFrom >= 0) {
      thrift.i64(14, bloomsAt + bloomFrom);
      thrift.i32(15, bloomLength);
    }
    thrift.end();
    thrift.i64(4, indexesAt + offsetIndexFrom);
    thrift.i32(5, indexEnd - offsetIndexFrom);
    if (columnIndexFrom >= 0) {
      thrift.i64(6, indexesAt + columnIndexFrom);
      thrift.i32(7, offsetIndexFrom - columnIndexFrom);
    }
    thrift.end();
  }
}
