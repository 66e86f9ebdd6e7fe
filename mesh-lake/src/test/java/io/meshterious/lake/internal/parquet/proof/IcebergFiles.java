// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Files;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/** Parquet files as Iceberg's own generic reader and writer see them. */
final class IcebergFiles {
  private IcebergFiles() {}

  /** All rows. */
  static List<List<@Nullable Object>> read(Path file, Schema schema) throws IOException {
    return read(file, schema, Expressions.alwaysTrue());
  }

  /** The rows of the row groups that a filter does not rule out. */
  @SuppressWarnings("unchecked")
  static List<List<@Nullable Object>> read(Path file, Schema schema, Expression filter)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(Files.localInput(file.toFile()))
            .project(schema)
            .filter(filter)
            .createReaderFunc(shape -> GenericParquetReaders.buildReader(schema, shape))
            .build()) {
      for (Record record : records) {
        rows.add((List<@Nullable Object>) Cells.ofGeneric(schema.asStruct(), record));
      }
    }
    return rows;
  }

  /** What Iceberg's own writer says of the same rows, after it wrote them. */
  static Metrics write(
      Path file, Schema schema, List<List<@Nullable Object>> rows, MetricsConfig metrics)
      throws IOException {
    FileAppender<Record> appender =
        Parquet.write(Files.localOutput(file.toFile()))
            .schema(schema)
            .createWriterFunc(GenericParquetWriter::create)
            .metricsConfig(metrics)
            .overwrite()
            .build();
    try (appender) {
      for (List<@Nullable Object> row : rows) {
        appender.add((Record) Cells.toGeneric(schema.asStruct(), row));
      }
    }
    return appender.metrics();
  }
}
