// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.MapColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.column.ColumnEncoder;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file. Batches of at least {@value #SMALL} rows are encoded as they are; smaller
 * ones are gathered first, so that pages do not become small.
 */
public final class ParquetEncoder implements FileEncoder {
  private static final int SMALL = 1024;

  /** How many gathered rows are encoded together. */
  private static final int GATHERED = 4096;

  /** Slices of a batch that are encoded between checks of the row group's size. */
  private static final long SLICE_BYTES = 64L << 20;

  /** A row group has about so many rows at most: readers share a file out by its row groups. */
  private static final long GROUP_ROWS = 1 << 20;

  private final EncoderBuffers buffers;
  private final boolean ownsBuffers;
  private final EncoderOptions options;
  private final List<NestedField> fields;
  private final List<ColumnEncoder<?>> columns;
  private final ParquetFile file;
  private final BatchCheck check;
  private @Nullable ColumnBatch gathered;
  private long rows;
  private long groupRows;
  private boolean open = true;
  private boolean failed;

  /** An encoder with buffers of its own. When it aborts, it closes the file and leaves it. */
  public ParquetEncoder(Schema schema, EncoderOptions options, OutputFile out) {
    this(new EncoderBuffers(schema, options), true, out, null);
  }

  /**
   * An encoder that uses buffers others have used before, for a file of their schema.
   *
   * @param io where the file is made, and deleted when it is aborted
   */
  public ParquetEncoder(EncoderBuffers buffers, FileIO io, String location) {
    this(buffers, false, io.newOutputFile(location), io);
  }

  private ParquetEncoder(
      EncoderBuffers buffers, boolean ownsBuffers, OutputFile out, @Nullable FileIO io) {
    this.buffers = buffers;
    this.ownsBuffers = ownsBuffers;
    this.options = buffers.options();
    this.fields = buffers.shape().schema().columns();
    this.columns = buffers.lend();
    this.check = new BatchCheck(buffers.shape().schema());
    this.file = new ParquetFile(out, io, buffers.shape(), buffers.schemaJson());
  }

  @Override
  public long bytes() {
    return file.position() + chunkBytes();
  }

  @Override
  public long bufferedBytes() {
    return chunkBytes();
  }

  @Override
  public void endRowGroup() {
    checkUsable();
    failed = true;
    drain(1);
    writeRowGroup();
    failed = false;
  }

  private long chunkBytes() {
    long bytes = 0;
    for (ColumnEncoder<?> column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  @Override
  public void append(ColumnBatch batch, int from, int to) {
    if (from == to) {
      return;
    }
    checkUsable();
    check.required(batch, from, to);
    failed = true;
    rows += to - from;
    if (to - from < SMALL) {
      ColumnBatch small = gathered(batch);
      small.appendFrom(batch, from, to);
      drain(GATHERED);
    } else {
      drain(1);
      encode(batch, from, to);
    }
    failed = false;
  }

  @Override
  public void append(ColumnBatch batch, int[] chosen, int count) {
    if (count == 0) {
      return;
    }
    checkUsable();
    failed = true;
    ColumnBatch small = gathered(batch);
    int before = small.rows();
    small.appendFrom(batch, chosen, count);
    try {
      check.required(small, before, small.rows());
    } catch (MeshException e) {
      small.truncate(before);
      failed = false;
      throw e;
    }
    rows += count;
    drain(GATHERED);
    failed = false;
  }

  private ColumnBatch gathered(ColumnBatch like) {
    check.places(like);
    ColumnBatch small = gathered;
    if (small != null && !small.isLike(like)) {
      drain(1);
      small = null;
    }
    if (small == null) {
      small = like.emptyCopy();
      gathered = small;
    }
    return small;
  }

  /** Encodes gathered rows if there are at least so many. */
  private void drain(int least) {
    ColumnBatch small = gathered;
    if (small != null && small.rows() >= least) {
      encode(small, 0, small.rows());
      small.clear();
    }
  }

  private void encode(ColumnBatch batch, int from, int to) {
    int[] places = check.places(batch);
    int next = from;
    while (next < to) {
      int end = sliceEnd(batch, next, to);
      int leaf = 0;
      for (int i = 0; i < places.length; i++) {
        Column column = batch.columns().get(places[i]);
        NestedField field = fields.get(i);
        if (field.type().isPrimitiveType()) {
          columns.get(leaf++).append(column, next, end);
        } else {
          int leaves = leaves(column);
          buffers
              .nested()
              .append(column, field.isOptional(), next, end, columns.subList(leaf, leaf + leaves));
          leaf += leaves;
        }
      }
      groupRows += end - next;
      next = end;
      if (chunkBytes() >= options.rowGroupBytes() || groupRows >= GROUP_ROWS) {
        writeRowGroup();
      }
    }
  }

  private int sliceEnd(ColumnBatch batch, int from, int to) {
    int end = Math.min(to, from + options.pageRows());
    while (end - from > 1 && rawBytes(batch, from, end) > SLICE_BYTES) {
      end = from + (end - from) / 2;
    }
    return end;
  }

  private static long rawBytes(ColumnBatch batch, int from, int to) {
    long bytes = 0;
    for (Column column : batch.columns()) {
      bytes += rawBytes(column, from, to);
    }
    return bytes;
  }

  private static long rawBytes(Column column, int from, int to) {
    if (column instanceof BytesColumn bytes) {
      return bytes.offsets()[to] - bytes.offsets()[from] + 4L * (to - from);
    } else if (column instanceof StructColumn struct) {
      long sum = 0;
      for (Column child : struct.children()) {
        sum += rawBytes(child, from, to);
      }
      return sum;
    } else if (column instanceof ListColumn list) {
      return rawBytes(list.element(), list.offsets()[from], list.offsets()[to]);
    } else if (column instanceof MapColumn map) {
      int first = map.offsets()[from];
      int end = map.offsets()[to];
      return rawBytes(map.key(), first, end) + rawBytes(map.value(), first, end);
    }
    return 8L * (to - from);
  }

  private static int leaves(Column column) {
    if (column instanceof StructColumn struct) {
      int sum = 0;
      for (Column child : struct.children()) {
        sum += leaves(child);
      }
      return sum;
    } else if (column instanceof ListColumn list) {
      return leaves(list.element());
    } else if (column instanceof MapColumn map) {
      return leaves(map.key()) + leaves(map.value());
    }
    return 1;
  }

  private void writeRowGroup() {
    if (groupRows > 0) {
      file.rowGroup(columns, groupRows);
      groupRows = 0;
    }
  }

  @Override
  public EncodedFile finish() {
    checkUsable();
    failed = true;
    drain(1);
    writeRowGroup();
    long length = file.finish();
    EncodedFile done =
        new EncodedFile(
            file.location(),
            length,
            FileMetrics.of(buffers.shape().schema(), options.metrics(), rows, columns),
            file.splitOffsets());
    release();
    return done;
  }

  @Override
  public void abort() {
    if (open) {
      release();
      file.abort();
    }
  }

  private void release() {
    open = false;
    buffers.giveBack(columns);
    if (ownsBuffers) {
      buffers.close();
    }
  }

  private void checkUsable() {
    if (!open || failed) {
      throw new MeshException(
          EncodeError.WRITER_CLOSED,
          "Cannot write to '"
              + file.location()
              + "': it was "
              + (open ? "given up after a failure; abort it and write anew" : "closed already"));
    }
  }
}
