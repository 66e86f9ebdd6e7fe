// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Iceberg's metrics as text that can be compared and read. */
final class MetricsText {
  private MetricsText() {}

  /**
   * All there is, by field.
   *
   * @param withSizes whether the sizes of columns count, which differ between writers
   */
  static Map<String, String> of(Schema schema, Metrics metrics, boolean withSizes) {
    Map<String, String> text = new TreeMap<>();
    text.put("records", String.valueOf(metrics.recordCount()));
    if (withSizes) {
      add(text, schema, "size", metrics.columnSizes());
    }
    add(text, schema, "values", metrics.valueCounts());
    add(text, schema, "nulls", metrics.nullValueCounts());
    add(text, schema, "nans", metrics.nanValueCounts());
    add(text, schema, "lower", bounds(schema, metrics.lowerBounds()));
    add(text, schema, "upper", bounds(schema, metrics.upperBounds()));
    return text;
  }

  /** Without what footers do not hold: counts of NaN, and the sizes of columns without row groups. */
  static Map<String, String> inFooter(Map<String, String> text) {
    Map<String, String> without = new TreeMap<>(text);
    without.keySet().removeIf(key -> key.endsWith(" nans"));
    without.entrySet().removeIf(it -> it.getKey().endsWith(" size") && it.getValue().equals("0"));
    return without;
  }

  /** The lines that differ; empty when none does. */
  static List<String> differences(Map<String, String> ours, Map<String, String> theirs) {
    Set<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(ours.get(key), theirs.get(key)))
        .map(key -> key + ": " + ours.get(key) + " instead of " + theirs.get(key))
        .toList();
  }

  private static Map<Integer, Object> bounds(
      Schema schema, @Nullable Map<Integer, ByteBuffer> bounds) {
    Map<Integer, Object> values = new HashMap<>();
    if (bounds != null) {
      bounds.forEach(
          (id, bound) -> {
            Type type = schema.findType(id);
            Object value = Conversions.fromByteBuffer(type, bound.duplicate());
            values.put(id, value instanceof ByteBuffer raw ? hex(raw) : value);
          });
    }
    return values;
  }

  private static List<Byte> hex(ByteBuffer raw) {
    List<Byte> bytes = new java.util.ArrayList<>();
    ByteBuffer copy = raw.duplicate();
    while (copy.hasRemaining()) {
      bytes.add(copy.get());
    }
    return bytes;
  }

  private static void add(
      Map<String, String> text, Schema schema, String what, @Nullable Map<Integer, ?> values) {
    if (values != null) {
      values.forEach(
          (id, value) -> text.put(schema.findColumnName(id) + " " + what, String.valueOf(value)));
    }
  }
}
