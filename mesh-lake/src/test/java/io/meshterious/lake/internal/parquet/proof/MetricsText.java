// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.jspecify.annotations.Nullable;

/** Where two sides differ in Iceberg's metrics of the same rows, in words. */
final class MetricsText {
  /** Footers hold no longer bounds. */
  private static final int LONGEST_IN_FOOTER = 64;

  private MetricsText() {}

  /**
   * Where ours differ from those of another writer. The sizes of columns are its own business, and
   * it may tell the signs of zeros apart: ours are -0.0 below and 0.0 above, so that no reader can
   * be wrong. Ours have no bounds of UUIDs, which Iceberg compares as if they had signs.
   */
  static List<String> besideWriter(Schema schema, Metrics ours, Metrics theirs) {
    Map<String, Object> read = of(schema, theirs, false);
    read.values().removeIf(UUID.class::isInstance);
    return differences(of(schema, ours, false), read);
  }

  /**
   * Where ours differ from those that were read from the file. Footers hold no counts of NaN, no
   * sizes of columns without row groups, and only shorter bounds of long values.
   */
  static List<String> besideFooter(Schema schema, Metrics ours, Metrics theirs) {
    Map<String, Object> told = of(schema, ours, true);
    Map<String, Object> read = of(schema, theirs, true);
    Set<String> notThere = new TreeSet<>();
    told.forEach(
        (key, value) -> {
          if (key.endsWith(" nans")
              || key.endsWith(" size") && value.equals(0L)
              || length(value) > LONGEST_IN_FOOTER) {
            notThere.add(key);
          }
        });
    told.keySet().removeAll(notThere);
    read.keySet().removeAll(notThere);
    read.values().removeIf(UUID.class::isInstance);
    return differences(told, read);
  }

  private static List<String> differences(Map<String, Object> ours, Map<String, Object> theirs) {
    Set<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(ours.get(key), theirs.get(key)))
        .map(key -> key + ": " + ours.get(key) + " instead of " + theirs.get(key))
        .toList();
  }

  private static Map<String, Object> of(Schema schema, Metrics metrics, boolean withSizes) {
    Map<String, Object> text = new TreeMap<>();
    text.put("records", metrics.recordCount());
    if (withSizes) {
      add(text, schema, "size", metrics.columnSizes());
    }
    add(text, schema, "values", metrics.valueCounts());
    add(text, schema, "nulls", metrics.nullValueCounts());
    add(text, schema, "nans", metrics.nanValueCounts());
    addBounds(text, schema, "lower", metrics.lowerBounds());
    addBounds(text, schema, "upper", metrics.upperBounds());
    return text;
  }

  private static void add(
      Map<String, Object> text, Schema schema, String what, @Nullable Map<Integer, Long> values) {
    if (values != null) {
      values.forEach((id, value) -> text.put(schema.findColumnName(id) + " " + what, value));
    }
  }

  private static void addBounds(
      Map<String, Object> text,
      Schema schema,
      String what,
      @Nullable Map<Integer, ByteBuffer> bounds) {
    if (bounds != null) {
      bounds.forEach(
          (id, bound) -> {
            Object value = Conversions.fromByteBuffer(schema.findType(id), bound.duplicate());
            text.put(schema.findColumnName(id) + " " + what, plain(value));
          });
    }
  }

  private static Object plain(Object bound) {
    if (bound instanceof ByteBuffer raw) {
      List<Byte> bytes = new ArrayList<>();
      for (int i = raw.position(); i < raw.limit(); i++) {
        bytes.add(raw.get(i));
      }
      return bytes;
    } else if (bound instanceof Double number && number == 0) {
      return 0.0;
    } else if (bound instanceof Float number && number == 0) {
      return 0.0f;
    }
    return bound instanceof CharSequence text ? text.toString() : bound;
  }

  private static int length(Object value) {
    return value instanceof List<?> bytes
        ? bytes.size()
        : value instanceof String text ? RandomValues.utf8(text).length : 0;
  }
}
