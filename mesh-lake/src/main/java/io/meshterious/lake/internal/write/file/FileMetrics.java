// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.write.value.EngineValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.MetricsModes;
import org.apache.iceberg.MetricsUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a file from the engine's statistics. Bounds are kept only when they are certain:
 * those of UUIDs are left out because readers disagree on their order, and inexact ones are kept
 * only where the table asks for shorter ones anyway.
 */
final class FileMetrics {
  private final Schema schema;
  private final MetricsConfig config;
  private final WrittenFile file;
  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Long> nans = new HashMap<>();
  private final Map<Integer, ByteBuffer> lower = new HashMap<>();
  private final Map<Integer, ByteBuffer> upper = new HashMap<>();

  private FileMetrics(Schema schema, MetricsConfig config, WrittenFile file) {
    this.schema = schema;
    this.config = config;
    this.file = file;
  }

  static Metrics of(Schema schema, MetricsConfig config, WrittenFile file) {
    FileMetrics metrics = new FileMetrics(schema, config, file);
    metrics.add(schema.columns(), "");
    return new Metrics(
        file.rows(),
        metrics.sizes,
        metrics.values,
        metrics.nulls,
        metrics.nans,
        metrics.lower,
        metrics.upper);
  }

  private void add(List<NestedField> fields, String prefix) {
    for (NestedField field : fields) {
      String path = prefix + Sql.quote(field.name());
      if (field.type().isStructType()) {
        add(field.type().asStructType().fields(), path + ".");
      } else if (field.type().isPrimitiveType() || field.type().isVariantType()) {
        Map<String, String> statistics = file.columns().get(path);
        MetricsModes.MetricsMode mode = MetricsUtil.metricsMode(schema, config, field.fieldId());
        if (statistics != null) {
          add(field, mode, statistics);
        }
      }
    }
  }

  private void add(
      NestedField field, MetricsModes.MetricsMode mode, Map<String, String> statistics) {
    int id = field.fieldId();
    count(sizes, id, statistics.get("column_size_bytes"));
    if (mode == MetricsModes.None.get()) {
      return;
    }
    values.put(id, file.rows());
    count(nulls, id, statistics.get("null_count"));
    boolean floating =
        field.type().typeId() == Type.TypeID.FLOAT || field.type().typeId() == Type.TypeID.DOUBLE;
    if (floating) {
      count(nans, id, statistics.get("nan_count"));
    }
    if (mode != MetricsModes.Counts.get() && field.type().isPrimitiveType()) {
      Type type = field.type();
      bound(lower, id, type, bound(type, mode, statistics, "min"));
      bound(upper, id, type, bound(type, mode, statistics, "max"));
    }
  }

  private static void count(Map<Integer, Long> counts, int id, @Nullable String text) {
    if (text != null) {
      counts.put(id, Long.valueOf(text));
    }
  }

  private static void bound(
      Map<Integer, ByteBuffer> bounds, int id, Type type, @Nullable Object value) {
    if (value != null) {
      bounds.put(id, Conversions.toByteBuffer(type, value));
    }
  }

  private static @Nullable Object bound(
      Type type, MetricsModes.MetricsMode mode, Map<String, String> statistics, String which) {
    String text = statistics.get(which);
    Object value = text == null ? null : EngineValues.parse(type, text);
    if (value == null) {
      return null;
    }
    boolean lowest = which.equals("min");
    boolean exact = Boolean.parseBoolean(statistics.get(which + "_is_exact"));
    if (value instanceof Number number && number.doubleValue() == 0.0) {
      return zero(number, lowest);
    } else if (value instanceof String || value instanceof ByteBuffer) {
      int length = mode instanceof MetricsModes.Truncate truncate ? truncate.length() : -1;
      Object shorter = length < 0 ? value : shorten(value, length, lowest);
      return exact || !value.equals(shorter) ? shorter : null;
    }
    return exact ? value : null;
  }

  /** Zero of either sign is inside the bounds, whichever sign the engine has seen. */
  private static Object zero(Number value, boolean lowest) {
    if (value instanceof Double) {
      return lowest ? -0.0d : 0.0d;
    } else if (value instanceof Float) {
      return lowest ? -0.0f : 0.0f;
    }
    return value;
  }

  private static @Nullable Object shorten(Object value, int length, boolean lowest) {
    if (value instanceof String text) {
      return lowest
          ? UnicodeUtil.truncateStringMin(text, length)
          : UnicodeUtil.truncateStringMax(text, length);
    }
    ByteBuffer bytes = (ByteBuffer) value;
    return lowest
        ? BinaryUtil.truncateBinaryMin(bytes, length)
        : BinaryUtil.truncateBinaryMax(bytes, length);
  }
}
