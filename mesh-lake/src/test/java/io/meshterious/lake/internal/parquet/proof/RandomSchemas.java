// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Schemas of every type that tables can have, nested to a depth of four. The last column is {@value
 * #ROW}, required, which counts the rows from 0.
 */
@SuppressWarnings("deprecation") // random optionality
final class RandomSchemas {
  static final String ROW = "row_number";

  private static final int DEEPEST = 3;
  private static final List<String> NAMES =
      List.of(
          "a", "Amount", "größe", "with space", "x.y", "9lives", "date", "key", "value-1", "_id");

  private final SeededRandom random;
  private int id;

  RandomSchemas(SeededRandom random) {
    this.random = random;
  }

  /** A schema with some columns. */
  Schema next() {
    id = 0;
    int columns = random.oneIn(10) ? random.between(10, 30) : random.between(1, 6);
    List<NestedField> fields = fields(columns, 0);
    fields.add(NestedField.required(nextId(), ROW, Types.LongType.get()));
    return new Schema(fields);
  }

  private List<NestedField> fields(int count, int depth) {
    List<NestedField> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = random.oneOf(NAMES) + "_" + i;
      int fieldId = nextId();
      fields.add(NestedField.of(fieldId, !random.oneIn(3), name, type(depth)));
    }
    return fields;
  }

  private Type type(int depth) {
    if (depth >= DEEPEST || !random.oneIn(depth == 0 ? 4 : 3)) {
      return primitive();
    }
    return switch (random.below(3)) {
      case 0 -> Types.StructType.of(fields(random.between(1, 4), depth + 1));
      case 1 -> {
        int element = nextId();
        yield random.oneIn(3)
            ? Types.ListType.ofRequired(element, type(depth + 1))
            : Types.ListType.ofOptional(element, type(depth + 1));
      }
      default -> {
        int key = nextId();
        int value = nextId();
        yield random.oneIn(3)
            ? Types.MapType.ofRequired(key, value, primitive(), type(depth + 1))
            : Types.MapType.ofOptional(key, value, primitive(), type(depth + 1));
      }
    };
  }

  private Type primitive() {
    return switch (random.below(20)) {
      case 0 -> Types.BooleanType.get();
      case 1, 2 -> Types.IntegerType.get();
      case 3, 4 -> Types.LongType.get();
      case 5 -> Types.FloatType.get();
      case 6 -> Types.DoubleType.get();
      case 7 -> Types.DateType.get();
      case 8 -> Types.TimeType.get();
      case 9 -> Types.TimestampType.withoutZone();
      case 10 -> Types.TimestampType.withZone();
      case 11 -> Types.TimestampNanoType.withoutZone();
      case 12 -> Types.TimestampNanoType.withZone();
      case 13 -> Types.UUIDType.get();
      case 14 -> Types.FixedType.ofLength(random.between(1, 20));
      case 15 -> Types.BinaryType.get();
      case 16, 17 -> decimal();
      default -> Types.StringType.get();
    };
  }

  private Type decimal() {
    int precision = random.oneIn(2) ? random.oneOf(1, 9, 10, 18, 19, 38) : random.between(1, 38);
    return Types.DecimalType.of(precision, random.between(0, precision));
  }

  /** Ids have gaps, as those of tables that have changed. */
  private int nextId() {
    id += random.oneIn(5) ? random.between(2, 50) : 1;
    return id;
  }
}
