// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.DataFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writes one data file of order events; what is written from was made before. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first.
public class FileWriteBenchmark {
  /** Who writes. */
  @Param("iceberg")
  public String writer = "";

  /** The compression. */
  @Param("zstd")
  public String codec = "";

  /** The level of the compression; empty for the default. */
  @Param("")
  public String level = "";

  /** The rows of the file. */
  @Param("1000")
  public int rows;

  /** Where to write. */
  @Param("")
  public String folder = "";

  private OrdersTable orders;
  private FileWriting writing;
  private DataFile written;

  /** Makes the table and the rows. */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    orders = new OrdersTable(Files.createTempDirectory(Path.of(folder), "orders-"), codec, level);
    writing = FileWriting.by(writer, orders.table(), rows);
  }

  /** Writes a file. */
  @Benchmark
  public DataFile write() throws IOException {
    written = writing.write();
    return written;
  }

  /** Deletes the file, so that the disk does not fill. */
  @TearDown(Level.Invocation)
  public void deleteFile() {
    orders.table().io().deleteFile(written.location());
  }

  /** Closes the table's catalog. */
  @TearDown(Level.Trial)
  public void close() {
    orders.close();
  }
}
