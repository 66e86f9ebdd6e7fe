// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.internal.parquet.EncodedFile;
import io.meshterious.lake.internal.parquet.EncoderBuffers;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.FileEncoder;
import io.meshterious.lake.internal.parquet.ParquetEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.encryption.PlaintextEncryptionManager;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches as data files of a table: each partition's rows into files of their own, each file
 * up to the target size. The files are of no effect until they are committed.
 *
 * <pre>{@code
 * try (TableWriter writer = TableWriter.of(table)) {
 *   writer.append(batch);
 *   List<DataFile> files = writer.finish();
 *   ...
 * }
 * }</pre>
 *
 * <p>{@link #close()} without {@link #finish()} deletes what was written. After a failure nothing
 * but {@code close} is possible. Not safe for use by several threads: give each its own.
 */
public final class TableWriter implements AutoCloseable {
  /** How many rows are written between checks of a file's size. */
  private static final int SLICE_ROWS = 20_000;

  private final Table table;
  private final WriterOptions options;
  private final long fileBytes;
  private final EncoderBuffers buffers;
  private final PartitionSpec spec;
  private final @Nullable Partitioner partitioner;
  private final String name = UUID.randomUUID().toString();
  private final Map<Integer, Open> open = new HashMap<>();
  private final List<DataFile> done = new ArrayList<>();
  private int files;
  private long clock;
  private long buffered;
  private boolean failed;
  private boolean closed;
  private int[] order = new int[0];
  private int[] ends = new int[16];
  private int[] present = new int[16];

  /** A file that is open for a partition. */
  private static final class Open {
    final PartitionTuple partition;
    final FileEncoder encoder;
    long used;
    long buffered;

    Open(PartitionTuple partition, FileEncoder encoder) {
      this.partition = partition;
      this.encoder = encoder;
    }
  }

  private TableWriter(Table table, WriterOptions options) {
    this.table = table;
    this.options = options;
    if (!(table.encryption() instanceof PlaintextEncryptionManager)) {
      throw new MeshException(
              EncodeError.INVALID_WRITER_OPTION,
              "Cannot write rows: the table is encrypted, and data files are written without"
                  + " encryption")
          .at("table", table.name());
    }
    TableOptions properties = new TableOptions(table);
    EncoderOptions encoding = properties.encoder(options.compressionLevel());
    this.fileBytes = options.fileBytes().orElseGet(properties::fileBytes);
    this.spec = options.isUnpartitioned() ? PartitionSpec.unpartitioned() : table.spec();
    this.partitioner = spec.isUnpartitioned() ? null : new Partitioner(spec, table.schema());
    this.buffers = EncoderBuffers.borrow(table.schema(), encoding);
  }

  /**
   * A writer of a table's present schema, partitioning and properties.
   *
   * @throws MeshException when the table has a type that cannot be written, or a property about
   *     writing has a value that is not allowed
   */
  public static TableWriter of(Table table) {
    return of(table, WriterOptions.USUAL);
  }

  /** A writer with options of its own. */
  public static TableWriter of(Table table, WriterOptions options) {
    return new TableWriter(table, options);
  }

  /**
   * Writes the rows of a batch, which may be cleared and filled again once this returns.
   *
   * @throws MeshException when the batch has other columns than the table, a required column has a
   *     null, a value does not fit its type, or a file cannot be written
   */
  public void append(ColumnBatch batch) {
    checkUsable();
    failed = true;
    try {
      for (int from = 0; from < batch.rows(); from += SLICE_ROWS) {
        append(batch, from, Math.min(batch.rows(), from + SLICE_ROWS));
      }
    } catch (MeshException e) {
      throw e.at("table", table.name());
    }
    failed = false;
  }

  private void append(ColumnBatch batch, int from, int to) {
    Partitioner splitter = partitioner;
    if (splitter == null) {
      Open file = open(0);
      file.encoder.append(batch, from, to);
      wrote(0, file);
    } else if (splitter.number(batch, from, to)) {
      int id = splitter.ids()[0];
      Open file = open(id);
      file.encoder.append(batch, from, to);
      wrote(id, file);
    } else {
      fanOut(batch, from, to - from, splitter.ids());
    }
  }

  /** Brings the rows of each partition together, in their order, and writes them. */
  private void fanOut(ColumnBatch batch, int from, int count, int[] ids) {
    int kinds = 0;
    if (order.length < count) {
      order = new int[count];
    }
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      if (id >= ends.length) {
        ends = Arrays.copyOf(ends, Math.max(id + 1, ends.length * 2));
      }
      if (ends[id]++ == 0) {
        if (kinds == present.length) {
          present = Arrays.copyOf(present, kinds * 2);
        }
        present[kinds++] = id;
      }
    }
    int end = 0;
    for (int k = 0; k < kinds; k++) {
      int id = present[k];
      int rows = ends[id];
      ends[id] = end;
      end += rows;
    }
    for (int i = 0; i < count; i++) {
      order[ends[ids[i]]++] = from + i;
    }
    int first = 0;
    for (int k = 0; k < kinds; k++) {
      int id = present[k];
      int last = ends[id];
      ends[id] = 0;
      write(batch, id, first, last);
      first = last;
    }
  }

  private void write(ColumnBatch batch, int id, int first, int end) {
    Open file = open(id);
    int rows = end - first;
    if (order[end - 1] - order[first] == rows - 1) {
      file.encoder.append(batch, order[first], order[first] + rows);
    } else {
      file.encoder.append(batch, Arrays.copyOfRange(order, first, end), rows);
    }
    wrote(id, file);
  }

  private Open open(int id) {
    Open file = open.get(id);
    if (file == null) {
      if (open.size() >= options.openFiles()) {
        completeOldest();
      }
      PartitionTuple partition =
          partitioner == null ? new PartitionTuple(List.of()) : partitioner.tuple(id);
      file = new Open(partition, new ParquetEncoder(buffers, table.io(), location(partition)));
      open.put(id, file);
    }
    file.used = ++clock;
    return file;
  }

  private String location(PartitionTuple partition) {
    String fileName = String.format("%05d-%s.parquet", files++, name);
    return partitioner == null
        ? table.locationProvider().newDataLocation(fileName)
        : table.locationProvider().newDataLocation(spec, partition, fileName);
  }

  private void wrote(int id, Open file) {
    if (file.encoder.bytes() >= fileBytes) {
      complete(id, file);
      return;
    }
    note(file);
    while (buffered > options.bufferBytes()) {
      Open largest = file;
      for (Open other : open.values()) {
        if (other.buffered > largest.buffered) {
          largest = other;
        }
      }
      largest.encoder.endRowGroup();
      note(largest);
    }
  }

  private void note(Open file) {
    buffered -= file.buffered;
    file.buffered = file.encoder.bufferedBytes();
    buffered += file.buffered;
  }

  private void completeOldest() {
    Map.Entry<Integer, Open> oldest = null;
    for (Map.Entry<Integer, Open> entry : open.entrySet()) {
      if (oldest == null || entry.getValue().used < oldest.getValue().used) {
        oldest = entry;
      }
    }
    if (oldest != null) {
      complete(oldest.getKey(), oldest.getValue());
    }
  }

  private void complete(int id, Open file) {
    EncodedFile encoded = file.encoder.finish();
    buffered -= file.buffered;
    open.remove(id);
    DataFiles.Builder builder =
        DataFiles.builder(spec)
            .withPath(encoded.location())
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(encoded.length())
            .withMetrics(encoded.metrics())
            .withSplitOffsets(encoded.splitOffsets());
    if (partitioner != null) {
      builder.withPartition(file.partition);
    }
    if (options.isSorted()) {
      builder.withSortOrder(table.sortOrder());
    }
    done.add(builder.build());
  }

  /**
   * Completes all files.
   *
   * @return the data files, ready to be committed; none when no rows were appended
   */
  public List<DataFile> finish() {
    checkUsable();
    failed = true;
    try {
      for (Map.Entry<Integer, Open> entry : List.copyOf(open.entrySet())) {
        complete(entry.getKey(), entry.getValue());
      }
    } catch (MeshException e) {
      throw e.at("table", table.name());
    }
    closed = true;
    buffers.close();
    return List.copyOf(done);
  }

  /** Deletes what was written, unless {@link #finish()} has returned it. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    MeshException problem = null;
    for (Open file : open.values()) {
      try {
        file.encoder.abort();
      } catch (MeshException e) {
        problem = e;
      }
    }
    for (DataFile file : done) {
      try {
        table.io().deleteFile(file.location());
      } catch (RuntimeException e) {
        problem =
            new MeshException(
                EncodeError.WRITE_FAILED,
                "Cannot delete data file '" + file.location() + "': " + e.getMessage(),
                e);
      }
    }
    buffers.close();
    if (problem != null) {
      throw problem.at("table", table.name());
    }
  }

  private void checkUsable() {
    if (closed || failed) {
      throw new MeshException(
              EncodeError.WRITER_CLOSED,
              "Cannot write rows: the writer "
                  + (closed ? "is closed" : "has failed; close it and write anew"))
          .at("table", table.name());
    }
  }
}
