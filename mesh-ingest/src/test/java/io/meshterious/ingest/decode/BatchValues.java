// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.StructColumn;
import io.meshterious.lake.batch.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** The rows of a batch as plain values. */
final class BatchValues {
  private BatchValues() {}

  /** A row by the names of its columns; nulls are left out. */
  static Map<String, Object> row(ColumnBatch batch, int row) {
    return fields(batch.columns(), row);
  }

  private static Map<String, Object> fields(List<Column> columns, int row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : columns) {
      Object value = value(column, row);
      if (value != null) {
        values.put(column.field().name(), value);
      }
    }
    return values;
  }

  private static @Nullable Object value(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    } else if (column instanceof BooleanColumn flags) {
      return flags.value(row);
    } else if (column instanceof IntColumn ints) {
      return column.field().type().typeId() == Type.TypeID.DATE
          ? LocalDate.ofEpochDay(ints.value(row))
          : BigDecimal.valueOf(ints.value(row));
    } else if (column instanceof LongColumn longs) {
      return ofLong(column.field().type(), longs.value(row));
    } else if (column instanceof FloatColumn floats) {
      return floats.values()[row];
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    } else if (column instanceof WideColumn wide) {
      return ofWide(column.field().type(), wide.high()[row], wide.low()[row]);
    } else if (column instanceof BytesColumn bytes) {
      return ofBytes(bytes, row);
    } else if (column instanceof CodeColumn codes) {
      int code = codes.codes()[row];
      int[] offsets = codes.dictionary().offsets();
      return new String(
          codes.dictionary().bytes(), offsets[code], offsets[code + 1] - offsets[code], UTF_8);
    } else if (column instanceof StructColumn struct) {
      return fields(struct.children(), row);
    } else if (column instanceof ListColumn list) {
      List<Object> items = new ArrayList<>();
      for (int i = list.offsets()[row]; i < list.offsets()[row + 1]; i++) {
        items.add(value(list.element(), i));
      }
      return items;
    }
    throw new IllegalStateException(column.field().toString());
  }

  private static Object ofLong(Type type, long value) {
    return switch (type.typeId()) {
      case TIME -> LocalTime.ofNanoOfDay(value * 1000);
      case TIMESTAMP -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
      case TIMESTAMP_NANO -> Instant.EPOCH.plus(value, ChronoUnit.NANOS);
      case DECIMAL -> BigDecimal.valueOf(value, ((Types.DecimalType) type).scale());
      default -> BigDecimal.valueOf(value);
    };
  }

  private static Object ofWide(Type type, long high, long low) {
    if (type.typeId() == Type.TypeID.UUID) {
      return new UUID(high, low);
    }
    BigInteger value =
        BigInteger.valueOf(high)
            .shiftLeft(64)
            .or(BigInteger.valueOf(low).and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));
    return new BigDecimal(value, ((Types.DecimalType) type).scale());
  }

  private static Object ofBytes(BytesColumn bytes, int row) {
    int from = bytes.offsets()[row];
    int length = bytes.offsets()[row + 1] - from;
    if (bytes.field().type().typeId() == Type.TypeID.STRING) {
      return new String(bytes.bytes(), from, length, UTF_8);
    }
    byte[] copy = new byte[length];
    System.arraycopy(bytes.bytes(), from, copy, 0, length);
    return Base64.getEncoder().encodeToString(copy);
  }
}
