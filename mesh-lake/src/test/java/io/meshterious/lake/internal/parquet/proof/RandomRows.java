// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a schema, in the form that {@link Cells} says. Each column has a distribution of its own,
 * so that every encoding has its day: constants, runs, few values, steady and unsteady growth,
 * chance, and the edges of the type; nulls are rare, frequent, all there is, or come in runs.
 */
final class RandomRows {
  private final SeededRandom random;
  private final RandomValues values;

  RandomRows(SeededRandom random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  /** So many rows. */
  List<List<@Nullable Object>> next(Schema schema, int rows) {
    List<Supplier<@Nullable Object>> feeds = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      feeds.add(field.name().equals(RandomSchemas.ROW) ? counting() : feed(field));
    }
    List<List<@Nullable Object>> all = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      all.add(row(feeds));
    }
    return all;
  }

  private static List<@Nullable Object> row(List<Supplier<@Nullable Object>> feeds) {
    List<@Nullable Object> row = new ArrayList<>(feeds.size());
    for (Supplier<@Nullable Object> feed : feeds) {
      row.add(feed.get());
    }
    return row;
  }

  private static Supplier<@Nullable Object> counting() {
    long[] next = {0};
    return () -> next[0]++;
  }

  private Supplier<@Nullable Object> feed(NestedField field) {
    Supplier<@Nullable Object> feed = feed(field.type());
    return field.isRequired() ? feed : withNulls(feed);
  }

  private Supplier<@Nullable Object> withNulls(Supplier<@Nullable Object> feed) {
    switch (random.below(7)) {
      case 0:
        return feed;
      case 1:
        return () -> null;
      case 2:
        int run = random.between(2, 500);
        int[] left = {0};
        boolean[] isNull = {false};
        return () -> {
          if (left[0]-- <= 0) {
            left[0] = random.below(run);
            isNull[0] = random.oneIn(2);
          }
          return isNull[0] ? null : feed.get();
        };
      case 3:
        return () -> random.oneIn(100) ? null : feed.get();
      case 4:
        return () -> random.oneIn(100) ? feed.get() : null;
      default:
        return () -> random.oneIn(3) ? null : feed.get();
    }
  }

  private Supplier<@Nullable Object> feed(Type type) {
    return switch (type.typeId()) {
      case STRUCT -> {
        List<Supplier<@Nullable Object>> feeds =
            type.asStructType().fields().stream().map(this::feed).toList();
        yield () -> row(feeds);
      }
      case LIST -> {
        Supplier<@Nullable Object> elements = feed(type.asListType().fields().get(0));
        int most = most();
        yield () -> {
          int length = random.below(most + 1);
          List<@Nullable Object> list = new ArrayList<>(length);
          for (int i = 0; i < length; i++) {
            list.add(elements.get());
          }
          return list;
        };
      }
      case MAP -> {
        Types.MapType map = type.asMapType();
        Supplier<@Nullable Object> entries = feed(map.fields().get(1));
        Supplier<@Nullable Object> keys = feed(map.keyType());
        int most = most();
        yield () -> {
          int length = random.below(most + 1);
          Map<@Nullable Object, @Nullable Object> entriesByKey = new LinkedHashMap<>();
          for (int i = 0; i < length; i++) {
            entriesByKey.put(keys.get(), entries.get());
          }
          List<@Nullable Object> pairs = new ArrayList<>();
          entriesByKey.forEach(
              (key, value) -> {
                List<@Nullable Object> pair = new ArrayList<>(2);
                pair.add(key);
                pair.add(value);
                pairs.add(pair);
              });
          return pairs;
        };
      }
      default -> primitive(type);
    };
  }

  private int most() {
    return random.oneIn(8) ? 40 : random.oneOf(0, 1, 2, 4);
  }

  private Supplier<@Nullable Object> primitive(Type type) {
    switch (random.below(10)) {
      case 0:
        Object constant = random.oneIn(2) ? values.any(type) : values.extreme(type);
        return () -> constant;
      case 1:
        int longest = random.between(2, 2000);
        int[] left = {0};
        Object[] now = {values.any(type)};
        return () -> {
          if (left[0]-- <= 0) {
            left[0] = random.below(longest);
            now[0] = values.any(type);
          }
          return now[0];
        };
      case 2, 3:
        List<Object> few = new ArrayList<>();
        for (int i = random.between(2, random.oneOf(3, 20, 300)); i > 0; i--) {
          few.add(random.oneIn(30) ? values.extreme(type) : values.any(type));
        }
        return () -> random.oneOf(few);
      case 4:
        long step = random.oneOf(1L, -1L, 60_000L, 0L);
        long[] next = {random.anyLong() % 1_000_000_000L};
        return () -> values.ordinal(type, next[0] += step);
      case 5:
        int jump = random.oneOf(3, 1000, 10_000_000);
        long[] last = {random.below(1_000_000)};
        return () -> values.ordinal(type, last[0] += random.below(jump));
      case 6:
        return () -> values.extreme(type);
      case 7:
        return () -> random.oneIn(20) ? values.extreme(type) : values.any(type);
      case 8:
        // Chance at first, then always the same: what the first values promise is not kept.
        int[] seen = {0};
        int turn = random.between(1, 1000);
        Object then = values.any(type);
        boolean constantFirst = random.oneIn(2);
        return () -> seen[0]++ < turn == constantFirst ? then : values.any(type);
      default:
        return () -> values.any(type);
    }
  }
}
