// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import java.util.Map;
import org.apache.iceberg.MetricsConfig;

/**
 * How Parquet files are written.
 *
 * @param codec how pages are compressed, where that pays
 * @param level the codec's level
 * @param rowGroupBytes a row group ends when it has so many bytes
 * @param pageBytes a page ends before it has more bytes, unless one row has
 * @param pageRows a page ends when it has so many rows
 * @param dictionaryBytes a dictionary is given up when it has more bytes
 * @param columns what is different for single columns, by their names in the table, with dots
 * @param metrics which of Iceberg's metrics are kept
 */
public record EncoderOptions(
    Codec codec,
    int level,
    long rowGroupBytes,
    int pageBytes,
    int pageRows,
    int dictionaryBytes,
    Map<String, ColumnOptions> columns,
    MetricsConfig metrics) {

  /** The options of a table that says nothing about them. */
  public static final EncoderOptions USUAL =
      new EncoderOptions(
          Codec.ZSTD,
          Codec.ZSTD.usualLevel(),
          128L << 20,
          1 << 20,
          20_000,
          2 << 20,
          Map.of(),
          MetricsConfig.getDefault());

  /** Keeps the columns' options as they are now. */
  public EncoderOptions {
    columns = Map.copyOf(columns);
  }

  public ColumnOptions column(String name) {
    return columns.getOrDefault(name, ColumnOptions.USUAL);
  }

  /** These options with another codec. */
  public EncoderOptions withCodec(Codec newCodec, int newLevel) {
    return new EncoderOptions(
        newCodec, newLevel, rowGroupBytes, pageBytes, pageRows, dictionaryBytes, columns, metrics);
  }

  /** These options with other sizes. */
  public EncoderOptions withSizes(long newRowGroupBytes, int newPageBytes, int newPageRows) {
    return new EncoderOptions(
        codec,
        level,
        newRowGroupBytes,
        newPageBytes,
        newPageRows,
        dictionaryBytes,
        columns,
        metrics);
  }

  /** These options with others for single columns. */
  public EncoderOptions withColumns(Map<String, ColumnOptions> newColumns) {
    return new EncoderOptions(
        codec, level, rowGroupBytes, pageBytes, pageRows, dictionaryBytes, newColumns, metrics);
  }
}
