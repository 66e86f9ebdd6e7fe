// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.column.ColumnEncoder;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import io.meshterious.lake.internal.parquet.layout.Chunk;
import io.meshterious.lake.internal.parquet.layout.FileShape;
import io.meshterious.lake.internal.parquet.layout.RowGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The outermost layer of a Parquet file.
 *
 * <pre>
 * "PAR1"
 * row groups: for each column its dictionary page, if it has one, and its data pages
 * Bloom filters
 * column index and offset index of each column of each row group
 * footer
 * length of the footer, 4 bytes
 * "PAR1"
 * </pre>
 */
final class ParquetFile {
  private static final int MAGIC = 0x31524150;
  private static final String CREATED_BY =
      "mesh version "
          + Objects.requireNonNullElse(
              ParquetFile.class.getPackage().getImplementationVersion(), "unversioned");

  private final OutputFile out;
  private final @Nullable FileIO io;
  private final FileShape shape;
  private final String schemaJson;
  private final PositionOutputStream stream;
  private final ByteSink indexes = new ByteSink(1 << 12);
  private final ByteSink blooms = new ByteSink(16);
  private final List<RowGroup> groups = new ArrayList<>();
  private long position;

  /**
   * A new file.
   *
   * @param io deletes the file when it is aborted; null to leave it
   */
  ParquetFile(OutputFile out, @Nullable FileIO io, FileShape shape, String schemaJson) {
    this.out = out;
    this.io = io;
    this.shape = shape;
    this.schemaJson = schemaJson;
    try {
      stream = out.create();
      write(magic());
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  String location() {
    return out.location();
  }

  /** How many bytes were written. */
  long position() {
    return position;
  }

  List<Long> splitOffsets() {
    return groups.stream().map(RowGroup::start).toList();
  }

  /** Writes the chunks of all columns. */
  void rowGroup(List<ColumnEncoder<?>> columns, long rows) {
    long start = position;
    List<Chunk> chunks = new ArrayList<>(columns.size());
    try {
      for (ColumnEncoder<?> column : columns) {
        Chunk chunk = column.write(stream, position, indexes, blooms);
        position += chunk.size();
        chunks.add(chunk);
      }
    } catch (IOException | UncheckedIOException e) {
      throw failed(e);
    }
    groups.add(new RowGroup(chunks, rows, start));
  }

  /** Writes the rest, closes, and says how long the file is. */
  long finish() {
    try {
      long bloomsAt = position;
      write(blooms);
      long indexesAt = position;
      write(indexes);
      ByteSink footer = footer(bloomsAt, indexesAt);
      footer.putInt(footer.size());
      footer.putInt(MAGIC);
      write(footer);
      stream.close();
      return position;
    } catch (IOException | UncheckedIOException e) {
      throw failed(e);
    }
  }

  private ByteSink footer(long bloomsAt, long indexesAt) {
    ByteSink footer = new ByteSink(1 << 13);
    ThriftWriter thrift = new ThriftWriter(footer);
    thrift.begin();
    thrift.i32(1, 2);
    shape.write(thrift, 2);
    thrift.i64(3, groups.stream().mapToLong(RowGroup::rows).sum());
    thrift.list(4, ThriftWriter.STRUCT, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).write(thrift, i, bloomsAt, indexesAt);
    }
    thrift.list(5, ThriftWriter.STRUCT, 1);
    thrift.begin();
    thrift.string(1, "iceberg.schema");
    thrift.string(2, schemaJson);
    thrift.end();
    thrift.string(6, CREATED_BY);
    thrift.list(7, ThriftWriter.STRUCT, shape.leaves().size());
    for (int i = 0; i < shape.leaves().size(); i++) {
      thrift.begin();
      thrift.empty(1);
      thrift.end();
    }
    thrift.end();
    return footer;
  }

  /** Closes, and deletes what was written. */
  void abort() {
    try {
      stream.close();
    } catch (IOException | UncheckedIOException e) {
      // The file is given up; that it could not be closed changes nothing about that.
      position = 0;
    }
    if (io != null) {
      try {
        io.deleteFile(out.location());
      } catch (RuntimeException e) {
        throw new MeshException(
            EncodeError.WRITE_FAILED,
            "Cannot delete data file '"
                + out.location()
                + "', which was given up: "
                + e.getMessage(),
            e);
      }
    }
  }

  private static ByteSink magic() {
    ByteSink sink = new ByteSink(4);
    sink.putInt(MAGIC);
    return sink;
  }

  private void write(ByteSink sink) throws IOException {
    stream.write(sink.array(), 0, sink.size());
    position += sink.size();
  }

  private MeshException failed(Exception cause) {
    return new MeshException(
        EncodeError.WRITE_FAILED,
        "Cannot write data file '" + out.location() + "': " + cause.getMessage(),
        cause);
  }
}
