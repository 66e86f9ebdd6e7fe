// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.core.error.MeshException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a {@link TableWriter} does differently from what its table's properties say. Immutable:
 * every method returns other options.
 */
public final class WriterOptions {
  /** The options of a writer that is told nothing: the table's properties decide. */
  public static final WriterOptions USUAL =
      new WriterOptions(
          OptionalLong.empty(),
          OptionalInt.empty(),
          100,
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4),
          false,
          false);

  private final OptionalLong fileBytes;
  private final OptionalInt compressionLevel;
  private final int openFiles;
  private final long bufferBytes;
  private final boolean sorted;
  private final boolean apart;

  private WriterOptions(
      OptionalLong fileBytes,
      OptionalInt compressionLevel,
      int openFiles,
      long bufferBytes,
      boolean sorted,
      boolean apart) {
    this.fileBytes = fileBytes;
    this.compressionLevel = compressionLevel;
    this.openFiles = openFiles;
    this.bufferBytes = bufferBytes;
    this.sorted = sorted;
    this.apart = apart;
  }

  /**
   * The size in bytes at which a file is completed and the next one begun. The default is the
   * table's property {@code write.target-file-size-bytes}, or else 512 MiB. Smaller files are
   * pruned better and cost more metadata.
   */
  public WriterOptions fileBytes(long bytes) {
    require(bytes > 0, "file size in bytes", bytes, "above 0");
    return new WriterOptions(
        OptionalLong.of(bytes), compressionLevel, openFiles, bufferBytes, sorted, apart);
  }

  /**
   * The level of the table's compression codec. The default is the table's property {@code
   * write.parquet.compression-level}, or else the codec's usual one. Higher levels take longer and
   * make smaller files; what is allowed depends on the codec and is checked when the writer is
   * made.
   */
  public WriterOptions compressionLevel(int level) {
    return new WriterOptions(
        fileBytes, OptionalInt.of(level), openFiles, bufferBytes, sorted, apart);
  }

  /**
   * How many partitions may have a file open at once; by default 100. One more completes the file
   * that was written to least recently, so that a low number makes more and smaller files of rows
   * whose partitions alternate.
   */
  public WriterOptions openFiles(int most) {
    require(most > 0, "number of open files", most, "above 0");
    return new WriterOptions(fileBytes, compressionLevel, most, bufferBytes, sorted, apart);
  }

  /**
   * How many encoded bytes all open files together may hold in memory; by default a quarter of the
   * heap. Above it the largest row group is written early, which makes more row groups.
   */
  public WriterOptions bufferBytes(long most) {
    require(most > 0, "buffer size in bytes", most, "above 0");
    return new WriterOptions(fileBytes, compressionLevel, openFiles, most, sorted, apart);
  }

  /**
   * Declares that rows come in the table's sort order inside each partition, so that data files say
   * so. By default they do not; it is not checked.
   */
  public WriterOptions sorted() {
    return new WriterOptions(fileBytes, compressionLevel, openFiles, bufferBytes, true, apart);
  }

  /**
   * Rows of all partitions go into the same files, in their order. Such files cannot be committed
   * where the table has partitions; they are for being read beside it.
   */
  public WriterOptions unpartitioned() {
    return new WriterOptions(fileBytes, compressionLevel, openFiles, bufferBytes, sorted, true);
  }

  OptionalLong fileBytes() {
    return fileBytes;
  }

  OptionalInt compressionLevel() {
    return compressionLevel;
  }

  int openFiles() {
    return openFiles;
  }

  long bufferBytes() {
    return bufferBytes;
  }

  boolean isSorted() {
    return sorted;
  }

  boolean isUnpartitioned() {
    return apart;
  }

  private static void require(boolean holds, String what, long value, String rule) {
    if (!holds) {
      throw new MeshException(
          EncodeError.INVALID_WRITER_OPTION, "Invalid " + what + ": " + value + " (" + rule + ")");
    }
  }
}
