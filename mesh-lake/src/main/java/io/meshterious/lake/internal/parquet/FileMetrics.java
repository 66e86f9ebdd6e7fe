// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.internal.parquet.column.ColumnEncoder;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.page.FileTotals;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.MetricsModes;
import org.apache.iceberg.MetricsUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;

/** Iceberg's metrics of a file, from what its columns counted while they were written. */
final class FileMetrics {
  private FileMetrics() {}

  static Metrics of(
      Schema schema, MetricsConfig config, long rows, List<ColumnEncoder<?>> columns) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, Long> nans = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (ColumnEncoder<?> column : columns) {
      Leaf leaf = column.leaf();
      int id = leaf.field().fieldId();
      MetricsModes.MetricsMode mode = MetricsUtil.metricsMode(schema, config, id);
      if (mode == MetricsModes.None.get()) {
        continue;
      }
      FileTotals totals = column.fileTotals();
      sizes.put(id, totals.size());
      if (leaf.repeated()) {
        continue;
      }
      values.put(id, totals.entries());
      nulls.put(id, totals.nulls());
      if (leaf.typeId() == Type.TypeID.FLOAT || leaf.typeId() == Type.TypeID.DOUBLE) {
        nans.put(id, totals.nans());
      }
      int length = boundLength(leaf, mode);
      if (length > 0 && column.file().present()) {
        ByteBuffer least = column.file().lower(length);
        if (least != null) {
          lower.put(id, least);
        }
        ByteBuffer greatest = column.file().upper(length);
        if (greatest != null) {
          upper.put(id, greatest);
        }
      }
    }
    return new Metrics(rows, sizes, values, nulls, nans, lower, upper);
  }

  /**
   * How long bounds may be; 0 for none. UUIDs have none: Iceberg compares them as if they had
   * signs, and would leave out files that hold what is sought.
   */
  private static int boundLength(Leaf leaf, MetricsModes.MetricsMode mode) {
    if (mode == MetricsModes.Counts.get() || leaf.typeId() == Type.TypeID.UUID) {
      return 0;
    }
    return mode instanceof MetricsModes.Truncate truncate ? truncate.length() : Integer.MAX_VALUE;
  }
}
