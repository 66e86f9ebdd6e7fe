// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.BenchSize;
import io.meshterious.bench.Contender;
import io.meshterious.bench.JmhContender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.DataFile;

/**
 * Rows written as one Parquet file, with the metrics that a commit needs: our writer from columns,
 * and Iceberg's generic writer from records, both through the same {@code FileIO}, to the same
 * folder, with the same compression, in one thread each.
 *
 * <p>What a user would object to: both find their rows in the form they like best, columns and
 * records, and what it costs to get them there is not measured; it is less for columns. In the
 * cases not named otherwise, the four columns of few values hold codes in ours, as our decoders
 * make them, while Iceberg's writer looks every value up; the case {@code strings as bytes} does
 * without. The rows are order events, flat, with ids that do not compress: nested or very
 * repetitive rows give other figures. Nothing is forced to disk, by neither.
 */
public final class EncodeBench implements Bench {
  private static final String UNIT = "rows/s";

  @Override
  public String name() {
    return "encode";
  }

  @Override
  public String about() {
    return "Rows into a Parquet file, beside Iceberg's generic writer";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    compare(run, "default compression", "mesh", "zstd", "");
    if (run.size() == BenchSize.FULL) {
      compare(run, "default compression, strings as bytes", "mesh-bytes", "zstd", "");
      compare(run, "zstd 1", "mesh", "zstd", "1");
      compare(run, "uncompressed", "mesh", "uncompressed", "");
    }
  }

  private static void compare(
      BenchRun run, String caseName, String ours, String codec, String level) throws Exception {
    run.compare(
        caseName,
        contender(run, "mesh", ours, codec, level),
        contender(run, "iceberg", "iceberg", codec, level));
  }

  private static Contender contender(
      BenchRun run, String name, String writer, String codec, String level) throws IOException {
    int rows = run.size().pick(2_000, 100_000, 300_000);
    return new JmhContender(
        name,
        run.size(),
        FileWriteBenchmark.class,
        Map.of(
            "writer", writer,
            "codec", codec,
            "level", level,
            "rows", Integer.toString(rows),
            "folder", run.folder().toString()),
        rows,
        UNIT,
        Map.of("bytesPerRow", bytesPerRow(run.freshFolder(), writer, codec, level, rows)));
  }

  /** Writes the file once to see how large it is. */
  private static double bytesPerRow(
      Path folder, String writer, String codec, String level, int rows) throws IOException {
    try (OrdersTable orders = new OrdersTable(folder, codec, level)) {
      DataFile file = FileWriting.by(writer, orders.table(), rows).write();
      if (file.recordCount() != rows) {
        throw new IllegalStateException(
            "Cannot compare: " + writer + " wrote " + file.recordCount() + " of " + rows + " rows");
      }
      return (double) file.fileSizeInBytes() / rows;
    }
  }
}
